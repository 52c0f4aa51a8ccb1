import type { Database } from '../db/database.ts';
import { changesChannel } from '../db/transaction.ts';
import { findHead } from './list.ts';

/** Lets many readers wait for the end of the change log to grow. */
export interface Tail {
  /** Resolves when there may be lines after `position`, after `ms`, when `signal` aborts or the tail is closed. */
  waitPast(position: number, ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

interface Waiter {
  position: number;
  release: () => void;
}

/**
 * One look at the log serves all that wait, whoever many they are; in between none of them holds a connection.
 * @param pollMs how long a lost notification may go unnoticed
 */
export function createTail({ db, listen }: Pick<Database, 'db' | 'listen'>, pollMs = 2_000): Tail {
  const waiters = new Set<Waiter>();
  let listening: Promise<() => Promise<void>> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isAsked = false;
  let isClosed = false;

  async function look(): Promise<void> {
    isAsked = true;
    if (isLooking) return;
    isLooking = true;
    try {
      while (isAsked && waiters.size > 0) {
        isAsked = false;
        const head = await findHead(db);
        for (const waiter of waiters) if (head > waiter.position) waiter.release();
      }
    } catch {
      // The database is away: the next poll looks again, and whoever waits too long reads and gets the error.
    } finally {
      isLooking = false;
    }
  }

  function waitPast(position: number, ms: number, signal: AbortSignal): Promise<void> {
    if (isClosed || signal.aborted) return Promise.resolve();
    listening ??= listen(changesChannel, () => void look());
    listening.catch(() => {
      listening = undefined;
    });
    timer ??= setInterval(() => void look(), pollMs).unref();
    return new Promise((resolve) => {
      const release = () => {
        clearTimeout(deadline);
        signal.removeEventListener('abort', release);
        waiters.delete(waiter);
        if (waiters.size === 0) stopPolling();
        resolve();
      };
      const waiter = { position, release };
      const deadline = setTimeout(release, ms);
      signal.addEventListener('abort', release);
      waiters.add(waiter);
      // What was committed between the reader's own look and now has rung its bell already.
      void look();
    });
  }

  function stopPolling(): void {
    clearInterval(timer);
    timer = undefined;
  }

  async function close(): Promise<void> {
    isClosed = true;
    for (const waiter of waiters) waiter.release();
    const stopListening = await listening?.catch(() => undefined);
    await stopListening?.();
  }

  return { waitPast, close };
}
