import type { Tx } from '../../db/database.ts';
import { slugCandidates } from '../../lib/slugs.ts';

/**
 * The slug of a published work after a change of its title: the present one while it fits, else one it had before,
 * else the first that is free. What it had stays its own and redirects.
 */
export async function assignSlug(tx: Tx, work: { id: string; slug: string | null; title: string }): Promise<string> {
  const candidates = slugCandidates(work.title, work.id);
  if (work.slug !== null && candidates.includes(work.slug)) return work.slug;
  const owned = await tx
    .selectFrom('slugs')
    .select('slug')
    .where('work_id', '=', work.id)
    .where('slug', 'in', candidates)
    .execute();
  const former = candidates.find((candidate) => owned.some(({ slug }) => slug === candidate));
  if (former !== undefined) return former;
  return await claim(tx, work.id, candidates);
}

/** The slug of a work that is about to be made: its row may come later in the transaction. */
export async function claimSlug(tx: Tx, work: { id: string; title: string }): Promise<string> {
  return await claim(tx, work.id, slugCandidates(work.title, work.id));
}

async function claim(tx: Tx, id: string, candidates: readonly string[]): Promise<string> {
  for (const slug of candidates) {
    const taken = await tx
      .insertInto('slugs')
      .values({ slug, work_id: id })
      .onConflict((conflict) => conflict.column('slug').doNothing())
      .returning('slug')
      .executeTakeFirst();
    if (taken !== undefined) return slug;
  }
  throw new Error(`no slug is free for ${id}`);
}
