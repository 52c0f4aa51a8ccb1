import { listPositions } from '../changes/lease.ts';
import type { Db } from '../db/database.ts';
import type { SearchEngine } from './engine.ts';
import { followerOf } from './follower.ts';

/** So many lines of the log are no reason to search elsewhere: the next moment they have been read. */
const mostBehind = 100;
/** How old an answer may be. */
const freshMs = 1_000;

/**
 * Tells whether an engine's index is behind the database's own, as it is after an outage: what was published meanwhile
 * is found by the one and not by the other. While much is written both are behind the log, which is no difference.
 */
export function createBehind(db: Db, engine: SearchEngine['name']): () => Promise<boolean> {
  let asked: { at: number; answer: Promise<boolean> } | undefined;

  async function look(): Promise<boolean> {
    const positions = await listPositions(db);
    const [theirs, own] = [engine, 'postgres' as const].map((name) => positions.get(followerOf(name)) ?? 0);
    return own! - theirs! > mostBehind;
  }

  return async () => {
    if (asked === undefined || performance.now() - asked.at > freshMs)
      asked = { at: performance.now(), answer: look() };
    return await asked.answer;
  };
}
