import { Unavailable } from '../lib/errors.ts';

/** Bulk work yields to people: it goes after all their jobs, and never holds the last free slot. */
export type Lane = 'people' | 'bulk';

/** Most that may wait in each lane: altogether, for one account, and for all together who have none. */
export interface WaitingBounds {
  all: number;
  account: number;
  nobody: number;
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
  since: number;
  start: () => void;
  refuse: (error: Unavailable) => void;
}

/** Bulk that has waited so long counts like people: however many they are, an import goes on. */
const patienceMs = 3_000;
/** Time used counts half after this; who was slow long ago is like anybody. */
const halfLifeMs = 30_000;

/**
 * Hands out `slots` places, in a lane to the account that used the least time of late, and within one in order of
 * arrival. No account holds the last free slot: however slow its jobs are, another's need not wait for them, and several
 * slow ones come after everybody else. Waiting costs a job none of its time: that begins when it runs.
 */
export function createTurns(slots: number, bounds: WaitingBounds, now: () => number = () => performance.now()): Turns {
  /** Nobody's list is empty. Of accounts that used as much, the one that waits longer comes first. */
  const waiting: Record<Lane, Map<string, Waiting[]>> = { people: new Map(), bulk: new Map() };
  const running: Record<Lane, string[]> = { people: [], bulk: [] };
  const used = createUse(now);
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
    const start = now();
    return () => {
      running[lane].splice(running[lane].indexOf(account), 1);
      used.add(account, now() - start);
      startNext();
    };
  }

  function startNext(): void {
    for (let next = nextOfAll(); next !== undefined; next = nextOfAll()) next.start();
    if (isClosed && running.people.length + running.bulk.length === 0) allBack();
  }

  function nextOfAll(): Waiting | undefined {
    const oldest = Math.min(...waiting.bulk.values().map(([first]) => first!.since));
    const isOverdue = now() - oldest > patienceMs;
    return (isOverdue ? nextIn('bulk') : undefined) ?? nextIn('people') ?? nextIn('bulk');
  }

  function nextIn(lane: Lane): Waiting | undefined {
    const queues = waiting[lane];
    const free = queues
      .keys()
      .filter((one) => isFree(lane, one))
      .toArray();
    const account = free.reduce<string | undefined>(
      (least, one) => (least === undefined || used.of(one) < used.of(least) ? one : least),
      undefined,
    );
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
    if (queue.length >= (account === '' ? bounds.nobody : bounds.account) || total(waiting[lane]) >= bounds.all)
      throw busyError(queue.length / share);
    return new Promise((resolve, reject) => {
      const place = { since: now(), start: () => resolve(occupy(lane, account)), refuse: reject };
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

/** Milliseconds that accounts used of late. */
function createUse(now: () => number): { add(account: string, ms: number): void; of(account: string): number } {
  const uses = new Map<string, { ms: number; at: number }>();
  const of = (account: string) => {
    const use = uses.get(account);
    return use === undefined ? 0 : use.ms * 0.5 ** ((now() - use.at) / halfLifeMs);
  };
  return {
    of,
    add(account, ms) {
      uses.set(account, { ms: of(account) + ms, at: now() });
      if (uses.size > 1_000) for (const one of uses.keys()) if (of(one) < 1) uses.delete(one);
    },
  };
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
