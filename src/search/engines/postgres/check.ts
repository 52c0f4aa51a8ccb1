import { sql } from 'kysely';
import { findPending } from '../../../changes/retries.ts';
import type { Db } from '../../../db/database.ts';
import { checkTwice, type Fault, type Faults } from '../../check.ts';
import { buildDocuments, countDocuments } from '../../documents.ts';
import type { CheckReport, OnProgress } from '../../engine.ts';
import { followerOf } from '../../follower.ts';
import { putDocuments, removeDocuments } from './put.ts';
import { indexFormat } from './vector.ts';

const batchSize = 50;

/** Compares the index with the works that are public now, and puts right what differs. */
export async function checkIndex(db: Db): Promise<CheckReport> {
  return await checkTwice({
    findFaults: async () => ({ checked: await countDocuments(db), faults: await findFaults(db) }),
    findPending: (ids) => findPending(db, followerOf('postgres'), 'work', ids),
    mend: (ids) => refresh(db, ids),
  });
}

/** Cuts every public work again, and removes what is no longer public. */
export async function rebuildIndex(db: Db, onProgress?: OnProgress): Promise<number> {
  const wanted = await db
    .selectFrom('works')
    .select('id')
    .where('status', '=', 'published')
    .where('redacted', '=', false)
    .orderBy('id')
    .execute();
  const foreign = [...(await findFaults(db))].filter(([, fault]) => fault === 'foreign').map(([id]) => id);
  await refresh(db, [...foreign, ...wanted.map(({ id }) => id)], onProgress);
  return wanted.length;
}

async function findFaults(db: Db): Promise<Faults> {
  const { rows } = await sql<{ id: string; fault: Fault }>`
    select coalesce(w.id, d.work_id) as id, case when d.work_id is null then 'missing' when w.id is null then 'foreign' else 'stale' end as fault
    from (select id, version, touch from works where status = 'published' and not redacted) w
    full join search_documents d on d.work_id = w.id
    where d.work_id is null or w.id is null or d.version <> w.version or d.touch <> w.touch or d.format <> ${indexFormat}`.execute(
    db,
  );
  return new Map(rows.map(({ id, fault }) => [id, fault]));
}

async function refresh(db: Db, ids: readonly string[], onProgress?: OnProgress): Promise<void> {
  for (let at = 0; at < ids.length; at += batchSize) {
    onProgress?.(at, ids.length);
    const batch = ids.slice(at, at + batchSize);
    const documents = await buildDocuments(db, batch);
    const found = new Set(documents.map(({ id }) => id));
    await removeDocuments(
      db,
      batch.filter((id) => !found.has(id)),
    );
    await putDocuments(db, documents, true);
  }
}
