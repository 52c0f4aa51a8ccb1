import type { Db } from '../../db/database.ts';
import { findMark, findShownState, type ShownState } from '../../works/shown-state.ts';

/** Some hundred bytes each. */
const mostKept = 20_000;

/** What a page shows, as `findShownState` tells it at this moment. */
export type ReadShownState = (ref: string, kindName: string) => Promise<ShownState | undefined>;

/** Asks for it once until something changes anywhere in the commons: of that alone it asks each time, which costs little. */
export function createReadShownState(db: Db): ReadShownState {
  let known = { mark: '', states: new Map<string, ShownState>() };
  return async (ref, kindName) => {
    const mark = await findMark(db);
    if (mark !== known.mark || known.states.size >= mostKept) known = { mark, states: new Map() };
    // Another request may have seen a change meanwhile: what is read here belongs to what was known before.
    const { states } = known;
    const key = `${kindName}/${ref}`;
    const state = states.get(key) ?? (await findShownState(db, ref, kindName));
    if (state !== undefined) states.set(key, state);
    return state;
  };
}
