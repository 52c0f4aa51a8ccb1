import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { createClient, type Send } from './client.ts';
import { type RunningProxy as Compressor, spellings, startCompressingProxy } from './compressing-proxy.ts';

const minutes = 60_000;
const ways = databaseKinds.flatMap((kind) =>
  (['weakened', 'suffixed'] as const).map((spelling) => [kind, spelling] as const),
);
const content = {
  title: 'Check-in round',
  body: 'Go round. '.repeat(50),
  tags: ['opening'],
  practice: { problem: 'Nobody listens yet.' },
};

describe.each(ways)('on %s, through a proxy that compresses and sends entity tags %s', (kind, spelling) => {
  let app: TestApp;
  let proxy: Compressor;
  let send: Send;
  let path: string;
  beforeAll(async () => {
    app = await startTestApp(kind);
    const origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
    proxy = await startCompressingProxy(origin, spellings[spelling]);
    send = createClient(proxy.url, app.adminToken);
    const made = await send('POST', '/api/v1/articles', { body: content });
    expect(made.status).toBe(201);
    path = `/api/v1/articles/${made.json().id}`;
  }, 2 * minutes);
  afterAll(async () => {
    await proxy?.close();
    await app?.close();
  });

  const revisions = async () => await app.db.selectFrom('revisions').select('version').orderBy('version').execute();
  const read = async () => {
    const answer = await send('GET', path);
    return { body: answer.json(), etag: answer.headers.get('etag')!, encoding: answer.headers.get('content-encoding') };
  };

  it('GET and PUT of the same JSON is 200 and makes no revision', async () => {
    const { body, etag, encoding } = await read();
    expect(encoding).toBe('gzip');
    expect(etag).toBe(spelling === 'weakened' ? 'W/"1.0"' : '"1.0-gzip"');
    const answer = await send('PUT', path, { body, headers: { 'if-match': etag } });
    expect([answer.status, answer.json().version]).toEqual([200, 1]);
    expect(await revisions()).toHaveLength(1);
  });

  it('304 to whoever has it, from a work and from a list', async () => {
    for (const place of [path, '/api/v1/works?tag=opening', '/feed.atom']) {
      const anyone = createClient(proxy.url);
      const first = await anyone('GET', place);
      const again = await anyone('GET', place, { headers: { 'if-none-match': first.headers.get('etag')! } });
      expect([again.status, again.text], place).toEqual([304, '']);
      const other = await anyone('GET', place, { headers: { 'if-none-match': '"0.0"' } });
      expect(other.status, place).toBe(200);
    }
  });

  it(
    '200 to one of 200 parallel PUTs with one entity tag, 412 to 199, and one revision',
    async () => {
      const { etag } = await read();
      const before = await revisions();
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          send('PUT', path, {
            body: { ...content, body: `Version of writer ${index}` },
            headers: { 'if-match': etag },
          }),
        ),
      );
      const counts = Object.fromEntries(
        Map.groupBy(answers, ({ status }) => status)
          .entries()
          .map(([status, { length }]) => [status, length]),
      );
      expect(counts).toEqual({ 200: 1, 412: 199 });
      expect(await revisions()).toHaveLength(before.length + 1);
      const winner = answers.find(({ status }) => status === 200)!.json();
      expect((await read()).body.body).toBe(winner.body);
      expect(answers.find(({ status }) => status === 412)!.json()).toMatchObject({
        code: 'version_stale',
        current_version: before.length + 1,
      });
    },
    2 * minutes,
  );
});
