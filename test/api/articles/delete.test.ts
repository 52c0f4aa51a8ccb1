import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, publish, read, revise, withdraw } from '../../support/works.ts';

const subPaths = [
  '',
  '/revisions',
  '/revisions/1',
  '/diff?from=1',
  '/attribution?format=csl',
  '/lineage',
  '.md',
  '.jsonld',
  '.json',
];

describe.each(databaseKinds)('DELETE /articles/{id} on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  let stella: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
    stella = await app.contributor('stella', ['read', 'publish', 'steward']);
  });
  afterAll(async () => await app.close());

  const listed = async (path: string) => (await app.send('GET', path)).json().items.map(({ id }: { id: string }) => id);

  test('204 withdraws, without a reason for the author; a tombstone remains, everywhere', async () => {
    const work = await create(app, ana.token, { title: 'To be withdrawn' });
    const renamed = await revise(app, work, ana.token, { title: 'Renamed before' });
    const answer = await withdraw(app, renamed, ana.token);
    expect([answer.statusCode, answer.body, answer.headers.etag]).toEqual([204, '', '"2.1"']);
    for (const path of subPaths) {
      const gone = await app.send('GET', `/works/${work.id}${path}`);
      const problem = expectProblem(gone, 410, 'work_withdrawn');
      expect(problem.tombstone).toEqual({
        id: work.id,
        kind: 'article',
        published_at: work.json.published_at,
        withdrawn_at: expect.any(String),
        reason: null,
      });
      expect(JSON.stringify(problem)).not.toMatch(/To be withdrawn|Text of work/);
      expect(problem.version).toBeUndefined();
      expect(gone.headers.etag).toBeUndefined();
    }
    expectProblem(await app.send('GET', '/articles/renamed-before'), 410, 'work_withdrawn');
    expect((await app.send('GET', '/articles/to-be-withdrawn')).statusCode).toBe(308);
    expect(await listed('/works')).not.toContain(work.id);
  });

  test('204 is seen by the next list, and written to the log', async () => {
    const work = await create(app, ana.token, { tags: ['seen-at-once'] });
    expect(await listed('/works?tag=seen-at-once')).toEqual([work.id]);
    await withdraw(app, work, ana.token);
    expect(await listed('/works?tag=seen-at-once')).toEqual([]);
    const { items } = (await app.send('GET', '/changes?limit=1000')).json();
    expect(items.at(-1)).toMatchObject({ id: work.id, event: 'withdrawn', version: 1, touch: 1 });
  });

  test('the tag to bring it back is told to those who may, and only to them', async () => {
    const work = await create(app, ana.token);
    await withdraw(app, work, ana.token, 'Out of date');
    for (const token of [ana.token, stella.token]) {
      const answer = await app.send('GET', `/articles/${work.id}`, { token });
      expect(expectProblem(answer, 410, 'work_withdrawn')).toMatchObject({
        version: 1,
        tombstone: { reason: 'Out of date' },
      });
      expect(answer.headers.etag).toBe('"1.1"');
    }
    const other = await app.send('GET', `/articles/${work.id}`, { token: bo.token });
    expect([expectProblem(other, 410, 'work_withdrawn').version, other.headers.etag]).toEqual([undefined, undefined]);
  });

  test('422 a steward without a reason; 204 with one, which everybody reads', async () => {
    const work = await create(app, ana.token);
    expectProblem(await withdraw(app, work, stella.token), 422, 'reason_required', '?reason');
    expectProblem(await withdraw(app, work, stella.token, '  '), 422, 'reason_required');
    expect((await withdraw(app, work, stella.token, 'Advertising')).statusCode).toBe(204);
    expect((await app.send('GET', `/works/${work.id}`)).json().tombstone.reason).toBe('Advertising');
    // The author's view has no key for what a steward closed.
    expect((await app.send('GET', `/works/${work.id}`, { token: ana.token })).json().version).toBeUndefined();
  });

  test('204 deletes a draft for good: its history, its origin and the answers kept for retries', async () => {
    const headers = { 'idempotency-key': 'a-draft' };
    const post = async () =>
      await app.send('POST', '/articles', {
        token: ana.token,
        headers,
        body: { title: 'Draft to go', status: 'draft', origin: { source: 's', path: 'p' } },
      });
    const { id } = (await post()).json();
    expect((await withdraw(app, { id, slug: '', version: 1, etag: '"1.0"', json: {} }, ana.token)).statusCode).toBe(
      204,
    );
    expectProblem(await app.send('GET', `/works/${id}`, { token: ana.token }), 404, 'work_not_found');
    expect(await app.db.selectFrom('revisions').select('version').where('work_id', '=', id).execute()).toEqual([]);
    const replayed = await post();
    expect([replayed.statusCode, replayed.body]).toEqual([201, '']);
    await create(app, ana.token, { origin: { source: 's', path: 'p' } });
  });

  test('204 answers the tag to bring it back by', async () => {
    const work = await create(app, ana.token);
    const answer = await withdraw(app, work, ana.token);
    expect(answer.headers.etag).toBe('"1.1"');
    const back = await publish(app, { ...work, etag: String(answer.headers.etag) }, ana.token);
    expect(back.json.status).toBe('published');
  });

  test('204 a draft, without a tag for what is not there any more', async () => {
    const answer = await withdraw(app, await draft(app, ana.token), ana.token);
    expect([answer.statusCode, answer.headers.etag]).toEqual([204, undefined]);
  });

  test('what pointed to a draft that was deleted can still be changed, and restored', async () => {
    const target = await draft(app, ana.token);
    const work = await create(app, ana.token, { relations: [{ type: 'uses', target: target.id }] });
    const without = await revise(app, work, ana.token, { relations: [] });
    await withdraw(app, target, ana.token);
    const changed = await revise(app, without, ana.token, { body: 'Changed.' });
    const restored = await app.send('POST', `/works/${work.id}/revisions`, {
      token: ana.token,
      headers: { 'if-match': changed.etag },
      body: { restore: 1 },
    });
    expect(restored.statusCode, restored.body).toBe(201);
    expect(restored.json()).toMatchObject({ relations: [], version: 4 });
    expect((await revise(app, { ...changed, etag: '"4.0"' }, ana.token, { body: 'And again.' })).version).toBe(5);
  });

  test('403 others; 401 nobody; 410 twice', async () => {
    const work = await create(app, ana.token);
    expectProblem(await withdraw(app, work, bo.token), 403, 'not_author');
    expectProblem(
      await app.send('DELETE', `/articles/${work.id}`, { headers: { 'if-match': work.etag } }),
      401,
      'token_required',
    );
    const revised = await revise(app, work, bo.token, { body: 'Bo helped.' });
    expectProblem(await withdraw(app, revised, bo.token), 403, 'not_author');
    await withdraw(app, revised, ana.token);
    expectProblem(await withdraw(app, revised, ana.token), 410, 'work_withdrawn');
    expectProblem(await withdraw(app, revised, bo.token), 410, 'work_withdrawn');
  });

  test('428 without a tag, 412 with an old one, which links to what changed', async () => {
    const work = await create(app, ana.token);
    await revise(app, work, bo.token, { body: 'Changed.' });
    expectProblem(await app.send('DELETE', `/articles/${work.id}`, { token: ana.token }), 428, 'if_match_required');
    expect(expectProblem(await withdraw(app, work, ana.token), 412, 'version_stale')).toMatchObject({
      current_version: 2,
      diff: expect.stringContaining('/diff?from=1&to=2'),
    });
    expect((await read(app, work.id)).version).toBe(2);
  });

  test('422 unknown parameters and reasons that are too long', async () => {
    const work = await create(app, ana.token);
    const headers = { 'if-match': work.etag };
    expectProblem(
      await app.send('DELETE', `/articles/${work.id}?force=1`, { token: ana.token, headers }),
      422,
      'query_invalid',
      '?force',
    );
    expectProblem(await withdraw(app, work, ana.token, 'x'.repeat(1001)), 422, 'query_invalid', '?reason');
  });

  test('its slug stays its own: another work with the title gets another, and the return gets it back', async () => {
    const first = await create(app, ana.token, { title: 'A name' });
    await withdraw(app, first, ana.token);
    expect((await create(app, bo.token, { title: 'A name' })).slug).toBe('a-name-2');
    expect((await publish(app, first, ana.token)).slug).toBe('a-name');
  });
});
