import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { keepHouse } from './housekeeping.ts';
import { firstValue, isIdleAfter, simpleQuery } from './protocol.ts';
import type { FromThread, ThreadOptions, ToThread } from './thread.ts';

const port = parentPort!;
const { dataDir, load } = workerData as ThreadOptions;

/** What PGlite leaves a failed statement by (its POSTGRES_MAIN_LONGJMP). */
const failedStatement = 100;

const settings = [
  'shared_buffers=16MB',
  'min_wal_size=32MB',
  'max_wal_size=128MB',
  // PGlite ends when this passes, so it never does; the wire gives such transactions up, unless this is set to 0.
  'idle_in_transaction_session_timeout=2147483647',
];

const database = await PGlite.create({
  ...(dataDir === undefined ? {} : { dataDir }),
  ...(load === undefined ? {} : { loadDataDir: new Blob([new Uint8Array(await readFile(load))]) }),
  extensions: { pg_trgm },
  startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
});
endWhenBroken();
const house = dataDir === undefined ? undefined : keepHouse((text) => firstValue(run(simpleQuery(text))));
port.on('message', (message: ToThread) => {
  if (message === 'close') void close();
  else if (message === 'dump') void dump();
  else answer(message.request, message.bytes);
});
send({ ready: true });

function answer(request: number, bytes: Uint8Array): void {
  const answered = run(bytes);
  house?.noticed(isIdleAfter(answered));
  send({ request, bytes: answered }, [answered.buffer]);
}

/** The statements run before this returns; what PGlite could await is a file system that needs to be told to write. */
function run(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  void database.execProtocolRawStream(bytes, { onRawData: (part) => parts.push(part.slice()), syncToFs: false });
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** PGlite carries on after any exception; after all but a failed statement its memory can't be trusted any more. */
function endWhenBroken(): void {
  const engine = database.Module;
  const runOnce = engine._PostgresMainLoopOnce.bind(engine);
  engine._PostgresMainLoopOnce = () => {
    try {
      runOnce();
    } catch (error) {
      if ((error as { status?: number }).status === failedStatement) throw error;
      send({ broken: (error as { message?: string }).message ?? String(error) });
      process.exit(1);
    }
  };
}

async function dump(): Promise<void> {
  const file = await database.dumpDataDir('none');
  send({ dump: new Uint8Array(await file.arrayBuffer()) });
}

async function close(): Promise<void> {
  house?.end();
  await database.close();
  process.exit(0);
}

function send(message: FromThread, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
