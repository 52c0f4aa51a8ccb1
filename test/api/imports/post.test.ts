import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { expectProblem } from '../../support/works.ts';

type Result = {
  line: number;
  status: string;
  id?: string;
  url?: string;
  version?: number;
  warnings?: { code: string; pointer: string }[];
  problem?: { code: string; detail: string; errors?: { pointer: string; detail: string }[] };
};

describe.each(databaseKinds)('POST /imports/works on %s', (kind) => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ({ token } = await app.contributor('importer', ['import']));
  });
  afterAll(async () => await app.close());

  const line = (path: string, more: object = {}) => ({
    title: `Title of ${path}`,
    body: `Text of *${path}*.`,
    license: 'CC-BY-4.0',
    language: 'en',
    credits: [{ name: 'Ana' }],
    origin: { source: 'docs', path },
    ...more,
  });

  async function post(
    lines: readonly unknown[],
    { query = '', as = token }: { query?: string; as?: string | undefined } = {},
  ) {
    const payload = lines.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join('\n');
    return await app.app.inject({
      method: 'POST',
      url: `/api/v1/imports/works${query}`,
      headers: { 'content-type': 'application/x-ndjson', ...(as ? { authorization: `Bearer ${as}` } : {}) },
      payload,
    });
  }
  async function results(lines: readonly unknown[], query = ''): Promise<Result[]> {
    const response = await post(lines, { query });
    expect(response.statusCode).toBe(200);
    return response.body
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
  }
  const work = async (id: string) => (await app.send('GET', `/works/${id}`)).json();

  test('all is refused that is not written yet when the account is suspended', async () => {
    const gone = await app.contributor('suspended-importer', ['import']);
    const { render } = app.renderer;
    app.renderer.render = async (...given) => {
      app.renderer.render = render;
      const { headers } = await app.send('GET', '/contributors/suspended-importer');
      const answer = await app.send('PATCH', '/contributors/suspended-importer', {
        token: app.adminToken,
        headers: { 'if-match': String(headers.etag) },
        body: { suspended: true },
      });
      expect(answer.statusCode, answer.body).toBe(200);
      return await render(...given);
    };
    const lines = Array.from({ length: 150 }, (_, n) => line(`suspended-${n}`));
    const { body } = await post(lines, { as: gone.token });
    const outcomes: Result[] = body
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(outcomes.map(({ line: number }) => number)).toEqual(lines.map((_, n) => n + 1));
    const refused = outcomes.filter(({ problem }) => problem?.code === 'contributor_suspended');
    expect(refused.length).toBe(150);
  });

  test('the rest is refused when the token is revoked in the middle', async () => {
    const gone = await app.contributor('revoked-importer', ['import', 'publish']);
    const { render } = app.renderer;
    app.renderer.render = async (...given) => {
      app.renderer.render = render;
      const { items } = (await app.send('GET', '/me/tokens', { token: gone.token })).json();
      const revoked = await app.send('DELETE', `/me/tokens/${items[0].id}`, { token: gone.token });
      expect(revoked.statusCode, revoked.body).toBe(204);
      return await render(...given);
    };
    const { body } = await post(
      Array.from({ length: 150 }, (_, n) => line(`revoked-${n}`)),
      { as: gone.token },
    );
    const outcomes: Result[] = body
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(outcomes.slice(0, 100).every(({ status }) => status === 'created')).toBe(true);
    expect(outcomes.slice(100).map(({ problem }) => problem?.code)).toEqual(Array(50).fill('token_invalid'));
  });

  test('200 a line makes a work, credited to whom it names and never to the importer', async () => {
    const [result] = await results([
      line('new', { origin: { source: 'docs', path: 'new', url: 'https://docs.example/new' } }),
    ]);
    expect(result).toMatchObject({
      line: 1,
      status: 'created',
      version: 1,
      url: expect.stringContaining('/articles/title-of-new'),
    });
    expect(await work(result!.id!)).toMatchObject({
      title: 'Title of new',
      license: 'CC-BY-4.0',
      authors: [{ name: 'Ana' }],
      origin: { source: 'docs', path: 'new', url: 'https://docs.example/new' },
    });
  });

  test('200 without credits nobody is credited', async () => {
    const { credits: _credits, ...bare } = line('uncredited');
    const [result] = await results([bare]);
    expect(await work(result!.id!)).toMatchObject({ credits: [], authors: [] });
  });

  test('200 sent again nothing changes, changed it makes one revision', async () => {
    const [first] = await results([line('again')]);
    const [second] = await results([line('again')]);
    expect(second).toEqual({ ...first, status: 'unchanged' });
    const [third] = await results([line('again', { body: 'Another text.' })]);
    expect(third).toMatchObject({ id: first!.id, status: 'revised', version: 2 });
    const [fourth] = await results([line('again', { body: 'Another text.' })]);
    expect(fourth).toMatchObject({ status: 'unchanged', version: 2 });
  });

  test('200 what is equal in content is unchanged, even where it was sent in other words', async () => {
    await results([line('same')]);
    const { title, ...rest } = line('same');
    const [result] = await results([{ ...rest, title: ` ${title} `, tags: [] }]);
    expect(result).toMatchObject({ status: 'unchanged', version: 1 });
  });

  test('200 an edit made here stays when the same line comes again', async () => {
    const [first] = await results([line('edited')]);
    const { etag } = (await app.send('GET', `/articles/${first!.id}`)).headers;
    const patch = await app.send('PATCH', `/articles/${first!.id}`, {
      token: app.adminToken,
      body: { title: 'Edited here' },
      headers: { 'if-match': String(etag) },
    });
    expect(patch.statusCode).toBe(200);
    const [second] = await results([line('edited')]);
    expect(second).toMatchObject({ status: 'unchanged', version: 2 });
    expect((await work(first!.id!)).title).toBe('Edited here');
  });

  test('200 one result a line, in order; a bad line stops none of the others', async () => {
    const given = [
      line('ok-1'),
      '{ broken',
      '[]',
      line('no-origin', { origin: undefined }),
      line('half-origin', { origin: { source: 'docs' } }),
      line('no-title', { title: ' ' }),
      line('unknown', { colour: 'red' }),
      line('licence', { license: 'CC-BY-NC-4.0' }),
      line('language', { language: 'not a tag' }),
      line('nul', { body: 'a\u0000b' }),
      line('deep', { body: `${'> '.repeat(300)}x` }),
      line('kind', { kind: 'poem' }),
      line('community', { community: 'nowhere' }),
      line('practice', { practice: { steps: [{ body: 'no title' }] } }),
      line('future', { published_at: '2999-01-01T00:00:00Z' }),
      line('ok-2'),
    ];
    const answered = await results(given);
    expect(answered.map(({ line: number }) => number)).toEqual(given.map((_, index) => index + 1));
    expect(answered.map(({ status, problem }) => problem?.code ?? status)).toEqual([
      'created',
      'line_malformed',
      'line_malformed',
      'line_invalid',
      'line_invalid',
      'line_invalid',
      'line_invalid',
      'license_not_open',
      'language_invalid',
      'text_unstorable',
      'markdown_too_deep',
      'kind_unknown',
      'community_unknown',
      'line_invalid',
      'published_in_future',
      'created',
    ]);
    const pointers = answered.map(({ problem }) => problem?.errors?.[0]?.pointer);
    expect(pointers.slice(3, 9)).toEqual(['/origin', '/origin/path', '/title', '/colour', '/license', '/language']);
    expect(pointers[13]).toBe('/practice/steps/0/title');
  });

  test('200 blank lines count, and are not answered', async () => {
    expect(
      (await results(['', line('after-blank'), '  ', line('after-more')])).map(({ line: number }) => number),
    ).toEqual([2, 4]);
  });

  test('200 a withdrawn work stays withdrawn, and its line is refused', async () => {
    const [first] = await results([line('gone')]);
    const { etag } = (await app.send('GET', `/articles/${first!.id}`)).headers;
    const withdrawn = await app.send('DELETE', `/articles/${first!.id}?reason=Outdated`, {
      token: app.adminToken,
      headers: { 'if-match': String(etag) },
    });
    expect(withdrawn.statusCode).toBe(204);
    const answered = await results([line('gone'), line('beside-gone')]);
    expect(answered).toMatchObject([
      { status: 'refused', problem: { code: expect.any(String) } },
      { status: 'created' },
    ]);
    expect((await app.send('GET', `/works/${first!.id}`)).statusCode).toBe(410);
  });

  test('200 a relation by path finds a work of the same source, even of the same request', async () => {
    const [, second] = await results([
      line('target'),
      line('source', { relations: [{ type: 'uses', path: 'target', note: 'first' }] }),
    ]);
    const [target] = await results([line('target')]);
    expect(second).not.toHaveProperty('warnings');
    expect((await work(second!.id!)).relations).toMatchObject([{ type: 'uses', target: target!.id, note: 'first' }]);
  });

  test('200 a relation to what is not here yet is a warning, and is there when the line is sent again', async () => {
    const relating = line('early', {
      relations: [
        { type: 'uses', path: 'late' },
        { type: 'precedes', target: 'no-such-slug' },
      ],
    });
    const [early] = await results([relating]);
    expect(early).toMatchObject({
      status: 'created',
      warnings: [
        { code: 'relation_unresolved', pointer: '/relations/0/path' },
        { code: 'relation_unresolved', pointer: '/relations/1/target' },
      ],
    });
    await results([line('late')]);
    const [again] = await results([relating]);
    expect(again).toMatchObject({ status: 'revised', version: 2, warnings: [{ pointer: '/relations/1/target' }] });
    expect((await results([relating]))[0]).toMatchObject({ status: 'unchanged', version: 2 });
  });

  test('200 another licence than before is a revision, and a warning that says so', async () => {
    await results([line('relicensed')]);
    const [changed] = await results([line('relicensed', { license: 'CC0-1.0' })]);
    expect(changed).toMatchObject({
      status: 'revised',
      warnings: [{ code: 'license_changed', pointer: '/license', detail: expect.stringContaining('CC-BY-4.0') }],
    });
    const [same] = await results([line('relicensed', { license: 'CC0-1.0', title: 'Renamed' })]);
    expect(same).not.toHaveProperty('warnings');
  });

  test('200 what somebody wrote here since is replaced by a source that changed, and a warning says so', async () => {
    const [first] = await results([line('edited-here')]);
    const { etag } = (await app.send('GET', `/articles/${first!.id}`)).headers;
    const ana = await app.contributor('editor-of-imports');
    const edit = await app.send('PATCH', `/articles/${first!.id}`, {
      token: ana.token,
      headers: { 'if-match': String(etag) },
      body: { summary: 'Told better.' },
    });
    expect(edit.statusCode, edit.body).toBe(200);
    expect((await results([line('edited-here')]))[0]).toMatchObject({ status: 'unchanged' });
    const [changed] = await results([line('edited-here', { title: 'Another title' })]);
    expect(changed).toMatchObject({ status: 'revised', warnings: [{ code: 'edits_replaced', pointer: '' }] });
    const [again] = await results([line('edited-here', { title: 'A third title' })]);
    expect(again).not.toHaveProperty('warnings');
  });

  test('200 a path is not taken for the slug of a work from elsewhere', async () => {
    await results([line('x', { title: 'Shared name', origin: { source: 'elsewhere', path: 'x' } })]);
    const [result] = await results([line('relating', { relations: [{ type: 'uses', path: 'shared-name' }] })]);
    expect(result!.warnings).toHaveLength(1);
  });

  test('200 one origin twice in a request: the later line wins', async () => {
    expect(await results([line('twice'), line('twice', { body: 'Later.' })])).toMatchObject([
      { status: 'created' },
      { status: 'revised', version: 2 },
    ]);
  });

  test.each(['0000-01-01T00:00:00Z', '0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59-01:00'])(
    'refuses %s as a date of publication, and every list stays readable',
    async (published_at) => {
      const [result] = await results([{ ...line('odd-year.md'), published_at }]);
      expect(result).toMatchObject({ status: 'refused', problem: { errors: [{ pointer: '/published_at' }] } });
      expect((await app.send('GET', '/works')).statusCode).toBe(200);
    },
  );

  test('422 for a parameter that does not exist: a mistyped dry run must not be a real one', async () => {
    const headers = { 'content-type': 'application/x-ndjson' };
    const answer = await app.send('POST', '/imports/works?dryrun=true', { token: app.adminToken, headers, body: '{}' });
    expectProblem(answer, 422, 'query_invalid', '?dryrun');
  });

  test('200 with dry_run it says what would happen, and nothing does', async () => {
    await results([line('dry-old')]);
    const given = [
      line('dry-new'),
      line('dry-old', { body: 'Changed.' }),
      line('dry-bad', { license: 'MIT' }),
      line('dry-old'),
    ];
    const before = await counts();
    expect((await results(given.slice(0, 3), '?dry_run=true')).map(({ status }) => status)).toEqual([
      'created',
      'revised',
      'refused',
    ]);
    expect(await counts()).toEqual(before);
    expect((await results([line('dry-new')]))[0]!.status).toBe('created');
  });

  async function counts() {
    const count = async (table: 'works' | 'revisions' | 'changes' | 'slugs') =>
      Number(
        (
          await app.db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      );
    return [await count('works'), await count('revisions'), await count('changes'), await count('slugs')];
  }

  test('200 an empty request has no results', async () => {
    expect((await post([])).body).toBe('');
    const headers = { authorization: `Bearer ${token}` };
    const without = await app.app.inject({ method: 'POST', url: '/api/v1/imports/works', headers });
    expect([without.statusCode, without.body]).toEqual([200, '']);
  });

  test('200 each work has one line in the change log', async () => {
    const [result] = await results([line('logged')]);
    const lines = await app.db
      .selectFrom('changes')
      .select(['event', 'version'])
      .where('id', '=', result!.id!)
      .execute();
    expect(lines).toEqual([{ event: 'published', version: 1 }]);
  });

  test('200 500 lines in one request', async () => {
    const answered = await results(Array.from({ length: 500 }, (_, n) => line(`many-${n}`)));
    expect(new Set(answered.map(({ status }) => status))).toEqual(new Set(['created']));
    expect(answered.map(({ line: number }) => number)).toEqual(Array.from({ length: 500 }, (_, n) => n + 1));
  });

  test('413 more than 500 lines or 8 MiB, and nothing of it is imported', async () => {
    const before = await counts();
    const many = await post(Array.from({ length: 501 }, (_, n) => line(`over-${n}`)));
    expect([many.statusCode, many.json().code]).toEqual([413, 'import_too_many_lines']);
    const large = await post([line('large', { body: 'x'.repeat(8 * 1024 * 1024) })]);
    expect([large.statusCode, large.json().code]).toEqual([413, 'body_too_large']);
    expect(await counts()).toEqual(before);
  });

  test('401 without a token, 403 without the scope, before the body is looked at', async () => {
    const { token: publisher } = await app.contributor('publisher', ['read', 'publish']);
    expect((await post(['{ broken'], { as: '' })).statusCode).toBe(401);
    const forbidden = await post(['{ broken'], { as: publisher });
    expect([forbidden.statusCode, forbidden.json().code]).toEqual([403, 'scope_missing']);
  });

  test('415 for another media type', async () => {
    expect((await app.send('POST', '/imports/works', { token, body: { a: 1 } })).statusCode).toBe(415);
  });
});
