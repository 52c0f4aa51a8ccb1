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
    const idsOf = (kind: string) => subjects.filter(({ subject }) => subject === kind).map(({ id }) => id);
    for (const { id, at } of await changedPeople(db, idsOf('contributor')))
      await touchSince(db, now, at, (after) => worksNaming(db, id, at, after));
    for (const { id, at } of await changedAncestors(db, idsOf('work')))
      await touchSince(db, now, at, (after) => descendantsOf(db, id, at, after));
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
  since: Date,
  next: (after: string) => Promise<string[]>,
): Promise<void> {
  const first = '00000000-0000-0000-0000-000000000000';
  for (let ids = await next(first); ids.length > 0; ids = await next(ids.at(-1)!)) {
    const at = new Date(Math.max(now().getTime(), since.getTime() + 1));
    await transact(db, at, (tx) => touchWorks(tx, ids, at));
  }
}

interface Changed {
  id: string;
  at: Date;
}

/** Whose credits began to look different, and when last: a line about themselves touches none of their works. */
async function changedPeople(db: Db, ids: readonly string[]): Promise<Changed[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Changed>`
    select id, credited_at as at from contributors where id = any(${ids}::uuid[]) and credited_at is not null`.execute(
    db,
  );
  return rows;
}

/**
 * Those that others stand on, and when they were last revised, withdrawn or redacted. That they were touched themselves
 * does not count: lineages may run in a circle.
 */
async function changedAncestors(db: Db, ids: readonly string[]): Promise<Changed[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Changed>`
    select id, greatest(updated_at, withdrawn_at, (select max(redacted_at) from revisions where work_id = works.id)) as at
    from works where id = any(${ids}::uuid[])
      and exists (select from relations where target_id = works.id and type in (${types}))`.execute(db);
  return rows;
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
