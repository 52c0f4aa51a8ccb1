import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { DatabaseKind } from '../support/databases.ts';
import { startBystanders, type Visit } from './bystanders.ts';
import { createClient, type Send } from './client.ts';
import { openServerPlace } from './place.ts';
import { startServer } from './server.ts';
import { closedFields, createTextWriter, type TextWriter } from './text-writer.ts';
import { slowTexts } from './vectors.ts';

/** Fields whose text is rendered, which is what takes long. */
const markdown = /^\/(body|charter|pages\/\w+|practice\/steps\/\d+\/body)$/;

export interface Took {
  what: string;
  /** When it was sent, in milliseconds since 1970. */
  at: number;
  ms: number;
}

export interface Limits {
  /** Of the request with the slow text itself. */
  slowMs: number;
  /** Of everybody else's meanwhile. */
  otherMs: number;
  /** Whether a machine that other tests keep busy may answer 503 instead of a verdict. */
  mayBeBusy?: boolean;
  database?: DatabaseKind;
}

/**
 * Sends each text through all plain fields of each operation at once and through each Markdown field alone, reads what
 * was made of it, and searches for it: one request at a time, while others read, search and write.
 * @param isMeant chooses texts and Markdown fields, where there is no time for all
 */
export async function sendSlowTexts(limits: Limits, isMeant: (name: string, field: string) => boolean): Promise<void> {
  await withServer(limits.database, async ({ send, url, otherToken }) => {
    const slow: Took[] = [];
    const writer = await createTextWriter(send);
    const others = await startBystanders(url, otherToken);
    for (const [name, text] of Object.entries(slowTexts)) {
      for (const { what, run } of requestsWith(send, writer, text, (field) => isMeant(name, field))) {
        const took: Took = { what: `${name}, ${what}`, at: Date.now(), ms: 0 };
        slow.push(took);
        const start = performance.now();
        const status = await run();
        took.ms = performance.now() - start;
        if (!(limits.mayBeBusy && status === 503)) expect(status, took.what).toBeLessThan(500);
      }
    }
    const meanwhile = await others.leave();
    expect(over(slow, limits.slowMs), 'requests with a slow text').toEqual([]);
    expect(overdue(meanwhile, limits.otherMs, slow), `requests of others, of ${meanwhile.length}`).toEqual([]);
    expect(meanwhile.length).toBeGreaterThan(10);
  });
}

/** One account sends many texts at once, of which each takes all the time it may have; another is served meanwhile. */
export async function floodWithSlowTexts({
  otherMs,
  mayBeBusy = false,
}: Pick<Limits, 'otherMs' | 'mayBeBusy'>): Promise<void> {
  await withServer('embedded', async ({ send, url, otherToken }) => {
    const others = await startBystanders(url, otherToken);
    const body = { title: 'A slow one', body: '*a '.repeat(300_000) };
    const flood = Array.from({ length: 24 }, () => send('POST', '/api/v1/articles', { body }));
    // The server is stopped before it has come to the last ones.
    for (const one of flood) one.catch(() => {});
    await sleep(8_000);
    const meanwhile = await others.leave();
    expect(overdue(meanwhile, otherMs), 'requests of others').toEqual([]);
    expect(meanwhile.filter(({ what }) => what.startsWith('POST')).length).toBeGreaterThan(3);
    expect(mayBeBusy ? [422, 503] : [422]).toContain((await flood[0])!.status);
  });
}

/** Runs with a server and two accounts of it. */
async function withServer(
  database: DatabaseKind = 'embedded',
  act: (there: { send: Send; url: string; otherToken: string }) => Promise<void>,
): Promise<void> {
  const place = await openServerPlace(database);
  const server = await startServer(place);
  const send = createClient(server.url, place.adminToken);
  try {
    const other = await send('POST', '/api/v1/contributors', { body: { handle: 'other', name: 'Another' } });
    await act({ send, url: server.url, otherToken: other.json().token as string });
  } finally {
    await server.stop();
    await place.close();
  }
}

interface TimedRequest {
  what: string;
  /** @returns the status */
  run(): Promise<number>;
}

function* requestsWith(
  send: Send,
  writer: TextWriter,
  text: string,
  isMeant: (field: string) => boolean,
): Generator<TimedRequest> {
  for (const operation of writer.operations) {
    const { operationId } = operation;
    const fields: string[] = [];
    const plain = writer.bodyWith(operation, (pointer) => {
      if (closedFields.has(pointer)) return undefined;
      if (!markdown.test(pointer)) return text;
      fields.push(pointer);
      return 'Some words.';
    });
    yield { what: operationId, run: async () => (await writer.attempt(operation, plain)).status };
    for (const field of fields.filter(isMeant)) {
      const one = writer.bodyWith(operation, (pointer) =>
        pointer === field ? text : closedFields.has(pointer) ? undefined : 'Some words.',
      );
      yield { what: `${operationId} ${field}`, run: async () => (await writer.attempt(operation, one)).status };
    }
  }
  const q = encodeURIComponent(text.slice(0, 500));
  const paths = ['/api/v1/search?q=', '/api/v1/suggest?q=', '/feed.atom?q=', '/search?q='].map((path) => `${path}${q}`);
  for (const path of [
    ...paths,
    '/about',
    '/terms',
    '/feed.rss',
    '/',
    '/api/v1/works?limit=100&include=body,html,practice',
  ]) {
    yield { what: `GET ${path.slice(0, 40)}`, run: async () => (await send('GET', path)).status };
  }
}

/** Those over the limit, and what they were slowed down by. */
function overdue(visits: readonly Visit[], limitMs: number, slow: readonly Took[] = []): string[] {
  const beside = ({ at, ms }: Visit) => slow.findLast((one) => one.at <= at + ms)?.what ?? '';
  return visits
    .filter(({ ms, status }) => ms > limitMs || status >= 300)
    .map((visit) => `${visit.what}: ${visit.status} after ${Math.round(visit.ms)} ms ${beside(visit)}`);
}

function over(took: readonly Took[], limitMs: number): string[] {
  return took.filter(({ ms }) => ms > limitMs).map(({ what, ms }) => `${what}: ${Math.round(ms)} ms`);
}
