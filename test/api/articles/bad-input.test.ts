import { Readable } from 'node:stream';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, type Got } from '../../support/works.ts';

/** One of the databases is enough: nothing of this gets as far as that. */
describe.each(databaseKinds.slice(-1))('input that is none, on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let importer: TestContributor;
  let work: Got;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    importer = await app.contributor('importer', ['import']);
    work = await create(app, ana.token);
  });
  afterAll(async () => await app.close());

  const json = 'application/json';
  async function raw(
    payload: InjectOptions['payload'],
    type: string | undefined = json,
    method: 'POST' | 'PUT' | 'PATCH' = 'POST',
  ) {
    const url = method === 'POST' ? '/api/v1/articles' : `/api/v1/articles/${work.id}`;
    const headers = {
      authorization: `Bearer ${ana.token}`,
      'if-match': work.etag,
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    return await app.app.inject({ method, url, headers, payload: payload! });
  }

  test.each([
    ['half an object', '{"title":"T"'],
    ['no JSON', 'title=T'],
    ['a trailing comma', '{"title":"T",}'],
    ['single quotes', "{'title':'T'}"],
    ['NaN', '{"title":NaN}'],
    ['a control character in a string', '{"title":"a\nb"}'],
    ['two values', '{}{}'],
    ['a prototype', '{"title":"T","__proto__":{"a":1}}'],
    ['a constructor with a prototype', '{"title":"T","constructor":{"prototype":{"a":1}}}'],
  ])('400 %s', async (_name, payload) => {
    for (const method of ['POST', 'PUT', 'PATCH'] as const)
      expectProblem(await raw(payload, json, method), 400, 'json_malformed');
  });

  test('400 says where the JSON ends', async () => {
    const problem = expectProblem(await raw('{\n  "title": "T",\n}'), 400, 'json_malformed');
    expect(problem.detail).toContain('line 3 column 1');
    expect((await raw('{"title":"T","__proto__":1}')).json().detail).toContain('forbidden prototype');
  });

  test('400 an empty body where one is needed; 204 where none is', async () => {
    expectProblem(await raw('', json), 400, 'body_empty');
    const began = await draft(app, ana.token);
    const headers = (etag: string) => ({
      ...{ authorization: `Bearer ${ana.token}`, 'if-match': etag, 'content-type': json },
    });
    const publication = { url: `/api/v1/works/${began.id}/publication`, payload: '' };
    const published = await app.app.inject({ ...publication, method: 'POST', headers: headers(began.etag) });
    expect(published.statusCode, published.body).toBe(200);
    const etag = String(published.headers.etag);
    const withdrawn = await app.app.inject({ ...publication, method: 'DELETE', headers: headers(etag) });
    expect(withdrawn.statusCode, withdrawn.body).toBe(204);
  });

  test('400 bytes that are not UTF-8, whether or not the length is told', async () => {
    const latin1 = Buffer.from('{"title":"Größe"}', 'latin1');
    expectProblem(await raw(latin1), 400, 'json_malformed');
    expectProblem(await raw(Readable.from([latin1])), 400, 'json_malformed');
    expectProblem(
      await raw(Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d])),
      400,
      'json_malformed',
    );
    expect((await raw(Readable.from([Buffer.from('{"title":"Gr\xf6\xdfe"}')]))).json().title).toBe('Größe');
  });

  test.each([
    ['null', 'null'],
    ['a list', '[{"title":"T"}]'],
    ['a string', '"T"'],
    ['a number', '5'],
    ['true', 'true'],
  ])('422 %s where an object belongs', async (_name, payload) => {
    for (const method of ['POST', 'PUT', 'PATCH'] as const)
      expectProblem(await raw(payload, json, method), 422, 'body_invalid');
  });

  test.each([
    ['NUL', '{"title":"a\\u0000b"}', '/title'],
    [
      'NUL, deep down',
      '{"title":"T","practice":{"steps":[{"title":"a"},{"title":"b\\u0000"}]}}',
      '/practice/steps/1/title',
    ],
    ['half a surrogate pair', '{"title":"T","tags":["a\\ud800"]}', '/tags/0'],
    ['the other half', '{"title":"T","body":"\\udfff!"}', '/body'],
    ['NUL in the name of a field', '{"title":"T","a\\u0000":1}', '/a\u0000'],
  ])('422 %s', async (_name, payload, pointer) => {
    expectProblem(await raw(payload), 422, 'text_unstorable', pointer);
  });

  test('201 whole surrogate pairs; and text in one form, whichever it came in', async () => {
    const answer = await raw('{"title":"\\ud83c\\udf88 a\\u0308","tags":["e\\u0301"]}');
    expect(answer.json()).toMatchObject({ title: '🎈 ä', tags: ['é'] });
    expect((await app.send('GET', `/works?tag=${encodeURIComponent('e\u0301')}`)).json().items).toHaveLength(1);
  });

  test.each([100, 10_000, 500_000])('422 lists in lists, %i deep', async (depth) => {
    expectProblem(await raw(`{"title":"T","tags":${'['.repeat(depth)}${']'.repeat(depth)}}`), 422, 'body_too_deep');
  });

  test('422 objects in objects, in a patch', async () => {
    expectProblem(
      await raw(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, 'application/merge-patch+json', 'PATCH'),
      422,
      'body_too_deep',
    );
  });

  test.each([
    ['1e999', '/practice/minutes/min'],
    ['-1e999', '/practice/minutes/min'],
    ['123456789012345678901234567890', '/practice/minutes/min'],
    ['1.5', '/practice/minutes/min'],
    ['"5"', '/practice/minutes/min'],
    ['true', '/practice/minutes/min'],
    ['[5]', '/practice/minutes/min'],
    ['null', '/practice/minutes/min'],
  ])('422 the number %s', async (number, pointer) => {
    expectProblem(await raw(`{"title":"T","practice":{"minutes":{"min":${number}}}}`), 422, 'body_invalid', pointer);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/ld+json',
    'text/json',
    'application/json-patch+json',
    'application/octet-stream',
  ])('415 %s', async (type) => {
    for (const method of ['POST', 'PUT', 'PATCH'] as const) {
      const problem = expectProblem(await raw('{"title":"T"}', type, method), 415, 'media_type_unsupported');
      expect(problem.accepted).toContain('application/json');
      for (const accepted of problem.accepted) expect(problem.detail).toContain(accepted);
    }
  });

  test('415 no type at all', async () => {
    expectProblem(await raw('{"title":"T"}', ''), 415, 'media_type_unsupported');
  });

  test.each(['utf-16', 'UTF-16LE', 'iso-8859-1', '"latin1"'])('415 charset=%s', async (charset) => {
    const problem = expectProblem(
      await raw('{"title":"T"}', `application/json; charset=${charset}`),
      415,
      'media_type_unsupported',
    );
    expect(problem.detail).toContain('UTF-8');
    expectProblem(
      await app.app.inject({
        ...{ method: 'POST', url: '/api/v1/imports/works', payload: '{}' },
        headers: {
          authorization: `Bearer ${importer.token}`,
          'content-type': `application/x-ndjson;charset=${charset}`,
        },
      }),
      415,
      'media_type_unsupported',
    );
  });

  test.each(['utf-8', 'UTF-8', '"utf-8"', 'utf8'])('201 charset=%s', async (charset) => {
    expect((await raw('{"title":"T"}', `application/json; charset=${charset}`)).statusCode).toBe(201);
  });

  test('422 says everything that is wrong, of each field in words what it must be', async () => {
    const answer = await raw(
      JSON.stringify({
        ...{
          title: ' ',
          body: 5,
          colour: 'red',
          tags: ['', 'a', null],
          relations: [{ type: 'knows', url: 'ftp://x' }],
        },
        ...{ credits: [{ name: 'A', url: 'https://me:secret@example.org/' }], status: 'open' },
        practice: { minutes: { min: 0, max: 1.5 }, review_by: 'soon', setting: ['online', 'online'], steps: [{}] },
      }),
    );
    const problem = expectProblem(answer, 422, 'body_invalid');
    const faults = Object.fromEntries(
      problem.errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail]),
    );
    expect(faults).toEqual({
      '/colour': 'is not a field of this request',
      '/title': 'must not be blank',
      '/body': 'must be a string',
      '/tags/0': 'must not be empty',
      '/tags/2': 'must be a string',
      '/relations/0/type': expect.stringMatching(/^must be one of derived_from, .*, supersedes$/),
      '/relations/0/url': expect.stringContaining('web address'),
      '/credits/0/url': expect.stringContaining('without a user name or password'),
      '/status': 'must be draft or published',
      '/practice/minutes/min': 'must be at least 1',
      '/practice/minutes/max': 'must be a whole number',
      '/practice/review_by': 'must be a day such as 2026-05-01',
      '/practice/setting': 'must not hold the same twice',
      '/practice/steps/0/title': 'is required',
    });
    expect(problem.detail).toMatch(/^\/\S+ .*; and 13 more: see errors$/);
  });

  test('422 of very many faults only some are told, and soon', async () => {
    const some = await raw(JSON.stringify({ title: 'T', tags: Array(60).fill(1) }));
    expect(expectProblem(some, 422, 'body_invalid').errors).toHaveLength(50);
    const started = performance.now();
    const many = await raw(`{"title":"T","tags":[${'1,'.repeat(1_500_000)}1]}`);
    expect(expectProblem(many, 422, 'body_invalid').errors).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test.each(['english', 'x', 'de_DE', 'i'])('422 the language %s', async (language) => {
    const answer = await raw(JSON.stringify({ title: 'T', language }));
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].pointer).toBe('/language');
  });

  test('422 a language by its name says what a tag is', async () => {
    const answer = await raw('{"title":"T","language":"english"}');
    const problem = expectProblem(answer, 422, 'language_invalid', '/language');
    expect(problem.detail).toMatch(/^\/language .*BCP 47.* en or pt-BR/);
  });

  test('413 more than four MiB; 413 a Markdown text over one MiB, wherever it stands', async () => {
    expectProblem(await raw(`{"title":"T","body":"${'x'.repeat(5 * 1024 * 1024)}"}`), 413, 'body_too_large');
    expectProblem(await raw(JSON.stringify({ title: 'T', body: '漢'.repeat(400_000) })), 413, 'markdown_too_large');
    const steps = Array.from({ length: 12 }, () => ({ title: 'S', body: 'x'.repeat(100_000) }));
    expectProblem(await raw(JSON.stringify({ title: 'T', practice: { steps } })), 413, 'markdown_too_large');
    expectProblem(await raw(JSON.stringify({ title: 'T', body: 'x'.repeat(1_048_577) })), 422, 'body_invalid', '/body');
  });

  test('422 Markdown that cannot be rendered', async () => {
    expectProblem(await raw(JSON.stringify({ title: 'T', body: '> '.repeat(400) })), 422, 'markdown_too_deep');
  });

  test('404 and a problem for paths that are none; HEAD and OPTIONS do not fail', async () => {
    for (const path of ['/api/v1/', '/api/v1/article', '/api/v1/articles', '/api/v2/works', '/api/v1/works/a/b/c']) {
      const answer = await app.app.inject({ method: 'GET', url: path });
      expect([200, 404]).toContain(answer.statusCode);
    }
    expectProblem(await app.send('POST', '/works', { token: ana.token, body: {} }), 404, 'route_not_found');
    expectProblem(await app.send('DELETE', '/works/a', { token: ana.token }), 404, 'route_not_found');
    expectProblem(await app.send('POST', '/works', { body: {} }), 404, 'route_not_found');
    expect(
      (
        await app.app.inject({
          method: 'OPTIONS',
          url: '/api/v1/works',
          headers: { origin: 'https://a.example', 'access-control-request-method': 'GET' },
        })
      ).statusCode,
    ).toBe(204);
  });

  test('401 before a body is looked at; 413 for a large one where anybody may send one', async () => {
    const malformed = (url: string, size = 10) =>
      app.app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json' },
        payload: '['.repeat(size),
      });
    expectProblem(await malformed('/api/v1/articles'), 401, 'token_required');
    expectProblem(await malformed('/api/v1/contributors', 70_000), 413, 'body_too_large');
    expect((await malformed('/api/v1/contributors')).statusCode).toBe(400);
  });

  test.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'copse_x', `Bearer ${'x'.repeat(5000)}`, 'Bearer \u0001'])(
    '401 Authorization: %.20s',
    async (authorization) => {
      expectProblem(
        await app.app.inject({ method: 'GET', url: '/api/v1/works', headers: { authorization } }),
        401,
        'token_invalid',
      );
    },
  );

  test('every call refuses fields and parameters it does not know', async () => {
    const { paths } = (await app.send('GET', '/openapi.json')).json();
    const taken: string[] = [];
    for (const [path, operations] of Object.entries<
      Record<string, { requestBody?: { content: object }; operationId: string }>
    >(paths)) {
      for (const [method, { requestBody }] of Object.entries(operations)) {
        const url = path
          .replace(/^\/api\/v1/, '')
          .replace('{version}', '1')
          .replace(/\{\w+\}/g, 'x');
        if (requestBody === undefined || !Object.keys(requestBody.content).includes(json)) continue;
        const headers = { 'if-match': '"1.0"' };
        const answer = await app.send(method.toUpperCase() as 'POST', url, {
          token: app.adminToken,
          headers,
          body: { no_such_field: 1 },
        });
        if (answer.statusCode < 400 || answer.statusCode >= 500 || answer.statusCode === 400)
          taken.push(`${method} ${path} ${answer.statusCode}`);
        if (answer.statusCode === 422 && !/no_such_field|is required|null/.test(answer.body))
          taken.push(`${method} ${path} ${answer.body}`);
      }
    }
    expect(taken).toEqual([]);
  });
});
