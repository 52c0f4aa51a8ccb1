import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { createClient, type Send } from './client.ts';
import { openServerPlace } from './place.ts';
import { startServer } from './server.ts';
import { closedFields, createTextWriter, type TextWriter } from './text-writer.ts';
import { slowTexts } from './vectors.ts';

/** Fields whose text is rendered, which is what takes long. */
const markdown = /^\/(body|charter|pages\/\w+|practice\/steps\/\d+\/body)$/;

export interface Took {
  what: string;
  ms: number;
}

export interface Limits {
  /** Of the request with the slow text itself. */
  slowMs: number;
  /** Of everybody else's meanwhile. */
  otherMs: number;
}

/**
 * Sends each text through all plain fields of each operation at once and through each Markdown field alone, reads what
 * was made of it, and searches for it: one request at a time, while others read, search and write.
 * @param isMeant chooses texts and Markdown fields, where there is no time for all
 */
export async function sendSlowTexts(limits: Limits, isMeant: (name: string, field: string) => boolean): Promise<void> {
  await withServer(async (send, sendAsOther) => {
    const slow: Took[] = [];
    const writer = await createTextWriter(send);
    let now = '';
    const others = watch(sendAsOther, () => now);
    for (const [name, text] of Object.entries(slowTexts)) {
      for (const { what, run } of requestsWith(send, writer, text, (field) => isMeant(name, field))) {
        now = `${name}, ${what}`;
        const start = performance.now();
        const status = await run();
        slow.push({ what: now, ms: performance.now() - start });
        expect(status, now).toBeLessThan(500);
      }
    }
    const meanwhile = await others.end();
    expect(over(slow, limits.slowMs), 'requests with a slow text').toEqual([]);
    expect(over(meanwhile, limits.otherMs), 'requests of others').toEqual([]);
    expect(meanwhile.length).toBeGreaterThan(10);
  });
}

/** One account sends many texts at once, of which each takes all the time it may have; another is served meanwhile. */
export async function floodWithSlowTexts({ otherMs }: Pick<Limits, 'otherMs'>): Promise<void> {
  await withServer(async (send, sendAsOther) => {
    const others = watch(sendAsOther);
    const body = { title: 'A slow one', body: '*a '.repeat(300_000) };
    const flood = Array.from({ length: 24 }, () => send('POST', '/api/v1/articles', { body }));
    // The server is stopped before it has come to the last ones.
    for (const one of flood) one.catch(() => {});
    await sleep(8_000);
    const meanwhile = await others.end();
    expect(over(meanwhile, otherMs), 'requests of others').toEqual([]);
    expect(meanwhile.filter(({ what }) => what.startsWith('POST')).length).toBeGreaterThan(3);
    await expect(flood[0]).resolves.toMatchObject({ status: 422 });
  });
}

/** Runs with a server and two accounts of it. */
async function withServer(act: (send: Send, sendAsOther: Send) => Promise<void>): Promise<void> {
  const place = await openServerPlace('embedded');
  const server = await startServer(place);
  const send = createClient(server.url, place.adminToken);
  try {
    const other = await send('POST', '/api/v1/contributors', { body: { handle: 'other', name: 'Another' } });
    await act(send, createClient(server.url, other.json().token as string));
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

/** Others, who read, search and publish small things all the time. @param beside what goes on meanwhile */
function watch(send: Send, beside: () => string = () => 'the flood'): { end(): Promise<Took[]> } {
  const took: Took[] = [];
  let isOver = false;
  const visit = async (pauseMs: number, what: string, act: () => Promise<{ status: number }>) => {
    while (!isOver) {
      const [start, before] = [performance.now(), beside()];
      const { status } = await act();
      took.push({ what: `${what} beside ${before}`, ms: performance.now() - start });
      expect(status, what).toBeLessThan(300);
      await sleep(pauseMs);
    }
  };
  const visits = Promise.all([
    visit(50, 'GET /works', () => send('GET', '/api/v1/works?limit=20')),
    visit(50, 'GET /search', () => send('GET', '/api/v1/search?q=words')),
    visit(200, 'POST /articles', () =>
      send('POST', '/api/v1/articles', { body: { title: 'A small one', body: 'Some *words*.' } }),
    ),
  ]);
  return {
    end: async () => {
      isOver = true;
      await visits;
      return took;
    },
  };
}

function over(took: readonly Took[], limitMs: number): string[] {
  return took.filter(({ ms }) => ms > limitMs).map(({ what, ms }) => `${what}: ${Math.round(ms)} ms`);
}
