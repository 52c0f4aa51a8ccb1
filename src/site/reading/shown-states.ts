import { findHead } from '../../changes/list.ts';
import type { Db } from '../../db/database.ts';
import { findShownState, type ShownState } from '../../works/shown-state.ts';

/** Some hundred bytes each. */
const mostKept = 20_000;

/** What a page shows, as `findShownState` tells it at this moment. */
export type ReadShownState = (ref: string, kindName: string) => Promise<ShownState | undefined>;

/**
 * Asks for it once until something changes anywhere in the commons: of that alone it asks each time, which costs little.
 * Whoever changes a work, a person, a community or the instance says so in the change log, in the same transaction, and
 * its numbers follow the commits.
 */
export function createReadShownState(db: Db): ReadShownState {
  let known = { head: -1, states: new Map<string, ShownState>() };
  return async (ref, kindName) => {
    const head = await findHead(db);
    if (head !== known.head || known.states.size >= mostKept) known = { head, states: new Map() };
    // Another request may have seen a change meanwhile: what is read here belongs to what was known before.
    const { states } = known;
    const key = `${kindName}/${ref}`;
    const state = states.get(key) ?? (await findShownState(db, ref, kindName));
    if (state !== undefined) states.set(key, state);
    return state;
  };
}
