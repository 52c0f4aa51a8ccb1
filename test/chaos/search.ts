import { rmSync } from 'node:fs';
import { expect, vi } from 'vitest';
import type { DatabaseKind } from '../support/databases.ts';
import { type MeilisearchServer, startMeilisearch } from '../support/meilisearch.ts';
import { createClient, type Send } from './client.ts';
import { openServerPlace, type ServerPlace } from './place.ts';
import { chosenSeed, createRandom } from './random.ts';
import { lastingWord, type Watch, watchSearch } from './search-watch.ts';
import { createWriter, type Writer } from './search-writer.ts';
import { type Server, startServer } from './server.ts';

/** A running Copse with a Meilisearch of its own, a writer, and a reader who looks at everything. */
export interface SearchedCommons {
  meilisearch: MeilisearchServer;
  writer: Writer;
  watch: Watch;
  send: Send;
  /** `kill -9`, and started again. */
  restart(): Promise<void>;
  /** Waits until Meilisearch answers again, with everything in it. */
  demandWhole(seconds: number): Promise<void>;
  check(): Promise<Report>;
  /** Asks Meilisearch itself. */
  ask(method: string, path: string, body?: unknown): Promise<{ taskUid?: number } & Record<string, unknown>>;
  close(): Promise<void>;
}

type Report = Record<'checked' | 'missing' | 'foreign' | 'stale' | 'pending', number>;

const lasting = 30;

export async function openSearchedCommons(kind: DatabaseKind, works: number): Promise<SearchedCommons> {
  const [place, meilisearch] = await Promise.all([openServerPlace(kind), startMeilisearch()]);
  let server: Server = await startServer({ ...place, meilisearch });
  // Whatever is up: a server that comes back has another port.
  const send: Send = (...asked) => createClient(server.url, place.adminToken)(...asked);
  const read: Send = (...asked) => createClient(server.url)(...asked);
  const writer = createWriter(send, createRandom(chosenSeed()));
  for (let n = 0; n < lasting; n += 1)
    await send('POST', '/api/v1/articles', { body: { title: `${lastingWord} ${n}`, body: 'It stays.' } });
  for (let n = 0; n < works; n += 1) await writer.publish();
  const commons = {
    ...{ meilisearch, writer, send },
    async check() {
      const answer = await send('POST', '/api/v1/admin/search/check');
      return (answer.status === 200 ? answer.json() : { failed: answer.text }) as Report;
    },
    async demandWhole(seconds: number) {
      const state = async () => {
        const { missing, foreign, stale, pending } = await commons.check();
        const { degraded } = (await read('GET', '/api/v1/search')).json();
        return { missing, foreign, stale, pending, degraded };
      };
      const whole = { missing: 0, foreign: 0, stale: 0, pending: 0, degraded: false };
      await vi.waitFor(async () => expect(await state()).toEqual(whole), { timeout: seconds * 1_000, interval: 200 });
    },
    async restart() {
      await server.kill();
      server = await startServer({ ...place, meilisearch });
    },
    ask: (method: string, path: string, body?: unknown) => askMeilisearch(meilisearch, method, path, body),
  };
  await commons.demandWhole(60);
  const watch = watchSearch(read, writer.withdrawn, lasting);
  return { ...commons, watch, close: () => close(place, server, meilisearch, watch) };
}

async function close(place: ServerPlace, server: Server, meilisearch: MeilisearchServer, watch: Watch): Promise<void> {
  await watch.end();
  await server.stop();
  await Promise.all([place.close(), meilisearch.close()]);
}

/** Resolves when what it asked for has been done. */
async function askMeilisearch({ url, key }: MeilisearchServer, method: string, path: string, body?: unknown) {
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as { taskUid?: number } & Record<string, unknown>;
  };
  const answer = await ask(method, path, body);
  if (answer.taskUid !== undefined)
    await vi.waitFor(async () => expect((await ask('GET', `/tasks/${answer.taskUid}`)).status).toBe('succeeded'), {
      timeout: 30_000,
      interval: 50,
    });
  return answer;
}

/** Their names. */
export async function indexesOf({ ask }: SearchedCommons): Promise<string[]> {
  const { results } = (await ask('GET', '/indexes?limit=100')) as { results?: { uid: string }[] };
  return (results ?? []).map(({ uid }) => uid);
}

/** Its data is gone, as after a disk was replaced. */
export async function loseFolder({ meilisearch }: SearchedCommons): Promise<void> {
  await meilisearch.kill();
  rmSync(meilisearch.folder, { recursive: true });
  await meilisearch.start();
}
