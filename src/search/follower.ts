import type { Handle } from '../changes/step.ts';
import type { Db } from '../db/database.ts';
import { buildDocuments } from './documents.ts';
import type { SearchEngine } from './engine.ts';

/** Works at a time: their texts are in memory together. */
const batchSize = 20;

/** Keeps an engine at the state of the database: what is public is put, everything else removed. */
export function followWorks(db: Db, engine: SearchEngine): Handle {
  return async (subjects) => {
    const ids = subjects.filter(({ subject }) => subject === 'work').map(({ id }) => id);
    for (let at = 0; at < ids.length; at += batchSize) await refreshWorks(db, engine, ids.slice(at, at + batchSize));
  };
}

/** Reads what these works are now, and brings the index there. */
export async function refreshWorks(db: Db, engine: SearchEngine, ids: readonly string[]): Promise<void> {
  const documents = await buildDocuments(db, ids);
  const found = new Set(documents.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id));
  if (gone.length > 0) await engine.remove(gone);
  if (documents.length > 0) await engine.put(documents);
}
