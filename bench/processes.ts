import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const copse = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const bare = fileURLToPath(new URL('./bare.ts', import.meta.url));

export interface Server {
  url: string;
  token: string;
  /** Of the process. */
  pid: number;
  stop(): Promise<void>;
}

/** Copse as it is delivered, on a database of its own. @param options of `serve` */
export async function startCopse(
  databaseUrl: string,
  workFolder: string,
  options: readonly string[] = [],
  {
    meilisearch,
    token = `bench_${randomBytes(24).toString('hex')}`,
  }: { meilisearch?: { url: string; key: string }; token?: string } = {},
): Promise<Server> {
  const dataDir = mkdtempSync(join(workFolder, 'data-'));
  const child = launch([copse, 'serve', ...options], {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    COPSE_ADMIN_TOKEN: token,
    PORT: '0',
    ...(meilisearch === undefined ? {} : { MEILI_URL: meilisearch.url, MEILI_KEY: meilisearch.key }),
  });
  return await running(child, /^Copse answers at (\S+)$/m, token);
}

/** A worker alone, beside a server that has none. */
export function startWorker(databaseUrl: string, workFolder: string, meilisearch: { url: string; key: string }) {
  const child = launch([copse, 'work'], {
    ...{ DATABASE_URL: databaseUrl, DATA_DIR: mkdtempSync(join(workFolder, 'data-')), LOG_LEVEL: 'warn' },
    ...{ MEILI_URL: meilisearch.url, MEILI_KEY: meilisearch.key },
  });
  const exited = once(child, 'exit');
  return {
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** The server that does the least: see bare.ts. */
export async function startBare(databaseUrl: string): Promise<Server> {
  return await running(launch([bare], { DATABASE_URL: databaseUrl }), /^listening at (\S+)$/m, '');
}

function launch(args: readonly string[], env: Record<string, string>): ChildProcess {
  // As npm and the first line of dist/main.js start it.
  return spawn(process.execPath, ['--max-semi-space-size=8', ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function running(child: ChildProcess, announcement: RegExp, token: string): Promise<Server> {
  const exited = once(child, 'exit');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (text) => {
      output += text;
      const found = announcement.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => reject(new Error(`a server ended before it answered: ${output}`)));
  });
  return {
    ...{ url, token, pid: child.pid! },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
