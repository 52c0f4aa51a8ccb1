import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is made when it is first needed, or before that in moments when nothing else is to be done. */
export interface Later {
  /** @returns what gives the thing, and makes it at the first call */
  once<T>(make: () => T): () => T;
  /**
   * Makes everything that was not needed yet, a little after each moment in which this thread had nothing else to do.
   * @param momentMs default: 50
   * @returns how many it made
   */
  makeAll(momentMs?: number): Promise<number>;
}

/** Of a moment: while an import runs, this thread is busy a third of the time. */
const mostUsed = 0.1;
/** In a row: whoever comes meanwhile waits. */
const makingMs = 10;

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
    async makeAll(momentMs = 50) {
      let count = 0;
      let until = 0;
      for (const give of waiting) {
        if (performance.now() >= until) {
          await quietMoment(momentMs);
          until = performance.now() + makingMs;
        }
        give();
        count += 1;
      }
      return count;
    },
  };
}

async function quietMoment(ms: number): Promise<void> {
  let used = 1;
  while (used > mostUsed) {
    const before = performance.eventLoopUtilization();
    await sleep(ms, undefined, { ref: false });
    used = performance.eventLoopUtilization(before).utilization;
  }
}
