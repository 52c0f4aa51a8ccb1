import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchUp } from '../../src/changes/catch-up.ts';
import { listLags, releaseLease, seizeLease } from '../../src/changes/lease.ts';
import { transact } from '../../src/db/transaction.ts';
import { newId } from '../../src/lib/ids.ts';
import { buildDocuments } from '../../src/search/documents.ts';
import { createMeilisearchEngine } from '../../src/search/engines/meilisearch.ts';
import { createPostgresEngine } from '../../src/search/engines/postgres.ts';
import { followerOf, followWorks } from '../../src/search/follower.ts';
import { createSearch, type Search } from '../../src/search/search.ts';
import { startWorker, type Worker } from '../../src/worker.ts';
import { startTestApp, type TestApp, type TestContributor } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import {
  canStartMeilisearch,
  givenMeilisearch,
  type MeilisearchServer,
  startMeilisearch,
} from '../support/meilisearch.ts';
import { create, revise, withdraw } from '../support/works.ts';
import { testSearchEngine } from './contract.ts';

const given = givenMeilisearch();
const canStart = canStartMeilisearch();

describe.runIf(canStart || given).each(databaseKinds)('the meilisearch engine on %s', (kind) => {
  let server: Pick<MeilisearchServer, 'url' | 'key'>;
  let own: MeilisearchServer | undefined;
  beforeAll(async () => {
    if (given === undefined) own = await startMeilisearch();
    server = given ?? own!;
  });
  afterAll(async () => await own?.close());

  testSearchEngine(kind, async (app) => {
    const engine = createMeilisearchEngine(app.db, { ...server, prefix: `contract_${Date.now()}_${kind}` });
    await engine.tend();
    return engine;
  });
});

