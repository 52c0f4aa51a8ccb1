import { createKept } from '../../changes/kept.ts';
import type { Db } from '../../db/database.ts';
import { findShownState, type ShownState } from '../../works/shown-state.ts';

/** Some hundred bytes each. */
const mostKept = 20_000;

/** What a page shows, as `findShownState` tells it at this moment. */
export type ReadShownState = (ref: string, kindName: string) => Promise<ShownState | undefined>;

/** Asks for it once until something changes anywhere in the commons. */
export function createReadShownState(db: Db): ReadShownState {
  const keptNow = createKept<ShownState>(db, mostKept);
  return async (ref, kindName) => {
    const kept = await keptNow();
    const key = `${kindName}/${ref}`;
    const state = kept.get(key) ?? (await findShownState(db, ref, kindName));
    if (state !== undefined) kept.put(key, state);
    return state;
  };
}
