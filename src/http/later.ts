import { setImmediate as nextTurn } from 'node:timers/promises';

/** What is made when it is first needed, or before that in moments when nothing else is to be done. */
export interface Later {
  /** @returns what gives the thing, and makes it at the first call */
  once<T>(make: () => T): () => T;
  /** Makes everything that was not needed yet, one at a time, with other work in between. */
  makeAll(): Promise<void>;
}

export function createLater(): Later {
  const waiting = new Set<() => unknown>();
  return {
    once<T>(make: () => T) {
      let made: { thing: T } | undefined;
      const give = () => {
        waiting.delete(give);
        made ??= { thing: make() };
        return made.thing;
      };
      waiting.add(give);
      return give;
    },
    async makeAll() {
      for (const give of waiting) {
        give();
        await nextTurn();
      }
    },
  };
}
