import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, type Got, publish, read, revise, withdraw } from '../../support/works.ts';

const subPaths = ['', '/revisions', '/revisions/1', '/diff?from=1', '/attribution', '/lineage'];

describe.each(databaseKinds)('GET /works/{id} on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  let stella: TestContributor;
  let work: Got;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
    stella = await app.contributor('stella', ['read', 'publish', 'steward']);
    work = await create(app, ana.token, { title: 'Check-in round', practice: { problem: 'Silence' } });
  });
  afterAll(async () => await app.close());

  const get = async (path: string, headers: Record<string, string> = {}, token?: string) =>
    await app.send('GET', path, { headers, token });

  test('200 the same by id, by slug and by the route of its kind', async () => {
    const answers = await Promise.all(
      [
        `/works/${work.id}`,
        '/works/check-in-round',
        `/articles/${work.id}`,
        '/articles/check-in-round',
        `/works/${work.id.toUpperCase()}`,
      ].map((path) => get(path)),
    );
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toEqual(work.json);
    }
  });

  test('200 to anyone, kept by caches that ask again, with links and the date', async () => {
    const { headers } = await get(`/articles/${work.id}`);
    expect(headers).toMatchObject({
      etag: '"1.0"',
      'last-modified': new Date(work.json.updated_at).toUTCString(),
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'Accept, Accept-Encoding, Authorization',
      'access-control-allow-origin': '*',
    });
    expect(headers['access-control-expose-headers']).toMatch(/ETag.*Link.*Location/);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    const links = String(headers.link).split(', ');
    expect(links).toEqual(
      expect.arrayContaining([
        '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
        '<http://copse.test/articles/check-in-round>; rel="cite-as"',
        '<http://copse.test/people/ana-ruiz>; rel="author"',
        '<http://copse.test/articles/check-in-round>; rel="alternate"; type="text/html"',
      ]),
    );
  });

  test('200 and kept by no cache with a token', async () => {
    expect((await get(`/works/${work.id}`, {}, bo.token)).headers['cache-control']).toBe('private, no-store');
  });

  test('200 links to authors in ASCII, encoded once', async () => {
    const url = 'https://zoe.example/größe/a%20b?q=<x>';
    const { id } = await create(app, ana.token, { credits: [{ name: 'Zoë', url }] });
    expect((await get(`/works/${id}`)).headers.link).toContain(
      '<https://zoe.example/gr%C3%B6%C3%9Fe/a%20b?q=%3Cx%3E>; rel="author"',
    );
  });

  test.each([
    [{ 'if-none-match': '"1.0"' }],
    [{ 'if-none-match': 'W/"1.0"' }],
    [{ 'if-none-match': '"1.0-gzip"' }],
    [{ 'if-none-match': '"1.0--gzip"' }],
    [{ 'if-none-match': '"a,b", W/"1.0;br"' }],
    [{ 'if-none-match': '*' }],
  ])('304 %j', async (headers) => {
    const answer = await get(`/works/${work.id}`, headers);
    expect(answer.statusCode).toBe(304);
    expect(answer.body).toBe('');
    expect(answer.headers.etag).toBe('"1.0"');
    expect(answer.headers['content-length']).toBeUndefined();
    expect(answer.headers.vary).toBeDefined();
  });

  test('304 by date, unless a tag says something else', async () => {
    const { touched_at } = await app.db
      .selectFrom('works')
      .select('touched_at')
      .where('id', '=', work.id)
      .executeTakeFirstOrThrow();
    const later = { 'if-modified-since': new Date(touched_at.getTime() + 1000).toUTCString() };
    const earlier = { 'if-modified-since': new Date(touched_at.getTime() - 2000).toUTCString() };
    expect((await get(`/works/${work.id}`, later)).statusCode).toBe(304);
    expect((await get(`/works/${work.id}`, earlier)).statusCode).toBe(200);
    expect((await get(`/works/${work.id}`, { ...later, 'if-none-match': '"0.9"' })).statusCode).toBe(200);
    expect((await get(`/works/${work.id}`, { 'if-modified-since': 'yesterday' })).statusCode).toBe(200);
  });

  test('400 for tags that are none', async () => {
    for (const tag of ['1.0', '"1.0', '"1.0" "1.1"', '']) {
      expectProblem(await get(`/works/${work.id}`, { 'if-none-match': tag }), 400, 'etag_malformed');
    }
  });

  test('HEAD answers as GET does, without the body', async () => {
    const got = await get(`/works/${work.id}`);
    const head = await app.send('HEAD', `/works/${work.id}`);
    expect(head.statusCode).toBe(200);
    expect(head.body).toBe('');
    for (const name of ['etag', 'last-modified', 'link', 'cache-control', 'content-length', 'content-type'])
      expect(head.headers[name]).toBe(got.headers[name]);
    expect((await app.send('HEAD', '/works')).headers.etag).toBe((await get('/works')).headers.etag);
  });

  test('404 another’s draft, everywhere, stewards and admins too', async () => {
    const hidden = await draft(app, ana.token, { title: 'Hidden title' });
    for (const path of subPaths) {
      for (const token of [undefined, bo.token, stella.token, app.adminToken]) {
        const problem = expectProblem(await get(`/works/${hidden.id}${path}`, {}, token), 404, 'work_not_found');
        expect(JSON.stringify(problem)).not.toContain('Hidden');
      }
      const own = await get(`/works/${hidden.id}${path}`, {}, ana.token);
      expect(own.statusCode).toBe(200);
      expect(own.headers['cache-control']).toBe('private, no-store');
    }
    const headers = { 'if-match': hidden.etag };
    for (const token of [bo.token, stella.token]) {
      expectProblem(
        await app.send('PUT', `/articles/${hidden.id}`, { token, headers, body: { title: 'Mine' } }),
        404,
        'work_not_found',
      );
      expectProblem(
        await app.send('PATCH', `/articles/${hidden.id}`, { token, headers, body: { title: 'Mine' } }),
        404,
        'work_not_found',
      );
      expectProblem(
        await app.send('DELETE', `/articles/${hidden.id}?reason=x`, { token, headers }),
        404,
        'work_not_found',
      );
      expectProblem(
        await app.send('POST', `/works/${hidden.id}/publication`, { token, headers }),
        404,
        'work_not_found',
      );
      expectProblem(
        await app.send('DELETE', `/works/${hidden.id}/publication`, { token, headers }),
        404,
        'work_not_found',
      );
      expectProblem(
        await app.send('POST', `/works/${hidden.id}/revisions`, { token, headers, body: { restore: 1 } }),
        404,
        'work_not_found',
      );
    }
    const redaction = { token: stella.token, body: { reason: 'x' } };
    expectProblem(
      await app.send('POST', `/works/${hidden.id}/revisions/1/redaction`, redaction),
      404,
      'work_not_found',
    );
  });

  test('200 a draft to those credited as its authors', async () => {
    const shared = await draft(app, ana.token, {
      credits: [{ contributor: 'ana-ruiz' }, { contributor: 'bo' }, { contributor: 'stella', role: 'reviewer' }],
    });
    expect((await get(`/works/${shared.id}`, {}, bo.token)).statusCode).toBe(200);
    expect((await get(`/works/${shared.id}`, {}, stella.token)).statusCode).toBe(404);
  });

  test('404 under the route of another kind', async () => {
    const other = await create(app, ana.token, { title: 'Other kind' });
    await revise(app, other, ana.token, { title: 'Renamed other kind' });
    await app.db.updateTable('works').set({ kind: 'resource' }).where('id', '=', other.id).execute();
    for (const ref of [other.id, 'renamed-other-kind', 'other-kind'])
      expectProblem(await get(`/articles/${ref}`), 404, 'work_not_found');
    expectProblem(
      await app.send('DELETE', `/articles/${other.id}`, { token: ana.token, headers: { 'if-match': '"2.0"' } }),
      404,
      'work_not_found',
    );
  });

  test.each([
    ['unknown id', '/works/01900000-0000-7000-8000-000000000000'],
    ['unknown slug', '/works/no-such-work'],
    ['capital letters', '/works/Check-In-Round'],
    ['a NUL', '/works/check-in%00round'],
    ['a slash', '/works/check%2Fin'],
    ['spaces', '/works/%20'],
    ['script', '/works/%3Cscript%3E'],
    ['not Latin', '/works/%E6%BC%A2%E5%AD%97'],
    ['a quote', "/works/x'or'1"],
    ['a star', '/works/*'],
    ['81 characters', `/works/${'a'.repeat(81)}`],
    ['no version', '/works/check-in-round/revisions/abc'],
    ['a broken version', '/works/check-in-round/revisions/1.5'],
    ['version 0', '/works/check-in-round/revisions/0'],
    ['a negative version', '/works/check-in-round/revisions/-1'],
    ['a huge version', '/works/check-in-round/revisions/99999999999999999999'],
    ['a version to come', '/works/check-in-round/revisions/2'],
  ])('404 %s', async (_name, path) => {
    const answer = await get(path);
    expect(answer.statusCode, answer.body).toBe(404);
    expect(answer.json()).toMatchObject({ status: 404, code: expect.stringMatching(/not_found$/) });
  });

  test.each(['/works/%', '/works/%zz', '/works/%ED%A0%80', '/works/%FF'])(
    '400 %s is not percent-encoded',
    async (path) => {
      expectProblem(await get(path), 400, 'url_malformed');
    },
  );

  test('414 for a part of a path that is longer than any name', async () => {
    expectProblem(await get(`/works/${'a'.repeat(1000)}`), 414, 'url_too_long');
  });

  test('401 for a token that is none, even where none is needed', async () => {
    const answer = await get(`/works/${work.id}`, {}, 'copse_0000');
    expectProblem(answer, 401, 'token_invalid');
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  test('308 from an old slug to the same below the new one', async () => {
    const renamed = await create(app, ana.token, { title: 'V1' });
    await revise(app, renamed, ana.token, { title: 'Second edition' });
    for (const path of [
      '/works/v1',
      '/articles/v1',
      '/works/v1/revisions?limit=1',
      '/works/v1/revisions/1',
      '/works/v1/diff?from=1&to=2',
      '/works/%761/lineage',
    ]) {
      const answer = await get(path);
      expect(answer.statusCode).toBe(308);
      expect(answer.headers.location).toBe(`/api/v1${path.replace(/v1|%761/, 'second-edition')}`);
    }
    const headers = { 'if-match': '"2.0"' };
    const writes = await Promise.all([
      app.send('PATCH', '/articles/v1', { token: ana.token, headers, body: { title: 'x' } }),
      app.send('DELETE', '/articles/v1', { token: ana.token, headers }),
      app.send('POST', '/works/v1/revisions', { token: ana.token, headers, body: { restore: 1 } }),
    ]);
    for (const answer of writes)
      expect([answer.statusCode, answer.headers.location]).toEqual([308, expect.stringContaining('/second-edition')]);
    expect((await read(app, 'second-edition')).version).toBe(2);
  });

  test('ETag and date change with what is shown: publication, withdrawal and return', async () => {
    const began = await draft(app, ana.token);
    const published = await publish(app, began, ana.token);
    expect(published.version).toBe(began.version);
    expect(published.etag).not.toBe(began.etag);
    expect((await get(`/works/${began.id}`, { 'if-none-match': began.etag }, ana.token)).statusCode).toBe(200);
    expect((await withdraw(app, published, ana.token)).statusCode).toBe(204);
    const back = await publish(app, published, ana.token);
    expect(back.version).toBe(began.version);
    expect(back.etag).not.toBe(published.etag);
  });
});
