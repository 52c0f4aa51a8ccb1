import type { SearchDocument } from '../../documents.ts';
import type { Index } from '../../follower.ts';
import { answered, done } from './client.ts';
import type { Indexes } from './indexes.ts';
import { type Records, recordFormat, recordsOf, sectionId, type WorkRecord } from './records.ts';

/** What the index says of a work, as far as writing goes by it. */
export type Stored = Pick<WorkRecord, 'id' | 'version' | 'touch' | 'format' | 'parts'>;
export const storedFields: (keyof Stored)[] = ['id', 'version', 'touch', 'format', 'parts'];

export function indexOver(indexes: Indexes): Index {
  return {
    put: (documents) => putDocuments(indexes, documents),
    remove: (ids) => removeWorks(indexes, ids),
  };
}

/** Resolves when they can be found; one that is older than what is there changes nothing. */
export async function putDocuments(indexes: Indexes, documents: readonly SearchDocument[]): Promise<void> {
  const stored = await findStored(
    indexes,
    documents.map(({ id }) => id),
  );
  const current = documents.filter((document) => !isOlder(document, stored.get(document.id)));
  const records: Records[] = [];
  for (const document of current) records.push(await recordsOf(document));
  if (records.length > 0) await writeRecords(indexes, records, stored);
}

/** Resolves when they can be found no longer. */
export async function removeWorks({ works, sections }: Indexes, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const gone = works.deleteDocuments([...ids]);
  const parts = sections.deleteDocuments({ filter: `work IN [${ids.map((id) => `"${id}"`).join(', ')}]` });
  await Promise.all([done(gone), done(parts)]);
}

async function findStored({ works }: Indexes, ids: readonly string[]): Promise<Map<string, Stored>> {
  const { results } = await answered(
    works.getDocuments<Stored>({ ids: [...ids], fields: storedFields, limit: ids.length }),
  );
  return new Map(results.map((record) => [record.id, record]));
}

/** A process that was asleep for a while may come with what it read before. */
function isOlder({ version, touch }: SearchDocument, stored: Stored | undefined): boolean {
  if (stored === undefined || stored.format !== recordFormat) return false;
  return version < stored.version || (version === stored.version && touch < stored.touch);
}

/** A work counts as put by its own record: where its sections cannot be written, it is taken out again. */
async function writeRecords(
  indexes: Indexes,
  records: readonly Records[],
  stored: ReadonlyMap<string, Stored>,
): Promise<void> {
  const { works, sections } = indexes;
  const leftOver = records.flatMap(({ work }) => partsPast(work, stored.get(work.id)));
  const tasks = [
    sections.addDocuments(records.flatMap((record) => record.sections)),
    works.addDocuments(records.map(({ work }) => work)),
    ...(leftOver.length > 0 ? [sections.deleteDocuments(leftOver)] : []),
  ];
  const ends = await Promise.allSettled(tasks.map(done));
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure === undefined) return;
  await removeWorks(
    indexes,
    records.map(({ work }) => work.id),
  );
  throw failure.reason;
}

/** Ids of the sections that an earlier version had, and this one has not. */
function partsPast({ id, parts }: WorkRecord, stored: Stored | undefined): string[] {
  const before = stored?.parts ?? 0;
  return Array.from({ length: Math.max(before - parts, 0) }, (_, at) => sectionId(id, parts + at));
}
