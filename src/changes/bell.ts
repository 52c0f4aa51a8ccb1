export interface Bell {
  ring(): void;
  /** Rings for good. */
  stop(): void;
  /** Forgets earlier rings: called before looking, so that what happens meanwhile is not slept through. */
  reset(): void;
  /** Resolves at a ring or after `ms`; with `only: 'stop'` an ordinary ring does not count. */
  orAfter(ms: number, only?: 'stop'): Promise<void>;
}

/** Something to sleep by: wakes at a ring, also at one that came shortly before the sleep. */
export function createBell(): Bell {
  let isRung = false;
  let isStopped = false;
  let wake: ((reason: 'ring' | 'stop') => void) | undefined;

  function orAfter(ms: number, only?: 'stop'): Promise<void> {
    if (isStopped || (isRung && only === undefined)) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(end, ms);
      function end(): void {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      }
      wake = (reason) => {
        if (reason === 'stop' || only === undefined) end();
      };
    });
  }

  return {
    ring: () => {
      isRung = true;
      wake?.('ring');
    },
    stop: () => {
      isStopped = true;
      wake?.('stop');
    },
    reset: () => {
      isRung = false;
    },
    orAfter,
  };
}
