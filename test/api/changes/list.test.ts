import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, withdraw } from '../../support/works.ts';

interface Line {
  seq: number;
  subject: string;
  id: string;
  event: string;
}

describe.each(databaseKinds)('GET /changes on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    await app.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(() => app.close());

  async function read(query = ''): Promise<{ items: Line[]; position: number; next: string }> {
    const response = await app.send('GET', `/changes${query}`);
    expect(response.statusCode, response.body).toBe(200);
    return response.json();
  }

  async function end(): Promise<number> {
    for (let position = 0; ; ) {
      const page = await read(`?after=${position}&limit=1000`);
      if (page.items.length === 0) return page.position;
      position = page.position;
    }
  }

  test('200: lines in the order of the commits, and the position to go on from', async () => {
    const after = await end();
    const work = await create(app, ana.token);
    await withdraw(app, work, ana.token);
    const first = await read(`?after=${after}&limit=1`);
    expect(first.items).toMatchObject([
      { subject: 'work', id: work.id, kind: 'article', version: 1, event: 'published' },
    ]);
    expect(first.position).toBe(first.items[0]!.seq);
    expect(first.next).toBe(`http://copse.test/api/v1/changes?after=${first.position}&limit=1`);
    const rest = await read(`?after=${first.position}`);
    expect(rest.items.map(({ event }) => event)).toEqual(['withdrawn']);
    expect(await read(`?after=${rest.position}`)).toMatchObject({ items: [], position: rest.position });
  });

  test('200 for anyone, from any site; a draft leaves no line', async () => {
    const after = await end();
    await draft(app, ana.token);
    const response = await app.send('GET', `/changes?after=${after}`, {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.json().items).toEqual([]);
  });

  test('200 with wait: as soon as there is a line', async () => {
    const after = await end();
    const started = performance.now();
    const waiting = read(`?after=${after}&wait=20`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const work = await create(app, ana.token);
    expect((await waiting).items.map(({ id }) => id)).toEqual([work.id]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('200 with wait: nothing after that time', async () => {
    const after = await end();
    const started = performance.now();
    expect(await read(`?after=${after}&wait=1`)).toMatchObject({ items: [], position: after });
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  test('those that wait hold no connection: fifty of them leave the database to others', async () => {
    const after = await end();
    const waiting = Array.from({ length: 50 }, () => read(`?after=${after}&wait=20`));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const work = await create(app, ana.token);
    for (const { items } of await Promise.all(waiting)) expect(items[0]?.id).toBe(work.id);
  });

  test('a client that goes while it waits is forgotten', async () => {
    const { port } = app.app.server.address() as AddressInfo;
    const after = await end();
    const leaving = new AbortController();
    const request = fetch(`http://127.0.0.1:${port}/api/v1/changes?after=${after}&wait=30`, { signal: leaving.signal });
    setTimeout(() => leaving.abort(), 200);
    await expect(request).rejects.toThrow();
    expect((await read(`?after=${after}`)).items).toEqual([]);
  });

  test.each([
    ['after=-1', '?after'],
    ['after=x', '?after'],
    ['limit=0', '?limit'],
    ['limit=1001', '?limit'],
    ['wait=31', '?wait'],
    ['since=1', '?since'],
  ])('422 %s', async (query, pointer) => {
    expectProblem(await app.send('GET', `/changes?${query}`), 422, 'query_invalid', pointer);
  });

  test('whoever waits is answered when the server closes', async () => {
    const other = await startTestApp(kind);
    const position = (await other.send('GET', '/changes?limit=1000')).json().position;
    const waiting = other.send('GET', `/changes?after=${position}&wait=30`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const started = performance.now();
    await other.app.close();
    expect((await waiting).json()).toMatchObject({ items: [], position });
    expect(performance.now() - started).toBeLessThan(5_000);
    await other.close();
  });
});
