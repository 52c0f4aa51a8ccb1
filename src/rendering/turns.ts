import { Unavailable } from '../lib/errors.ts';

/** Bulk work yields to people: it goes after all their jobs, and never holds the last free slot. */
export type Lane = 'people' | 'bulk';

/** Most that may wait: in each lane altogether, and in each lane for one account. */
export interface WaitingBounds {
  all: number;
  account: number;
}

export interface Turns {
  /**
   * Resolves when a slot is free, to the function that gives it back. `account` is whoever the job is for; all who have
   * none share one. Throws Unavailable `render_busy`, `render_closed`.
   */
  take(lane: Lane, account?: string): Promise<() => void>;
  /** Refuses whoever waits or comes later; resolves when every slot has been given back. */
  close(): Promise<void>;
}

interface Waiting {
  start: () => void;
  refuse: (error: Unavailable) => void;
}

/**
 * Hands out `slots` places, to the accounts of a lane by turns and within one in order of arrival. No account holds the
 * last free slot: however slow its jobs are, another's need not wait for them. Waiting costs a job none of its time:
 * that begins when it runs.
 */
export function createTurns(slots: number, bounds: WaitingBounds): Turns {
  /** By account, the next to be served first; nobody's list is empty. */
  const waiting: Record<Lane, Map<string, Waiting[]>> = { people: new Map(), bulk: new Map() };
  const running: Record<Lane, string[]> = { people: [], bulk: [] };
  const share = Math.max(1, slots - 1);
  let isClosed = false;
  let allBack: () => void = () => {};
  const whenAllBack = new Promise<void>((resolve) => {
    allBack = resolve;
  });

  function isFree(lane: Lane, account: string): boolean {
    const all = [...running.people, ...running.bulk];
    if (all.length >= slots || all.filter((other) => other === account).length >= share) return false;
    return lane === 'people' || running.bulk.length < share;
  }

  function occupy(lane: Lane, account: string): () => void {
    running[lane].push(account);
    return () => {
      running[lane].splice(running[lane].indexOf(account), 1);
      startNext();
    };
  }

  function startNext(): void {
    for (const lane of ['people', 'bulk'] as const) {
      for (let next = nextIn(lane); next !== undefined; next = nextIn(lane)) next.start();
    }
    if (isClosed && running.people.length + running.bulk.length === 0) allBack();
  }

  /** Whose turn it is goes to the end of the line. */
  function nextIn(lane: Lane): Waiting | undefined {
    const queues = waiting[lane];
    const account = queues.keys().find((one) => isFree(lane, one));
    if (account === undefined) return undefined;
    const [next, ...rest] = queues.get(account)!;
    queues.delete(account);
    if (rest.length > 0) queues.set(account, rest);
    return next;
  }

  async function take(lane: Lane, account = ''): Promise<() => void> {
    if (isClosed) throw closedError();
    if (isFree(lane, account)) return occupy(lane, account);
    const queue = waiting[lane].get(account) ?? [];
    if (queue.length >= bounds.account || total(waiting[lane]) >= bounds.all) throw busyError(queue.length / share);
    return new Promise((resolve, reject) => {
      const place = { start: () => resolve(occupy(lane, account)), refuse: reject };
      waiting[lane].set(account, [...queue, place]);
    });
  }

  function close(): Promise<void> {
    isClosed = true;
    for (const queues of Object.values(waiting)) {
      for (const { refuse } of [...queues.values()].flat()) refuse(closedError());
      queues.clear();
    }
    startNext();
    return whenAllBack;
  }

  return { take, close };
}

function total(queues: Map<string, Waiting[]>): number {
  return queues.values().reduce((sum, queue) => sum + queue.length, 0);
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
