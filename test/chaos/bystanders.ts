import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createClient } from './client.ts';

/** One request; `at`: when it was sent, in milliseconds since 1970. */
export interface Visit {
  what: string;
  at: number;
  ms: number;
  status: number;
}

export interface Bystanders {
  /** Lets the last requests end. */
  leave(): Promise<Visit[]>;
}

/**
 * Somebody who reads, searches and publishes small things all the time, in a thread of its own: what else this process
 * does takes none of the time that is measured.
 */
export async function startBystanders(url: string, token: string): Promise<Bystanders> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { url, token } });
  await once(worker, 'message');
  return {
    leave: async () => {
      worker.postMessage('leave');
      const [visits] = (await once(worker, 'message')) as [Visit[]];
      return visits;
    },
  };
}

if (!isMainThread && parentPort !== null && workerData?.url !== undefined) {
  const send = createClient(workerData.url, workerData.token);
  const visits: Visit[] = [];
  let isOver = false;
  const visit = async (pauseMs: number, method: string, path: string, body?: object) => {
    while (!isOver) {
      const [at, start] = [Date.now(), performance.now()];
      const { status } = await send(method, path, { body });
      visits.push({ what: `${method} ${path}`, at, ms: performance.now() - start, status });
      await sleep(pauseMs);
    }
  };
  const publish = { title: 'A small one', body: 'Some *words*.' };
  // Once without looking at the clock: the first request opens connections, and nobody else waits for that.
  await send('POST', '/api/v1/articles', { body: publish });
  parentPort.postMessage('here');
  parentPort.once('message', () => {
    isOver = true;
  });
  await Promise.all([
    visit(50, 'GET', '/api/v1/works?limit=20'),
    visit(50, 'GET', '/api/v1/search?q=words'),
    visit(200, 'POST', '/api/v1/articles', publish),
  ]);
  parentPort.postMessage(visits);
}
