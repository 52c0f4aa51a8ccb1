import type { Handle } from '../changes/step.ts';
import type { Db } from '../db/database.ts';
import { buildDocuments, type SearchDocument } from './documents.ts';
import type { SearchEngine } from './engine.ts';

/** What a follower keeps up to date: an engine's index, or one that is being made. */
export type Index = Pick<SearchEngine, 'put' | 'remove'>;

/** Name of the follower that keeps an engine's index. */
export function followerOf(engine: SearchEngine['name']): string {
  return `search:${engine}`;
}

/** Works at a time: their texts are in memory together. */
const batchSize = 20;

/** Keeps an index at the state of the database: what is public is put, everything else removed. */
export function followWorks(db: Db, index: Index): Handle {
  return async (subjects) => {
    const ids = subjects.filter(({ subject }) => subject === 'work').map(({ id }) => id);
    if (ids.length > 0) await refreshWorks(db, index, ids);
  };
}

/** Reads what these works are now, and brings the index there. */
export async function refreshWorks(db: Db, index: Index, ids: readonly string[]): Promise<void> {
  const gone = new Set(ids);
  await index.put(publicDocuments(db, ids, ({ id }) => gone.delete(id)));
  if (gone.size > 0) await index.remove([...gone]);
}

/** The documents of those of these works that are public, some at a time. */
async function* publicDocuments(db: Db, ids: readonly string[], onFound: (document: SearchDocument) => void) {
  for (let at = 0; at < ids.length; at += batchSize) {
    const documents = await buildDocuments(db, ids.slice(at, at + batchSize));
    documents.forEach(onFound);
    if (documents.length > 0) yield documents;
  }
}
