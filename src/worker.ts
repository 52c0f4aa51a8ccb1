import type { FastifyBaseLogger } from 'fastify';
import { follow } from './changes/follow.ts';
import type { Database } from './db/database.ts';
import { forgetOldAnswers } from './http/writing.ts';
import type { SearchEngine } from './search/engine.ts';
import { followWorks } from './search/follower.ts';
import { createTouchHandle } from './works/writing/touch.ts';

export interface WorkerOptions {
  database: Database;
  search: SearchEngine;
  now: () => Date;
  log: FastifyBaseLogger;
}

export interface Worker {
  /** Lets what is at work end. */
  stop(): Promise<void>;
}

const housekeepingMs = 600_000;

/** Everything that goes on beside the requests, in sight: those who follow the change log, and housekeeping. */
export function startWorker({ database, search, now, log }: WorkerOptions): Worker {
  const { db } = database;
  const followers = [
    follow(database, { name: `search:${search.name}`, handle: followWorks(db, search), onError: complain('search') }),
    follow(database, { name: 'touches', handle: createTouchHandle(db, now), onError: complain('touches') }),
  ];
  const timer = setInterval(() => void forgetOldAnswers(db, now()).catch(complain('housekeeping')), housekeepingMs);
  timer.unref();

  function complain(task: string) {
    return (error: unknown) => log.error({ err: error, task }, 'the worker failed, and will try again');
  }

  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(followers.map((follower) => follower.stop()));
    },
  };
}
