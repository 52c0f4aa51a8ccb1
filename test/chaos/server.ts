import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface ServerOptions {
  dataDir: string;
  /** Unset: the embedded database in `dataDir`. */
  databaseUrl?: string | undefined;
  adminToken: string;
  /** Unset: the database searches. */
  meilisearch?: { url: string; key: string } | undefined;
  /** Of `serve`, e.g. `--no-worker`. */
  options?: readonly string[];
}

export interface Server {
  /** Without a slash at the end. */
  readonly url: string;
  /** What it has written so far, for the message of a test that fails. */
  output(): string;
  /** Ends it as an operator would. */
  stop(): Promise<void>;
  /** `kill -9` of the whole process group: nobody is left to tidy up. */
  kill(): Promise<void>;
}

export function makeAdminToken(): string {
  return `chaos_${randomBytes(24).toString('hex')}`;
}

/** Runs `copse serve` in a process group of its own; resolves when it answers. @throws what it said, when it ends instead */
export async function startServer(options: ServerOptions): Promise<Server> {
  const child = launch(options);
  const exited = once(child, 'exit');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const take = (text: Buffer) => {
      output += text;
      const found = /^Copse answers at (\S+)$/m.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout!.on('data', take);
    child.stderr!.on('data', take);
    // Its streams have been read to the end by then.
    child.once('close', () => reject(new Error(output)));
  });
  const end = async (act: () => void) => {
    if (child.exitCode === null && child.signalCode === null) act();
    await exited;
  };
  return {
    url,
    output: () => output,
    stop: () => end(() => void child.kill('SIGTERM')),
    kill: () => end(() => void process.kill(-child.pid!, 'SIGKILL')),
  };
}

function launch({ dataDir, databaseUrl, adminToken, meilisearch, options = [] }: ServerOptions): ChildProcess {
  return spawn(process.execPath, [main, 'serve', ...options], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, COPSE_ADMIN_TOKEN: adminToken, LOG_LEVEL: 'warn' },
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(meilisearch === undefined ? {} : { MEILI_URL: meilisearch.url, MEILI_KEY: meilisearch.key }),
    },
  });
}
