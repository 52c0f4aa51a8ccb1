import { sql } from 'kysely';
import type { RecordAny, Index as StoredIndex } from 'meilisearch';
import { holdFollower } from '../../../changes/hold.ts';
import { findPending } from '../../../changes/retries.ts';
import type { Db } from '../../../db/database.ts';
import { isUuid } from '../../../lib/ids.ts';
import { checkTwice, type Fault, type Faults } from '../../check.ts';
import type { CheckReport } from '../../engine.ts';
import { followerOf, type Index, refreshWorks } from '../../follower.ts';
import { answered } from './client.ts';
import type { Indexes } from './indexes.ts';
import { putDocuments, removeWorks, type Stored, storedFields } from './put.ts';
import { recordFormat } from './records.ts';

const pageSize = 1_000;

/** Compares both indexes with the works that are public now, and puts right what differs. */
export async function checkIndexes(db: Db, indexes: Indexes): Promise<CheckReport> {
  const follower = followerOf('meilisearch');
  return await checkTwice({
    findFaults: () => findFaults(db, indexes),
    findPending: (ids) => findPending(db, follower, 'work', ids),
    // What is read here must not replace what the follower read later.
    mend: (ids) => (ids.length === 0 ? Promise.resolve() : holdFollower(db, follower, () => refresh(db, indexes, ids))),
  });
}

/** Puts these works again, whatever the index says it has of them, and removes those that are no longer public. */
async function refresh(db: Db, indexes: Indexes, ids: readonly string[]): Promise<void> {
  const forced: Index = {
    put: (batches) => putDocuments(indexes, batches, true),
    remove: (gone) => removeWorks(indexes, gone),
  };
  const [works, others] = [ids.filter(isUuid), ids.filter((id) => !isUuid(id))];
  await refreshWorks(db, forced, works);
  await removeWorks(indexes, others);
}

async function findFaults(db: Db, indexes: Indexes): Promise<{ checked: number; faults: Faults }> {
  const parts = await countParts(indexes);
  const unseen = await publicWorks(db);
  const checked = unseen.size;
  const faults = new Map<string, Fault>();
  for await (const record of everyRecord<Stored>(indexes.works, storedFields)) {
    const work = unseen.get(record.id);
    if (work === undefined) faults.set(record.id, 'foreign');
    else if (!isCurrent(record, work) || (parts.get(record.id) ?? 0) !== record.parts) faults.set(record.id, 'stale');
    unseen.delete(record.id);
    parts.delete(record.id);
  }
  for (const id of parts.keys()) faults.set(id, 'foreign');
  for (const id of unseen.keys()) faults.set(id, 'missing');
  return { checked, faults };
}

type State = Pick<Stored, 'version' | 'touch'>;

async function publicWorks(db: Db): Promise<Map<string, State>> {
  const { rows } = await sql<State & { id: string }>`
    select id, version, touch from works where status = 'published' and not redacted`.execute(db);
  return new Map(rows.map(({ id, ...state }) => [id, state]));
}

function isCurrent(record: Stored, { version, touch }: State): boolean {
  return record.version === version && record.touch === touch && record.format === recordFormat;
}

async function countParts({ sections }: Indexes): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { work } of everyRecord<{ work: string }>(sections, ['work']))
    counts.set(work, (counts.get(work) ?? 0) + 1);
  return counts;
}

async function* everyRecord<T extends RecordAny>(
  index: StoredIndex<never>,
  fields: readonly string[],
): AsyncGenerator<T> {
  for (let offset = 0; ; offset += pageSize) {
    const { results } = await answered(
      (index as unknown as StoredIndex<T>).getDocuments({ offset, limit: pageSize, fields: [...fields] as never }),
    );
    yield* results as T[];
    if (results.length < pageSize) return;
  }
}
