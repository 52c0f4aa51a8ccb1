import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MeilisearchServer, startMeilisearch } from '../test/support/meilisearch.ts';
import { type Asked, ask } from './asking.ts';
import type { BenchOptions } from './options.ts';
import { copse, type Server, startCopse } from './processes.ts';

/** A Copse that searches with a Meilisearch of its own. */
export interface Searched {
  server: Server;
  databaseUrl: string;
  meilisearch: MeilisearchServer;
  /** For each query the same search twice: as Copse is asked, and as it asks Meilisearch. */
  searches(queries: readonly string[]): Promise<{ copse: Asked[]; bare: Asked[] }>;
  close(): Promise<void>;
}

export async function openSearched(
  { databases, workFolder }: BenchOptions,
  serveOptions: readonly string[] = [],
): Promise<Searched> {
  const [databaseUrl, meilisearch] = [await databases.create(), await startMeilisearch()];
  const server = await startCopse(databaseUrl, workFolder, serveOptions, { meilisearch });
  return {
    ...{ server, meilisearch, databaseUrl },
    async searches(queries) {
      const recorder = await startRecorder(meilisearch.url);
      // Of two processes over one database the last one says who the administrator is.
      const options = { meilisearch: { ...meilisearch, url: recorder.url }, token: server.token };
      const recorded = await startCopse(databaseUrl, workFolder, ['--no-worker'], options);
      const path = (q: string) => `/api/v1/search?q=${encodeURIComponent(q)}`;
      for (const q of queries) await ask({ url: recorded.url + path(q) });
      await recorded.stop();
      await recorder.stop();
      if (recorder.bodies.length !== queries.length) throw new Error('Not each search asked Meilisearch once.');
      const url = `${meilisearch.url}/multi-search`;
      return {
        copse: queries.map((q) => ({ url: server.url + path(q) })),
        bare: recorder.bodies.map((body) => ({ url, body, token: meilisearch.key })),
      };
    },
    async close() {
      await server.stop();
      await meilisearch.close();
    },
  };
}

/** Runs `copse import`. @returns its process and what it says at the end */
export function startImport({ url, token }: Server, path: string): { pid: number; done: Promise<string> } {
  const child = spawn(process.execPath, [copse, 'import', path, '--url', url, '--token', token], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output = `${output}${text}`.slice(-2_000);
  });
  const done = once(child, 'close').then(([code]) => {
    if (code !== 0) throw new Error(`The import ended with ${code}: ${output}`);
    return output;
  });
  return { pid: child.pid!, done };
}

/** Resolves when every index is as the database is, and Meilisearch answers. */
export async function untilWhole({ url, token }: Server): Promise<void> {
  for (;;) {
    await sleep(500);
    const ready = await ask({ url: `${url}/health/ready` });
    if (!ready.includes('meilisearch answers') || /"[1-9]\d* behind/.test(ready) || ready.includes('rebuild')) continue;
    const report = JSON.parse(await ask({ url: `${url}/api/v1/admin/search/check`, body: '{}', token }));
    if (report.missing + report.foreign + report.stale + report.pending === 0) return;
  }
}

/** Words of titles, some typed wrongly: two to four of each. */
export async function queriesFrom({ url }: Server, count: number): Promise<string[]> {
  const { items } = JSON.parse(await ask({ url: `${url}/api/v1/works?limit=100&sort=title` })) as {
    items: { title: string }[];
  };
  const titles = items.map(({ title }) => title.match(/\p{L}{3,}/gu) ?? []).filter((words) => words.length > 1);
  if (titles.length === 0) throw new Error('No title has two words.');
  return Array.from({ length: count }, (_, n) => {
    const words = titles[(n * 7) % titles.length]!.slice(0, 2 + (n % 3));
    return (n % 4 === 0 ? words.map((word) => word.slice(0, 1) + word.slice(2)) : words).join(' ');
  });
}

async function startRecorder(target: string): Promise<{ url: string; bodies: string[]; stop(): Promise<void> }> {
  const bodies: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const body = Buffer.concat(await incoming.toArray());
    if (incoming.url === '/multi-search') bodies.push(body.toString());
    const { method, headers } = incoming;
    const onward = request(`${target}${incoming.url}`, { method: method!, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    onward.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
