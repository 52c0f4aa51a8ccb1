import type { EnqueuedTaskPromise } from 'meilisearch';
import type { SearchDocument } from '../../documents.ts';
import type { Batches } from '../../engine.ts';
import type { Index } from '../../follower.ts';
import { answered, answeredAtLast, done, Refused } from './client.ts';
import { quoted } from './filters.ts';
import type { Indexes } from './indexes.ts';
import { type Records, recordFormat, recordsOf, sectionId, type WorkRecord } from './records.ts';

/** What the index says of a work, as far as writing goes by it. */
export type Stored = Pick<WorkRecord, 'id' | 'version' | 'touch' | 'format' | 'parts'>;
export const storedFields: (keyof Stored)[] = ['id', 'version', 'touch', 'format', 'parts'];

export function indexOver(indexes: Indexes): Index {
  return {
    put: (batches) => putDocuments(indexes, batches),
    remove: (ids) => removeWorks(indexes, ids),
  };
}

/** Batches that are on the way together: Meilisearch carries out in one go what waits in its queue, in much less time. */
const mostUnderway = 250;

/**
 * Resolves when all can be found. @param isForced also in the place of one that is newer by what the index says;
 * otherwise that stays
 */
export async function putDocuments(indexes: Indexes, batches: Batches, isForced = false): Promise<void> {
  const underway: (() => Promise<void>)[] = [];
  for await (const documents of batches) {
    underway.push(await sendDocuments(indexes, documents, isForced));
    if (underway.length >= mostUnderway) await underway.shift()!();
  }
  for (const isDone of underway) await isDone();
}

/** Resolves when they can be found no longer. */
export async function removeWorks({ works, sections }: Indexes, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const gone = await enqueued(() => works.deleteDocuments([...ids]));
  const parts = await enqueued(() => sections.deleteDocuments({ filter: ofWorks(ids) }));
  await Promise.all([done(gone.task), done(parts.task)]);
}

/** In the queue. @returns in an object, since whoever awaits a task itself cannot wait for its end any more */
async function enqueued(ask: () => EnqueuedTaskPromise): Promise<{ task: EnqueuedTaskPromise }> {
  let task: EnqueuedTaskPromise | undefined;
  await answeredAtLast(() => {
    task = ask();
    return task;
  });
  return { task: task! };
}

function ofWorks(ids: readonly string[]): string {
  return `work IN [${ids.map(quoted).join(', ')}]`;
}

/** Resolves when Meilisearch has them in its queue. @returns what waits until they can be found */
async function sendDocuments(
  indexes: Indexes,
  documents: readonly SearchDocument[],
  isForced: boolean,
): Promise<() => Promise<void>> {
  const stored = await findStored(
    indexes,
    documents.map(({ id }) => id),
  );
  const current = isForced ? documents : documents.filter((document) => !isOlder(document, stored.get(document.id)));
  const records: Records[] = [];
  for (const document of current) records.push(await recordsOf(document));
  if (records.length === 0) return async () => {};
  const ids = records.map(({ work }) => work.id);
  try {
    return whenCarriedOut(indexes, ids, await enqueueRecords(indexes, records, stored, isForced));
  } catch (error) {
    return await takeOutRefused(indexes, ids, error);
  }
}

async function findStored({ works }: Indexes, ids: readonly string[]): Promise<Map<string, Stored>> {
  const { results } = await answeredAtLast(() =>
    works.getDocuments<Stored>({ ids: [...ids], fields: storedFields, limit: ids.length }),
  );
  return new Map(results.map((record) => [record.id, record]));
}

/** A process that was asleep for a while may come with what it read before. */
function isOlder({ version, touch }: SearchDocument, stored: Stored | undefined): boolean {
  if (stored === undefined || stored.format !== recordFormat) return false;
  return version < stored.version || (version === stored.version && touch < stored.touch);
}

/** What is no longer there goes first: the work's own record, by which it is found meanwhile, stays. */
async function enqueueRecords(
  { works, sections }: Indexes,
  records: readonly Records[],
  stored: ReadonlyMap<string, Stored>,
  isForced: boolean,
): Promise<EnqueuedTaskPromise[]> {
  const ids = records.map(({ work }) => work.id);
  const leftOver = records.flatMap(({ work }) => partsPast(work, stored.get(work.id)));
  const tasks: EnqueuedTaskPromise[] = [];
  const enqueue = async (task: EnqueuedTaskPromise) => {
    await answered(task);
    tasks.push(task);
  };
  // What the index says it has may be wrong as well.
  if (isForced) await enqueue(sections.deleteDocuments({ filter: ofWorks(ids) }));
  else if (leftOver.length > 0) await enqueue(sections.deleteDocuments(leftOver));
  await enqueue(works.addDocuments(records.map(({ work }) => work)));
  await enqueue(sections.addDocuments(records.flatMap((record) => record.sections)));
  return tasks;
}

/** Waits for the tasks, and holds on to nothing but these ids meanwhile. */
function whenCarriedOut(
  indexes: Indexes,
  ids: readonly string[],
  tasks: readonly EnqueuedTaskPromise[],
): () => Promise<void> {
  return async () => {
    const ends = await Promise.allSettled(tasks.map(done));
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure !== undefined) await takeOutRefused(indexes, ids, failure.reason);
  };
}

/**
 * A work counts as put by its own record: one whose sections Meilisearch refuses is taken out again. Of several, each is
 * tried by itself after this; and while Meilisearch is away, what is there stays.
 */
async function takeOutRefused(indexes: Indexes, ids: readonly string[], error: unknown): Promise<never> {
  if (error instanceof Refused && ids.length === 1) await removeWorks(indexes, ids);
  throw error;
}

/** Ids of the sections that an earlier version had, and this one has not. */
function partsPast({ id, parts }: WorkRecord, stored: Stored | undefined): string[] {
  const before = stored?.parts ?? 0;
  return Array.from({ length: Math.max(before - parts, 0) }, (_, at) => sectionId(id, parts + at));
}
