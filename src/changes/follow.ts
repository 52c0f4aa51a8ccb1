import type { Database } from '../db/database.ts';
import { changesChannel, transact } from '../db/transaction.ts';
import { newId } from '../lib/ids.ts';
import { createBell } from './bell.ts';
import { keepLease } from './hold.ts';
import { makeFollower, releaseLease, takeLease } from './lease.ts';
import { findHead } from './list.ts';
import { type Following, followOn, type Handle, LeaseLost, retryDue } from './step.ts';

export interface FollowOptions {
  /** Its row in `followers`; processes that follow under one name take turns. */
  name: string;
  handle: Handle;
  /** What went wrong and will be tried again. */
  onError?: (error: unknown) => void;
  batch?: number;
  /** How long after its last sign of life a process is replaced. */
  leaseMs?: number;
  /** How long a lost notification may go unnoticed. */
  pollMs?: number;
  retryMs?: number;
  /** While others write they come first: a rest is this many times as long as the work before it, and no longer than that. */
  restPerWork?: number;
}

export interface Follower {
  /** Lets the batch in hand end, and lets go of the lease. */
  stop(): Promise<void>;
}

const defaults = { batch: 100, leaseMs: 15_000, pollMs: 2_000, retryMs: 1_000, restPerWork: 4 };
const longestOutageWaitMs = 10_000;
const longestRestMs = 4_000;

/**
 * Follows the change log until stopped. One process at a time holds a follower; another takes over when its lease runs
 * out. What was handled last may be handled again then: `handle` is idempotent.
 */
export function follow(database: Database, options: FollowOptions): Follower {
  const { name, handle, onError = () => {} } = options;
  const { batch, leaseMs, pollMs, retryMs, restPerWork } = { ...defaults, ...options };
  const { db } = database;
  const lease = { name, holder: newId(), ms: leaseMs };
  const following: Following = { lease, handle, batch, retryMs };
  const bell = createBell();
  let isMade = false;
  let isStopped = false;
  /** In a row, with nothing handled between them. */
  let outages = 0;
  /** What this process holds, as far as it knows; renewed long before anybody else may take it. */
  let held: { position: number; renewAt: number } | undefined;
  /** The end of the log when it was last looked at. */
  let seenHead = 0;
  /** What was last handled. */
  let last = { lines: 1, ms: 0, endedAt: 0 };

  async function take(): Promise<void> {
    if (!isMade) await transact(db, new Date(), (tx) => makeFollower(tx, name));
    isMade = true;
    const renewAt = performance.now() + leaseMs / 2;
    const position = await transact(db, new Date(), (tx) => takeLease(tx, lease));
    held = position === undefined ? undefined : { position, renewAt };
  }

  /** All there is now; the lease is renewed beside it, since a batch may take longer than a lease. */
  async function followAll(from: number): Promise<void> {
    const keeping = keepLease(db, lease, onError);
    try {
      for (let at: number | undefined = from; at !== undefined && !isStopped; ) {
        if (held !== undefined) held.position = at;
        const head = await findHead(db);
        await rest(head - seenHead);
        seenHead = head;
        if (isStopped) return;
        const started = performance.now();
        await retryDue(db, following);
        const next = await followOn(db, following, at);
        outages = 0;
        const endedAt = performance.now();
        // Where there was nothing to do, the rest from before goes on.
        if (next !== undefined) last = { lines: next - at, ms: endedAt - started, endedAt };
        at = next;
      }
    } finally {
      keeping.end();
    }
  }

  /** @param came lines that others wrote since the last look: a few are no reason to leave many waiting */
  async function rest(came: number): Promise<void> {
    const share = Math.min(came / last.lines, 1);
    const ms = last.endedAt + Math.min(last.ms * restPerWork, longestRestMs) * share - performance.now();
    if (came > 0 && ms > 0) await bell.orAfter(ms, 'stop');
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      bell.reset();
      try {
        if (held === undefined || performance.now() > held.renewAt) await take();
        if (held !== undefined) await followAll(held.position);
        await bell.orAfter(pollMs);
      } catch (error) {
        held = undefined;
        if (error instanceof LeaseLost) continue;
        onError(error);
        await bell.orAfter(Math.min(retryMs * 2 ** Math.min(outages++, 10), longestOutageWaitMs), 'stop');
      }
    }
    await transact(db, new Date(), (tx) => releaseLease(tx, lease)).catch(onError);
  }

  const listening = database.listen(changesChannel, bell.ring);
  listening.catch(onError);
  const running = run();
  return {
    stop: async () => {
      isStopped = true;
      bell.stop();
      await running;
      const stopListening = await listening.catch(() => undefined);
      await stopListening?.();
    },
  };
}
