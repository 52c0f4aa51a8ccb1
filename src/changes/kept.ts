import type { Db } from '../db/database.ts';
import { findHead } from './list.ts';

/** Values that hold at the moment they were asked for. */
export interface Kept<Value> {
  get(key: string): Value | undefined;
  /** @param weight what it counts for in the room there is */
  put(key: string, value: Value, weight?: number): void;
}

/**
 * Keeps what was read until something changes anywhere in the commons: of that alone it asks each time, which costs
 * little. Whoever changes a work, a person, a community or the instance says so in the change log, in the same
 * transaction, and its numbers follow the commits.
 * @param most all weights together; when they are more, everything is read again
 * @returns what holds now; what is read after that may be put there
 */
export function createKept<Value>(db: Db, most: number): () => Promise<Kept<Value>> {
  let known = { head: -1, weight: 0, values: new Map<string, Value>() };
  return async () => {
    const head = await findHead(db);
    if (head !== known.head || known.weight >= most) known = { head, weight: 0, values: new Map() };
    // Another request may see a change meanwhile: what is read for this one belongs to what was known before.
    const own = known;
    return {
      get: (key) => own.values.get(key),
      put(key, value, weight = 1) {
        own.values.set(key, value);
        own.weight += weight;
      },
    };
  };
}
