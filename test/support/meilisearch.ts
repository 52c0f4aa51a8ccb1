import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface MeilisearchServer {
  url: string;
  key: string;
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>;
  /** Starts it again where it was, on what is left of its folder. */
  start(): Promise<void>;
  /** Ends it and forgets everything. */
  close(): Promise<void>;
  /** Of its data. */
  folder: string;
}

/** Can tests start a Meilisearch of their own? With REQUIRE_MEILI=1 they must. */
export function canStartMeilisearch(): boolean {
  try {
    execFileSync('meilisearch', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.REQUIRE_MEILI === '1') throw new Error('REQUIRE_MEILI=1, but there is no meilisearch on the path.');
    console.warn('\nSKIPPED: tests that start Meilisearch, because there is no meilisearch on the path.\n');
    return false;
  }
}

/** A server that runs already: TEST_MEILI_URL with TEST_MEILI_KEY. */
export function givenMeilisearch(): Pick<MeilisearchServer, 'url' | 'key'> | undefined {
  const { TEST_MEILI_URL: url, TEST_MEILI_KEY: key = '' } = process.env;
  return url ? { url, key } : undefined;
}

/** A server of one's own, in a temporary folder. @param options further ones of its command */
export async function startMeilisearch(options: readonly string[] = []): Promise<MeilisearchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-meili-'));
  const key = randomBytes(24).toString('hex');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ReturnType<typeof spawn> | undefined;

  async function start(): Promise<void> {
    child = spawn(
      'meilisearch',
      [
        ...[
          '--db-path',
          join(folder, 'data'),
          '--dump-dir',
          join(folder, 'dumps'),
          '--snapshot-dir',
          join(folder, 's'),
        ],
        ...['--http-addr', `127.0.0.1:${port}`, '--no-analytics', '--log-level', 'ERROR'],
        ...options,
      ],
      { cwd: folder, stdio: 'ignore', env: { PATH: process.env.PATH, MEILI_MASTER_KEY: key } },
    );
    for (let tries = 0; tries < 600; tries++) {
      const answer = await fetch(`${url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      if (child.exitCode !== null) break;
      await sleep(50);
    }
    throw new Error('Meilisearch does not start.');
  }

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async function close(): Promise<void> {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  }

  await start();
  return { url, key, kill, start, close, folder: join(folder, 'data') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
