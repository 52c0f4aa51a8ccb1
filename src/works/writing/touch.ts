import { sql } from 'kysely';
import type { Handle } from '../../changes/step.ts';
import type { Db, Tx } from '../../db/database.ts';
import { transact } from '../../db/transaction.ts';
import { lineageTypes } from '../content.ts';
import { recordWork } from './save.ts';

const batch = 500;
const types = sql.join(lineageTypes.map((type) => sql.lit(type)));

/**
 * What the follower `touches` does: a work whose credit line names somebody else than before, or an ancestor that
 * changed, looks different though no word of it did. Its `touch` says so to caches, mirrors and the index.
 */
export function createTouchHandle(db: Db, now: () => Date): Handle {
  return async (subjects) => {
    for (const { subject, id } of subjects) {
      if (subject === 'contributor')
        await touchSince(db, now, await changeOfContributor(db, id), (since, after) =>
          worksNaming(db, id, since, after),
        );
      if (subject === 'work')
        await touchSince(db, now, await changeOfWork(db, id), (since, after) => descendantsOf(db, id, since, after));
    }
  };
}

/** Says that these works look different. Drafts are left alone. */
export async function touchWorks(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const touched = await tx
    .updateTable('works')
    .set((eb) => ({ touch: eb('touch', '+', 1), touched_at: now }))
    .where('id', 'in', ids)
    .where('status', '=', 'published')
    .returning(['id', 'kind', 'version', 'touch'])
    .execute();
  for (const work of touched) recordWork(tx, work, 'touched');
}

/** Works that point to one which was a draft until now show that relation from now on; lineage is the follower's. */
export async function touchRelating(tx: Tx, workId: string, now: Date): Promise<void> {
  const rows = await tx
    .selectFrom('relations')
    .select('work_id')
    .distinct()
    .where('target_id', '=', workId)
    .where('type', 'not in', lineageTypes)
    .orderBy('work_id')
    .execute();
  await touchWorks(
    tx,
    rows.map(({ work_id }) => work_id),
    now,
  );
}

/**
 * Touches, in batches, what was last touched not after the change, and so that it was touched after it: whoever asks
 * again, and lineages that run in a circle, find nothing left to do.
 */
async function touchSince(
  db: Db,
  now: () => Date,
  since: Date | undefined,
  next: (since: Date, after: string) => Promise<string[]>,
): Promise<void> {
  if (since === undefined) return;
  const first = '00000000-0000-0000-0000-000000000000';
  for (let ids = await next(since, first); ids.length > 0; ids = await next(since, ids.at(-1)!)) {
    const at = new Date(Math.max(now().getTime(), since.getTime() + 1));
    await transact(db, at, (tx) => touchWorks(tx, ids, at));
  }
}

/** When credits by this person last began to look different: a line about themselves touches none of their works. */
async function changeOfContributor(db: Db, id: string): Promise<Date | undefined> {
  const row = await db.selectFrom('contributors').select('credited_at').where('id', '=', id).executeTakeFirst();
  return row?.credited_at ?? undefined;
}

/** When it was revised, withdrawn or redacted. That it was touched itself does not count: lineages may run in a circle. */
async function changeOfWork(db: Db, id: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select greatest(updated_at, withdrawn_at, (select max(redacted_at) from revisions where work_id = works.id)) as at
    from works where id = ${id}::uuid`.execute(db);
  return rows[0]?.at;
}

/** Works that credit this contributor, or stand on such works, and were not touched since. */
async function worksNaming(db: Db, contributorId: string, since: Date, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive named (id) as (
      select work_id from credits where contributor_id = ${contributorId}::uuid
      union
      select relations.work_id from named join relations on relations.target_id = named.id where relations.type in (${types})
    )
    select works.id from named join works on works.id = named.id
    where works.status = 'published' and works.id > ${after}::uuid and works.touched_at <= ${since}
    order by works.id limit ${batch}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Works that stand on this one, and were not touched since. */
async function descendantsOf(db: Db, workId: string, since: Date, after: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below (id) as (
      select relations.work_id from relations where relations.target_id = ${workId}::uuid and relations.type in (${types})
      union
      select relations.work_id from below join relations on relations.target_id = below.id where relations.type in (${types})
    )
    select works.id from below join works on works.id = below.id
    where works.status = 'published' and works.id > ${after}::uuid and works.id <> ${workId}::uuid and works.touched_at <= ${since}
    order by works.id limit ${batch}`.execute(db);
  return rows.map(({ id }) => id);
}
