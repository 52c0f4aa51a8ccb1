import { Unavailable } from '../lib/errors.ts';

/** Bulk work yields to people: it goes after all their jobs, and never holds the last free slot. */
export type Lane = 'people' | 'bulk';

export interface Turns {
  /** Resolves when a slot is free, to the function that gives it back. Throws Unavailable `render_busy`, `render_closed`. */
  take(lane: Lane): Promise<() => void>;
  /** Refuses whoever waits or comes later; resolves when every slot has been given back. */
  close(): Promise<void>;
}

interface Waiting {
  start: () => void;
  refuse: (error: Unavailable) => void;
}

/**
 * Hands out `slots` places in order of arrival; in each lane at most `maxWaiting` wait. Waiting costs a job none of its
 * time: that begins when it runs.
 */
export function createTurns(slots: number, maxWaiting: number): Turns {
  const waiting: Record<Lane, Waiting[]> = { people: [], bulk: [] };
  const running: Record<Lane, number> = { people: 0, bulk: 0 };
  const bulkSlots = Math.max(1, slots - 1);
  let isClosed = false;
  let allBack: () => void = () => {};
  const whenAllBack = new Promise<void>((resolve) => {
    allBack = resolve;
  });

  function isFree(lane: Lane): boolean {
    return running.people + running.bulk < slots && (lane === 'people' || running.bulk < bulkSlots);
  }

  function occupy(lane: Lane): () => void {
    running[lane] += 1;
    return () => {
      running[lane] -= 1;
      startNext();
    };
  }

  function startNext(): void {
    for (const lane of ['people', 'bulk'] as const) {
      while (isFree(lane) && waiting[lane].length > 0) waiting[lane].shift()?.start();
    }
    if (isClosed && running.people + running.bulk === 0) allBack();
  }

  async function take(lane: Lane): Promise<() => void> {
    if (isClosed) throw closedError();
    if (isFree(lane)) return occupy(lane);
    if (waiting[lane].length >= maxWaiting) throw busyError(maxWaiting / slots);
    return new Promise((resolve, reject) => {
      waiting[lane].push({ start: () => resolve(occupy(lane)), refuse: reject });
    });
  }

  function close(): Promise<void> {
    isClosed = true;
    for (const lane of ['people', 'bulk'] as const) {
      for (const { refuse } of waiting[lane].splice(0)) refuse(closedError());
    }
    startNext();
    return whenAllBack;
  }

  return { take, close };
}

/** A slot does about 50 texts a second: a full queue is short again after that. */
function busyError(waitingPerSlot: number): Unavailable {
  const extra = { retry_after: Math.max(1, Math.ceil(waitingPerSlot / 50)) };
  return new Unavailable('render_busy', 'Too many texts are waiting to be rendered. Try again shortly.', { extra });
}

function closedError(): Unavailable {
  return new Unavailable('render_closed', 'The server is shutting down. Try again shortly.', {
    extra: { retry_after: 5 },
  });
}