describe.runIf(canStart).each(databaseKinds.slice(-1))('a server of its own, over %s', (kind) => {
  let server: MeilisearchServer;
  beforeAll(async () => {
    server = await startMeilisearch();
  });
  afterAll(async () => await server.close());

  describe('with the database to stand in for it', () => {
    let app: TestApp;
    let ana: TestContributor;
    let search: Search;
    let worker: Worker;
    const log = { info: () => {}, error: () => {} } as never;
    beforeAll(async () => {
      app = await startTestApp(kind);
      ana = await app.contributor('ana-ruiz');
      search = createSearch(
        createPostgresEngine(app.db),
        createMeilisearchEngine(app.db, { ...server, prefix: 'fallback' }),
      );
      worker = startWorker({ database: app.database, search, now: () => new Date(), log });
    });
    afterAll(async () => {
      await worker.stop();
      await app.close();
    });
    const asked = async (path: string, method = 'GET', body?: unknown) =>
      await fetch(`${server.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const find = async (q: string) => await search.search({ q, filters: {}, offset: 0, limit: 20 });
    const finds = async (q: string, engine: string, count: number) =>
      await expect
        .poll(
          async () => {
            const { engine: by, degraded, found } = await find(q);
            return [by, degraded, found.length];
          },
          { timeout: 30_000, interval: 100 },
        )
        .toEqual([engine, engine === 'postgres', count]);

    test('makes its index by itself, and answers', async () => {
      await create(app, ana.token, { title: 'Evergreen practice' });
      await finds('evergren', 'meilisearch', 1);
    });

    test('works with a key that may do no more than the docs say', async () => {
      const docs = await readFile(new URL('../../docs/operate.md', import.meta.url), 'utf8');
      const body = /-d '(\{\s*"name": "copse"[^']+)'/.exec(docs)![1]!;
      const answer = await fetch(`${server.url}/keys`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
        body,
      });
      const { key } = (await answer.json()) as { key: string };
      const least = createMeilisearchEngine(app.db, { url: server.url, key, prefix: 'least' });
      await least.tend();
      const query = { q: 'evergreen', filters: {}, offset: 0, limit: 5 };
      expect((await least.search(query)).found.length).toBe(1);
      const { id } = await create(app, ana.token, { title: 'Least of all' });
      await least.put([await buildDocuments(app.db, [id])]);
      expect(await least.suggest('least', 5)).toEqual([id]);
      await least.remove([id]);
      // Until the follower has come to it, it would be called pending.
      const lag = async () => (await listLags(app.db)).find(({ name }) => name === followerOf('meilisearch'))?.lag;
      await expect.poll(lag, { timeout: 30_000 }).toBe(0);
      expect(await least.check()).toMatchObject({ missing: 1 });
      expect(await least.rebuild()).toBeGreaterThan(1);
      const keys = await fetch(`${server.url}/keys`, { headers: { authorization: `Bearer ${key}` } });
      expect(keys.status).toBe(403);
    });

    test('is replaced while it is away, loses nothing, and comes back by itself', async () => {
      const kept = await create(app, ana.token, { title: 'Perennial practice', body: 'Before.' });
      await finds('perennial', 'meilisearch', 1);
      const gone = await create(app, ana.token, { title: 'Annual practice' });
      await finds('annual', 'meilisearch', 1);
      await server.kill();
      await finds('perennial', 'postgres', 1);
      await revise(app, kept, ana.token, { body: 'Meanwhile.' });
      await withdraw(app, gone, ana.token);
      await create(app, ana.token, { title: 'Biennial practice' });
      await finds('meanwhile', 'postgres', 1);
      await finds('annual', 'postgres', 0);
      await server.start();
      await finds('meanwhile', 'meilisearch', 1);
      await finds('biennial', 'meilisearch', 1);
      await finds('annual', 'meilisearch', 0);
      for (const engine of search.engines)
        expect(await engine.check()).toMatchObject({ missing: 0, foreign: 0, stale: 0 });
    });

    test('is made again when its folder was lost', async () => {
      await server.kill();
      rmSync(server.folder, { recursive: true });
      await server.start();
      await finds('evergreen', 'meilisearch', 1);
      expect(await search.engines[0]!.check()).toMatchObject({ missing: 0, foreign: 0, stale: 0 });
    });

    test('is made again when somebody changed its settings, and the follower goes on from there', async () => {
      const [meilisearch] = search.engines;
      const { results } = (await (await asked('/indexes?limit=100')).json()) as { results: { uid: string }[] };
      const { uid } = results.find((index) => /^fallback_works_\d+$/.test(index.uid))!;
      await asked(`/indexes/${uid}/settings/ranking-rules`, 'PUT', ['exactness']);
      const rules = async () => (await (await asked(`/indexes/${uid}/settings/ranking-rules`)).json()) as string[];
      await expect.poll(async () => (await rules()).length, { timeout: 20_000 }).toBe(1);
      await expect.poll(async () => (await rules()).length, { timeout: 20_000 }).toBeGreaterThan(5);
      expect(await meilisearch!.check()).toMatchObject({ missing: 0, foreign: 0, stale: 0 });
      await expect
        .poll(async () => (await listLags(app.db)).map(({ name, lag }) => [name, lag]), { timeout: 20_000 })
        .toEqual([
          ['search:meilisearch', 0],
          ['search:postgres', 0],
          ['touches', 0],
        ]);
    });

    test('costs a reader its share of time at most when it is slow, and none after that', async () => {
      const { port, stop } = await startSlowProxy(server.url, 5_000);
      const slow = createSearch(
        createPostgresEngine(app.db),
        createMeilisearchEngine(app.db, { ...server, url: `http://127.0.0.1:${port}`, prefix: 'fallback' }),
      );
      const ask = async () => {
        const started = performance.now();
        const { engine, degraded, found } = await slow.search({ q: 'evergreen', filters: {}, offset: 0, limit: 20 });
        expect([engine, degraded, found.length]).toEqual(['postgres', true, 1]);
        return performance.now() - started;
      };
      const [first, second] = [await ask(), await ask()];
      expect(first).toBeLessThan(3_000);
      expect(second).toBeLessThan(first / 2);
      await stop();
    });

    test('a rebuild that another process took over changes nothing that is searched', async () => {
      const [meilisearch] = search.engines;
      const before = (await find('')).estimated_total;
      expect(before).toBeGreaterThan(0);
      const name = `${followerOf('meilisearch')}:rebuild`;
      const rebuilding = meilisearch!.rebuild().then(
        () => undefined,
        (error) => error,
      );
      await expect.poll(async () => (await listLags(app.db)).some((lag) => lag.name === name && lag.held)).toBe(true);
      const other = { name, holder: newId(), ms: 60_000 };
      await transact(app.db, new Date(), (tx) => seizeLease(tx, other));
      expect(await rebuilding).toMatchObject({ code: 'rebuild_running' });
      expect(await find('')).toMatchObject({ engine: 'meilisearch', estimated_total: before });
      await transact(app.db, new Date(), (tx) => releaseLease(tx, other));
      await expect
        .poll(async () => (await listLags(app.db)).some((lag) => lag.name === name), { timeout: 60_000 })
        .toBe(false);
    });

    test('is rebuilt under writes, without a gap', async () => {
      for (let n = 0; n < 30; n++) await create(app, ana.token, { title: `Hardy ${n}` });
      await expect.poll(async () => (await find('hardy')).estimated_total, { timeout: 30_000 }).toBe(30);
      let isOver = false;
      const gaps: number[] = [];
      const reading = (async () => {
        while (!isOver) {
          const { engine, estimated_total } = await find('hardy');
          if (engine !== 'meilisearch' || estimated_total < 30) gaps.push(estimated_total);
          await sleep(10);
        }
      })();
      const writing = (async () => {
        for (let n = 0; n < 20; n++) {
          const work = await create(app, ana.token, { title: `Tender ${n}` });
          if (n % 2 === 0) await withdraw(app, work, ana.token);
        }
      })();
      await search.engines[0]!.rebuild();
      await writing;
      isOver = true;
      await reading;
      expect(gaps).toEqual([]);
      await finds('tender', 'meilisearch', 10);
      await expect(Promise.all([search.engines[0]!.rebuild(), search.engines[0]!.rebuild()])).rejects.toMatchObject({
        code: 'rebuild_running',
      });
      expect(await search.engines[0]!.check()).toMatchObject({ missing: 0, foreign: 0, stale: 0 });
    });
  });

  test('a work that Meilisearch does not take keeps no other from being found, nor the index from being made', async () => {
    const strict = await startMeilisearch(['--http-payload-size-limit', '500kb']);
    const app = await startTestApp(kind);
    const ana = await app.contributor('ana-ruiz');
    const engine = createMeilisearchEngine(app.db, { ...strict, prefix: 'strict' });
    const name = followerOf('meilisearch');
    const follow = () => catchUp(app.db, name, followWorks(app.db, engine));
    const found = async () =>
      (await engine.search({ q: 'sapling', filters: {}, offset: 0, limit: 20 })).estimated_total;
    const failing = async () => (await listLags(app.db)).find((lag) => lag.name === name)?.failing;
    const heavy = 'sapling '.repeat(80_000);

    for (let n = 0; n < 6; n++) await create(app, ana.token, { title: `Sapling ${n}` });
    const poisoned = await create(app, ana.token, { title: 'Sapling, too heavy', body: heavy });
    await engine.tend();
    expect([await found(), await failing()]).toEqual([6, 1]);

    await create(app, ana.token, { title: 'Sapling, too heavy as well', body: heavy });
    for (let n = 0; n < 6; n++) await create(app, ana.token, { title: `Sapling after ${n}` });
    await follow();
    expect([await found(), await failing()]).toEqual([12, 2]);
    expect(await engine.check()).toMatchObject({ missing: 0, foreign: 0, stale: 0, pending: 2 });

    await revise(app, poisoned, ana.token, { body: 'Lighter.' });
    await follow();
    expect([await found(), await failing()]).toEqual([13, 1]);
    await app.close();
    await strict.close();
  });
});

async function startSlowProxy(url: string, delayMs: number): Promise<{ port: number; stop(): Promise<void> }> {
  const proxy = createServer(async (incoming, outgoing) => {
    await sleep(delayMs, undefined, { ref: false });
    const onward = request(
      `${url}${incoming.url}`,
      { method: incoming.method!, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    stop: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
