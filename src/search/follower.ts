import type { Handle } from '../changes/step.ts';
import type { Db } from '../db/database.ts';
import { buildDocuments } from './documents.ts';
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
    for (let at = 0; at < ids.length; at += batchSize) await refreshWorks(db, index, ids.slice(at, at + batchSize));
  };
}

/** Reads what these works are now, and brings the index there. */
export async function refreshWorks(db: Db, index: Index, ids: readonly string[]): Promise<void> {
  const documents = await buildDocuments(db, ids);
  const found = new Set(documents.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id));
  if (gone.length > 0) await index.remove(gone);
  if (documents.length > 0) await index.put(documents);
}
