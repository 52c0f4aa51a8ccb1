import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import { buildDocuments } from '../../documents.ts';
import type { CheckReport } from '../../engine.ts';
import { putDocuments, removeDocuments } from './put.ts';
import { indexFormat } from './vector.ts';

type Fault = 'missing' | 'foreign' | 'stale';

const batchSize = 50;
/** The follower may be at work on what looks wrong: only what is wrong twice is. */
const secondLookMs = 1_000;

/** Compares the index with the works that are public now, and puts right what differs. */
export async function checkIndex(db: Db): Promise<CheckReport> {
  const suspects = await findFaults(db);
  if (suspects.size > 0) await sleep(secondLookMs);
  const faults =
    suspects.size === 0
      ? suspects
      : new Map([...(await findFaults(db))].filter(([id, fault]) => suspects.get(id) === fault));
  await refresh(db, [...faults.keys()]);
  const count = (kind: Fault) => [...faults.values()].filter((fault) => fault === kind).length;
  const { checked } = await sql<{ checked: number }>`
    select count(*)::int as checked from works where status = 'published' and not redacted`
    .execute(db)
    .then(({ rows }) => rows[0]!);
  return { checked, missing: count('missing'), foreign: count('foreign'), stale: count('stale') };
}

/** Cuts every public work again, and removes what is no longer public. */
export async function rebuildIndex(db: Db): Promise<number> {
  const wanted = await db
    .selectFrom('works')
    .select('id')
    .where('status', '=', 'published')
    .where('redacted', '=', false)
    .orderBy('id')
    .execute();
  const foreign = [...(await findFaults(db))].filter(([, fault]) => fault === 'foreign').map(([id]) => id);
  await refresh(db, [...foreign, ...wanted.map(({ id }) => id)]);
  return wanted.length;
}

async function findFaults(db: Db): Promise<Map<string, Fault>> {
  const { rows } = await sql<{ id: string; fault: Fault }>`
    select coalesce(w.id, d.work_id) as id, case when d.work_id is null then 'missing' when w.id is null then 'foreign' else 'stale' end as fault
    from (select id, version, touch from works where status = 'published' and not redacted) w
    full join search_documents d on d.work_id = w.id
    where d.work_id is null or w.id is null or d.version <> w.version or d.touch <> w.touch or d.format <> ${indexFormat}`.execute(
    db,
  );
  return new Map(rows.map(({ id, fault }) => [id, fault]));
}

async function refresh(db: Db, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += batchSize) {
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
