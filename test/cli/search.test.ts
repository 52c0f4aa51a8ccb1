import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runSearch } from '../../src/cli/search.ts';
import { Conflict, Unavailable } from '../../src/lib/errors.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { create } from '../support/works.ts';

describe.each(databaseKinds)('copse search on %s', (kind) => {
  let app: TestApp;
  let url: string;
  beforeAll(async () => {
    app = await startTestApp(kind);
    url = await app.app.listen({ port: 0, host: '127.0.0.1' });
    const ana = await app.contributor('ana-ruiz');
    for (const title of ['One', 'Two']) await create(app, ana.token, { title });
  });
  afterEach(() => void vi.restoreAllMocks());
  afterAll(async () => await app.close());

  async function run(task: 'check' | 'rebuild', token = app.adminToken) {
    const said = { out: '', err: '' };
    const code = await runSearch(
      task,
      { url, token },
      {},
      { out: { write: (text) => (said.out += text) }, err: { isTTY: true, write: (text) => (said.err += text) } },
    );
    return { code, err: said.err, answer: JSON.parse(said.out) };
  }
  const engine = () => app.deps.search.engines[0]!;

  test('rebuild tells what it does, and how many works there are in the end', async () => {
    const { code, err, answer } = await run('rebuild');
    expect([code, answer]).toEqual([0, { indexed: 2 }]);
    expect(err).toContain('The index of postgres:');
    expect(err).toContain('0 %, 0 works');
    expect((await run('check')).answer).toMatchObject({ checked: 2, missing: 0, foreign: 0, stale: 0 });
  });

  test('a rebuild that fails says why: at its beginning, and under way', async () => {
    const rebuild = vi.spyOn(engine(), 'rebuild');
    rebuild.mockRejectedValueOnce(new Conflict('rebuild_running', 'The index is being rebuilt already.'));
    await expect(run('rebuild')).rejects.toThrow('rebuilt already');
    rebuild.mockImplementationOnce(async (onProgress) => {
      onProgress?.(1, 2);
      throw new Unavailable('search_away', 'Meilisearch does not answer.');
    });
    await expect(run('rebuild')).rejects.toThrow('The rebuild failed: Meilisearch does not answer.');
  });

  test('a rebuild goes on when nobody listens any more', async () => {
    let isDone = false;
    let finish = () => {};
    vi.spyOn(engine(), 'rebuild').mockImplementationOnce(async (onProgress) => {
      onProgress?.(0, 2);
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      onProgress?.(2, 2);
      isDone = true;
      return 2;
    });
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${app.adminToken}`, accept: 'application/x-ndjson' };
    const path = `${url}/api/v1/admin/search/rebuild`;
    const answer = await fetch(path, { method: 'POST', headers, signal: leaving.signal });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    leaving.abort();
    finish();
    await expect.poll(() => isDone).toBe(true);
  });

  test('whoever asks for JSON waits for one answer', async () => {
    const answer = await app.send('POST', '/admin/search/rebuild', { token: app.adminToken });
    expect(answer.json()).toEqual({ indexed: 2 });
  });
});
