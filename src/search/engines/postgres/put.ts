import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/database.ts';
import { transact } from '../../../db/transaction.ts';
import type { SearchDocument } from '../../documents.ts';
import { type DocumentRow, indexDocument, indexFormat } from './vector.ts';
import { countWords } from './vocabulary.ts';

/** Whoever writes to the index does so alone: counts of words are changed by the difference of two states. */
const indexLock = 7_230_004;
/** Letters of text in one transaction: on the embedded database everybody waits for it. */
const lettersPerTransaction = 60_000;

/** @param force index also what is there in this version */
export async function putDocuments(db: Db, documents: readonly SearchDocument[], force = false): Promise<void> {
  for (const batch of batches(documents)) {
    const rows = new Map<SearchDocument, DocumentRow>();
    const known = force ? new Map() : await findStored(db, batch);
    // Cut before the transaction: it waits for nothing but the database.
    for (const document of batch) {
      if (!isSameText(known.get(document.id), document)) rows.set(document, await indexDocument(document));
    }
    const changed = await transact(db, new Date(), (tx) => writeBatch(tx, batch, rows));
    if (changed.length > 0) await putDocuments(db, changed, true);
  }
}

export async function removeDocuments(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await transact(db, new Date(), async (tx) => {
    await lockIndex(tx);
    const gone = await tx
      .deleteFrom('search_documents')
      .where('work_id', 'in', ids)
      .returning(sql<string[]>`tsvector_to_array(words)`.as('words'))
      .execute();
    const counts = new Map<string, number>();
    for (const { words } of gone) add(counts, words, -1);
    await countWords(tx, counts);
  });
}

interface Stored {
  work_id: string;
  version: number;
  touch: number;
  format: number;
}

async function findStored(db: Db, documents: readonly SearchDocument[]): Promise<Map<string, Stored>> {
  const rows = await db
    .selectFrom('search_documents')
    .select(['work_id', 'version', 'touch', 'format'])
    .where(
      'work_id',
      'in',
      documents.map(({ id }) => id),
    )
    .execute();
  return new Map(rows.map((row) => [row.work_id, row]));
}

/** The text of a version never changes: with a new touch there is nothing to cut again. */
function isSameText(stored: Stored | undefined, document: SearchDocument): boolean {
  return stored !== undefined && stored.version === document.version && stored.format === indexFormat;
}

/** @returns documents that were in the index before the transaction and, by another process, no longer are */
async function writeBatch(
  tx: Tx,
  batch: readonly SearchDocument[],
  rows: ReadonlyMap<SearchDocument, DocumentRow>,
): Promise<SearchDocument[]> {
  await lockIndex(tx);
  const stored = await findStored(tx, batch);
  const current = batch.filter((document) => !isOlder(document, stored.get(document.id)));
  const changed = current.flatMap((document) => {
    const row = rows.get(document);
    return row === undefined ? [] : [{ document, row }];
  });
  if (changed.length > 0) await writeRows(tx, changed);
  const touched = current.filter((document) => !rows.has(document));
  for (const { id, touch } of touched) {
    await tx.updateTable('search_documents').set({ touch }).where('work_id', '=', id).execute();
  }
  return touched.filter((document) => !isSameText(stored.get(document.id), document));
}

/** A process that was asleep for a while may come with what it read before. */
function isOlder(document: SearchDocument, stored: Stored | undefined): boolean {
  if (stored === undefined) return false;
  return document.version < stored.version || (document.version === stored.version && document.touch < stored.touch);
}

async function writeRows(tx: Tx, changed: readonly { document: SearchDocument; row: DocumentRow }[]): Promise<void> {
  const counts = new Map<string, number>();
  const old = await tx
    .deleteFrom('search_documents')
    .where(
      'work_id',
      'in',
      changed.map(({ document }) => document.id),
    )
    .returning(sql<string[]>`tsvector_to_array(words)`.as('words'))
    .execute();
  for (const { words } of old) add(counts, words, -1);
  for (const { row } of changed) add(counts, row.vocabulary, 1);
  await tx
    .insertInto('search_documents')
    .values(
      changed.map(({ document: { id, version, touch }, row: { sections, vocabulary, ...row } }) => ({
        ...{ work_id: id, version, touch, format: indexFormat },
        ...row,
      })),
    )
    .execute();
  const sections = changed.flatMap(({ document, row }) =>
    row.sections.map((section, position) => ({ work_id: document.id, position, ...section })),
  );
  await sql`
    insert into search_sections (work_id, position, place, start, words)
    select s.id::uuid, s.position, s.place, s.start, s.words::tsvector from unnest(
      ${sections.map((row) => row.work_id)}::text[], ${sections.map((row) => row.position)}::int[], ${sections.map((row) => row.place)}::int[],
      ${sections.map((row) => row.start)}::int[], ${sections.map((row) => row.words)}::text[]) as s (id, position, place, start, words)
  `.execute(tx);
  await countWords(tx, counts);
}

function add(counts: Map<string, number>, words: readonly string[], by: number): void {
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + by);
}

async function lockIndex(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${indexLock})`.execute(tx);
}

function* batches(documents: readonly SearchDocument[]): Generator<SearchDocument[]> {
  let batch: SearchDocument[] = [];
  let letters = 0;
  for (const document of documents) {
    batch.push(document);
    letters += document.sections.reduce((sum, section) => sum + section.text.length, 0);
    if (letters < lettersPerTransaction) continue;
    yield batch;
    batch = [];
    letters = 0;
  }
  if (batch.length > 0) yield batch;
}
