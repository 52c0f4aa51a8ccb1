import { Worker } from 'node:worker_threads';
import { Unavailable } from '../../lib/errors.ts';
import { siblingModule } from '../../lib/module-path.ts';

export interface ThreadOptions {
  /** The folder of the database's files, made when it is not there; undefined: in memory. */
  dataDir?: string;
  /** A file made by `dump`, to begin with what it holds; only where there is no database yet. */
  load?: string;
}

export type ToThread = { request: number; bytes: Uint8Array } | 'dump' | 'close';
export type FromThread =
  | { ready: true }
  | { request: number; bytes: Uint8Array }
  | { dump: Uint8Array }
  | { broken: string };

export interface Thread {
  /** Carries messages of the protocol there; `receive` gets all that PostgreSQL answers. In order, one at a time. */
  exchange(bytes: Uint8Array, receive: (answer: Uint8Array) => void): void;
  /** All files of the database as one, for `load`. */
  dump(): Promise<Uint8Array>;
  /** Resolves when the thread is no more, with the reason. */
  readonly ended: Promise<Unavailable>;
  /** Shuts the database down; answers to earlier requests come first. */
  close(): Promise<void>;
}

/** PostgreSQL in a thread of this process: a long query there leaves this thread free. */
export async function startThread(options: ThreadOptions): Promise<Thread> {
  const worker = new Worker(siblingModule(import.meta.url, 'worker'), { workerData: options, env: {}, execArgv: [] });
  const waiting = new Map<number, (answer: Uint8Array) => void>();
  const dumps: ((dump: Uint8Array) => void)[] = [];
  let requests = 0;

  const ended = new Promise<Unavailable>((resolve) => {
    const end = (reason: string) =>
      resolve(new Unavailable('database_unreachable', `The embedded database has ended: ${reason}.`));
    worker.on('error', (error) => end(String(error)));
    worker.on('exit', (code) => end(`exit code ${code}`));
    worker.on('message', (message: FromThread) => {
      if ('broken' in message) end(message.broken);
    });
  });
  const exited = new Promise<void>((resolve) => void worker.once('exit', () => resolve()));
  const isReady = new Promise<void>((resolve) => {
    worker.on('message', (message: FromThread) => {
      if ('ready' in message) resolve();
      if ('dump' in message) dumps.shift()?.(message.dump);
      if (!('request' in message)) return;
      const receive = waiting.get(message.request);
      waiting.delete(message.request);
      receive?.(message.bytes);
    });
  });

  const send = (message: ToThread) => worker.postMessage(message);
  await Promise.race([isReady, ended.then((reason) => Promise.reject(reason))]);
  return {
    exchange: (bytes, receive) => {
      requests += 1;
      waiting.set(requests, receive);
      send({ request: requests, bytes });
    },
    dump: () => {
      send('dump');
      return Promise.race([
        new Promise<Uint8Array>((resolve) => dumps.push(resolve)),
        ended.then((reason) => Promise.reject(reason)),
      ]);
    },
    ended,
    close: async () => {
      send('close');
      await exited;
    },
  };
}
