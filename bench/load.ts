import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const run = promisify(execFile);
const autocannon = createRequire(import.meta.url).resolve('autocannon/autocannon.js');

export interface LoadOptions {
  url: string;
  seconds: number;
  connections: number;
  post?: { token: string; body: object };
}

export interface Load {
  /** Requests a second. */
  rate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/**
 * Asks for one URL again and again, from a process of its own. In the body of a POST `[<id>]` becomes another text each time.
 * @throws when anything was answered but 2xx
 */
export async function putUnderLoad({ url, seconds, connections, post }: LoadOptions): Promise<Load> {
  const headers =
    post === undefined
      ? []
      : ['content-type=application/json', ...(post.token === '' ? [] : [`authorization=Bearer ${post.token}`])];
  const args = [
    ...['--json', '--no-progress', '--duration', String(seconds), '--connections', String(connections)],
    ...(post === undefined ? [] : ['--method', 'POST', '--idReplacement', '--body', JSON.stringify(post.body)]),
    ...headers.flatMap((header) => ['--headers', header]),
    url,
  ];
  const { stdout } = await run(process.execPath, [autocannon, ...args], { maxBuffer: 64 * 1024 * 1024 });
  const result = JSON.parse(stdout) as Result;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`);
  return { rate: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
}

interface Result {
  '2xx': number;
  non2xx: number;
  errors: number;
  duration: number;
  latency: { p50: number; p99: number };
}
