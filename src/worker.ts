import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { follow } from './changes/follow.ts';
import type { Database } from './db/database.ts';
import { forgetOldAnswers } from './http/writing.ts';
import { Unavailable } from './lib/errors.ts';
import type { SearchEngine } from './search/engine.ts';
import { followerOf, followWorks } from './search/follower.ts';
import type { Search } from './search/search.ts';
import { createTouchHandle } from './works/writing/touch.ts';

export interface WorkerOptions {
  database: Database;
  search: Pick<Search, 'engines'>;
  now: () => Date;
  log: FastifyBaseLogger;
}

export interface Worker {
  /** Lets what is at work end. */
  stop(): Promise<void>;
}

const housekeepingMs = 600_000;
const tendMs = 5_000;
/** After one failure upon another. */
const longestTendMs = 30_000;

/** Everything that goes on beside the requests, in sight: those who follow the change log, and housekeeping. */
export function startWorker({ database, search, now, log }: WorkerOptions): Worker {
  const { db } = database;
  const followers = [
    ...search.engines.map((engine) =>
      follow(database, {
        ...{ name: followerOf(engine.name), handle: followWorks(db, engine), ...engine.pace },
        onError: complain('search'),
      }),
    ),
    follow(database, { name: 'touches', handle: createTouchHandle(db, now), onError: complain('touches') }),
  ];
  const tending = search.engines.map((engine) => tend(engine, log));
  const timer = setInterval(() => void forgetOldAnswers(db, now()).catch(complain('housekeeping')), housekeepingMs);
  timer.unref();

  function complain(task: string) {
    return (error: unknown) => {
      // What is away comes back, and is told by whoever looks after it, and in /health/ready.
      if (error instanceof Unavailable) log.info({ task }, `the worker waits: ${error.message}`);
      else log.error({ err: error, task }, 'the worker failed, and will try again');
    };
  }

  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all([...followers, ...tending].map((one) => one.stop()));
    },
  };
}

/** A new server has no index, nor has one whose folder was lost: it is made as soon as somebody sees that. */
function tend(engine: SearchEngine, log: FastifyBaseLogger): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  let failures = 0;

  async function look(): Promise<void> {
    try {
      await engine.tend(signal);
      if (failures > 0) log.info({ engine: engine.name }, 'the search engine is well again');
      failures = 0;
    } catch (error) {
      if (failures === 0 && !signal.aborted)
        log.error({ err: error, engine: engine.name }, 'the search engine is not well');
      failures += 1;
    }
  }

  async function goOn(): Promise<void> {
    while (!signal.aborted) {
      await look();
      const waitMs = Math.min(tendMs * 2 ** Math.max(failures - 1, 0), longestTendMs);
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  const going = goOn();
  return {
    stop: async () => {
      stopping.abort();
      await going;
    },
  };
}
