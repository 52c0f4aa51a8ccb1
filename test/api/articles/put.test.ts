import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import {
  chooseCredit,
  create,
  draft,
  expectProblem,
  type Got,
  put,
  read,
  redact,
  revise,
  storedVersion,
  withdraw,
} from '../../support/works.ts';

describe.each(databaseKinds)('PUT /articles/{id} on %s', (kind) => {
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

  const send = async (work: Got, body: object, headers: Record<string, string>, token = ana.token) =>
    await app.send('PUT', `/articles/${work.id}`, { token, headers, body });
  const setEditing = async (editing: string) =>
    await app.db.updateTable('communities').set({ editing }).where('slug', '=', 'commons').execute();

  test('200 makes a revision, with the new ETag', async () => {
    const work = await create(app, ana.token, { tags: ['a'], summary: 'Short' });
    const answer = await send(work, { title: 'New title', body: 'New text.' }, { 'if-match': work.etag });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.etag).toBe('"2.0"');
    expect(answer.json()).toMatchObject({
      title: 'New title',
      body: 'New text.',
      summary: 'New text.',
      tags: [],
      version: 2,
      slug: 'new-title',
      license: 'CC-BY-4.0',
      language: 'en',
    });
    expect(answer.json().credits).toEqual(work.json.credits);
    expect(answer.json().published_at).toBe(work.json.published_at);
    expect((await read(app, work.id)).json).toEqual(answer.json());
  });

  test.each([{}, { 'if-match': '*' }, { 'if-match': ' * ' }])('428 with %j, saying what to send', async (headers) => {
    const work = await create(app, ana.token);
    const problem = expectProblem(
      await send(work, { title: 'T' }, headers as Record<string, string>),
      428,
      'if_match_required',
    );
    expect(problem.detail).toContain('If-Match');
  });

  test.each([
    '"1"',
    '"1.0"',
    '"1.7"',
    'W/"1.0"',
    '"1.0-gzip"',
    'W/"1.0;br"',
    '"1.0;md"',
    '"9.0", "1.0"',
    '"x,y" , W/"1.0"',
  ])('200 If-Match: %s', async (tag) => {
    const work = await create(app, ana.token);
    expect((await send(work, { title: 'Taken' }, { 'if-match': tag })).statusCode).toBe(200);
  });

  test.each(['"2.0"', '"0.0"', '"x"', '"11"', '"1x"', '"99999999999999999999"'])('412 If-Match: %s', async (tag) => {
    const work = await create(app, ana.token);
    const answer = await send(work, { title: 'Refused' }, { 'if-match': tag });
    expectProblem(answer, 412, 'version_stale');
    expect(answer.headers.etag).toBe('"1.0"');
    expect(await storedVersion(app, work.id)).toBe(1);
  });

  test('412 tells the current version and where to see what changed', async () => {
    const work = await create(app, ana.token, { title: 'First' });
    await revise(app, work, bo.token, { title: 'Second' });
    await revise(app, { ...work, etag: '"2.0"' }, bo.token, { title: 'Third' });
    const problem = expectProblem(await put(app, work, ana.token), 412, 'version_stale');
    expect(problem).toMatchObject({
      current_version: 3,
      diff: `http://copse.test/api/v1/works/${work.id}/diff?from=1&to=3`,
    });
    const diff = await app.send('GET', problem.diff.slice('http://copse.test'.length));
    expect(diff.json()).toMatchObject({ from: 1, to: 3, texts: [{ pointer: '/title' }] });
  });

  test('400 If-Match that is no tag', async () => {
    const work = await create(app, ana.token);
    for (const tag of ['1.0', '"1.0', 'W/1.0', ''])
      expectProblem(await send(work, { title: 'T' }, { 'if-match': tag }), 400, 'etag_malformed');
  });

  test.each([
    ['bare', {}],
    ['with a summary', { summary: 'A summary of its own' }],
    ['with a summary that begins the text', { body: 'The text.', summary: 'The text.' }],
    [
      'with odd spaces and characters in the text',
      { title: 'A\u00a0title', body: 'A\u00a0text with e&#x301;, &#x1; and\u2003more.' },
    ],
    ['with tags', { tags: ['İstanbul', 'ΟΔΟΣ', 'two  words'] }],
    [
      'with practice',
      {
        practice: {
          problem: 'P',
          steps: [{ title: 'One', body: '*a*' }, { title: 'Two' }],
          minutes: { max: 5 },
          setting: ['async'],
        },
      },
    ],
    ['with an empty practice', { practice: {} }],
    ['with no practice', { practice: null }],
    [
      'with credits',
      {
        credits: [
          { name: 'Zoë', url: 'https://zoe.example' },
          { contributor: 'bo', role: 'editor' },
        ],
      },
    ],
    ['with nobody credited', { credits: [] }],
    ['with another licence', { license: 'CC0-1.0' }],
    ['with relations elsewhere', { relations: [{ type: 'derived_from', url: 'https://a.example/b', note: 'Cut' }] }],
    ['with an origin', { origin: { url: 'https://put.example/a' } }],
  ])('200 without a revision for what was read, %s', async (_name, fields) => {
    for (const work of [
      await create(app, ana.token, fields),
      await draft(app, ana.token, { ...fields, origin: undefined }),
    ]) {
      const answer = await put(app, await read(app, work.id, ana.token), ana.token);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.headers.etag).toBe(work.etag);
      expect(answer.json()).toEqual(work.json);
    }
  });

  test('200 without a revision for what anybody read, though parts are hidden from them', async () => {
    const target = await draft(app, ana.token);
    const gone = await draft(app, ana.token);
    const shown = await create(app, ana.token);
    const work = await create(app, ana.token, {
      credits: [{ contributor: 'bo' }, { contributor: 'ana-ruiz' }, { contributor: 'stella' }],
      relations: [target, shown, gone, shown].map(({ id }) => ({ type: 'uses', target: id })),
    });
    await withdraw(app, gone, ana.token);
    await chooseCredit(app, bo.id, 'none');
    await app.db
      .updateTable('credits')
      .set({ choice: 'pseudonym' })
      .where('work_id', '=', work.id)
      .where('contributor_id', '=', stella.id)
      .execute();
    const revision = { content: await contentOf(work.id) };
    revision.content.credits[2]!.choice = 'pseudonym';
    await app.db
      .updateTable('revisions')
      .set({ content: JSON.stringify(revision.content) })
      .where('work_id', '=', work.id)
      .execute();
    const cleo = await app.contributor('cleo');
    for (const { token } of [cleo, ana]) {
      const got = await read(app, work.id, token);
      expect(got.json.credits).toHaveLength(1);
      const answer = await put(app, got, token);
      expect(answer.json().version, answer.body).toBe(1);
    }
    // And with a change, what is hidden stays where it was.
    const revised = await put(app, await read(app, work.id, cleo.token), cleo.token, { title: 'Changed by Cleo' });
    expect(revised.json().version, revised.body).toBe(2);
    await chooseCredit(app, bo.id, 'name');
    const content = await contentOf(work.id, 2);
    expect(content.credits.map(({ contributor }) => contributor)).toEqual([bo.id, ana.id, stella.id, cleo.id]);
    expect(content.relations.map((relation) => relation.target)).toEqual([target.id, shown.id, gone.id, shown.id]);
    expect((await read(app, work.id, ana.token)).json.relations).toHaveLength(3);
  });

  async function contentOf(id: string, version = 1) {
    const row = await app.db
      .selectFrom('revisions')
      .select('content')
      .where('work_id', '=', id)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    return row.content as {
      credits: { contributor: string; choice: string | null }[];
      relations: { target: string }[];
    };
  }

  test.each([
    ['id', '01900000-0000-7000-8000-000000000000'],
    ['kind', 'resource'],
    ['slug', 'another-slug'],
    ['slug', null],
    ['version', 2],
    ['status', 'draft'],
    ['status', 'withdrawn'],
  ])('422 %s cannot become %j', async (name, value) => {
    const work = await create(app, ana.token);
    const problem = expectProblem(await put(app, work, ana.token, { [name]: value }), 422, 'field_fixed', `/${name}`);
    if (name === 'status') expect(problem.detail).toContain('/works/{id}/publication');
  });

  test('200 other fields that the server computes are ignored, whatever they hold', async () => {
    const work = await create(app, ana.token);
    const ignored = {
      url: 5,
      api_url: null,
      license_url: 'x',
      attribution_html: '',
      authors: [{ name: 'Me' }],
      maturity: 'proven',
      published_at: 'never',
      updated_at: 1,
      excerpt: {},
      html: '<b>',
      outline: [],
      license_from: 'given',
      touch: 99,
      created_at: false,
      origin: { source: 'x' },
    };
    const answer = await put(app, work, ana.token, ignored);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toEqual(work.json);
  });

  test('422 unknown fields', async () => {
    const work = await create(app, ana.token);
    expectProblem(await put(app, work, ana.token, { colour: 'red' }), 422, 'body_invalid', '/colour');
  });

  test('200 keeps the message, and knows minor corrections', async () => {
    const work = await create(app, ana.token);
    const amendedAt = async () =>
      (await app.db.selectFrom('works').select('amended_at').where('id', '=', work.id).executeTakeFirstOrThrow())
        .amended_at;
    const first = await amendedAt();
    const corrected = await put(app, work, bo.token, { title: 'Corrected', minor: true, message: 'Typo' });
    expect(corrected.json().credits).toEqual(work.json.credits);
    expect(await amendedAt()).toEqual(first);
    const revised = await put(app, { ...work, etag: '"2.0"' }, bo.token, {
      title: 'Rewritten',
      version: 2,
      slug: 'corrected',
      message: 'Better',
    });
    expect(revised.statusCode, revised.body).toBe(200);
    expect((await amendedAt()) > first).toBe(true);
    const { items } = (await app.send('GET', `/works/${work.id}/revisions`)).json();
    expect(items).toMatchObject([
      { version: 3, message: 'Better', minor: false, author: { handle: 'bo' } },
      { version: 2, message: 'Typo', minor: true },
      { version: 1, message: '', minor: false },
    ]);
  });

  describe('who may', () => {
    test('200 anyone in an open community; 401, 403 without the right token', async () => {
      const work = await create(app, ana.token);
      expect((await put(app, work, bo.token, { body: 'Bo.' })).statusCode).toBe(200);
      expectProblem(
        await app.send('PUT', `/articles/${work.id}`, { headers: { 'if-match': '"2.0"' }, body: { title: 'T' } }),
        401,
        'token_required',
      );
    });

    test.each([
      ['authors', 'editing_authors'],
      ['suggest', 'editing_suggest'],
    ])('403 others in a community that says %s; 200 those credited, and stewards', async (editing, code) => {
      const work = await create(app, ana.token, {
        credits: [{ contributor: 'ana-ruiz' }, { contributor: 'stella', role: 'reviewer' }],
      });
      await setEditing(editing);
      const refused = expectProblem(await put(app, work, bo.token, { body: 'Bo.' }), 403, code);
      const credited = await put(app, work, stella.token, { body: 'Stella.' });
      const other = await create(app, bo.token);
      const steward = await put(app, other, stella.token, { body: 'Stella.' });
      await setEditing('open');
      expect(refused.detail).toContain('derived_from');
      expect([credited.statusCode, steward.statusCode]).toEqual([200, 200]);
    });

    test('403 only authors and stewards move a work to another community', async () => {
      const at = new Date();
      const id = '01900000-0000-7000-8000-00000000c0de';
      await app.db
        .insertInto('communities')
        .values({ id, slug: 'other', name: 'Other', created_at: at, updated_at: at })
        .execute();
      const work = await create(app, ana.token);
      expectProblem(await put(app, work, bo.token, { community: 'other' }), 403, 'community_protected');
      expect((await put(app, work, ana.token, { community: 'other' })).json()).toMatchObject({
        community: 'other',
        version: 2,
      });
      expectProblem(
        await put(app, { ...work, etag: '"2.0"' }, ana.token, { version: 2, community: 'nowhere' }),
        422,
        'community_unknown',
        '/community',
      );
    });
  });

  test('410 when it is withdrawn', async () => {
    const work = await create(app, ana.token);
    await withdraw(app, work, ana.token);
    expectProblem(await put(app, work, ana.token, { title: 'T' }), 410, 'work_withdrawn');
  });

  test('422 what may not be published is refused with a published work, and taken with a draft', async () => {
    const practice = { minutes: { min: 9, max: 1 } };
    const work = await create(app, ana.token);
    expectProblem(await put(app, work, ana.token, { practice }), 422, 'range_reversed', '/practice/minutes');
    expect(await storedVersion(app, work.id)).toBe(1);
    const began = await draft(app, ana.token);
    expect((await put(app, began, ana.token, { practice })).statusCode).toBe(200);
  });

  test('200 a redacted work comes back whole with a new text', async () => {
    const source = await create(app, ana.token);
    const work = await create(app, ana.token, {
      relations: [{ type: 'derived_from', target: source.id }],
      tags: ['a'],
    });
    await redact(app, work.id, 1, stella.token);
    const answer = await app.send('PATCH', `/articles/${work.id}`, {
      token: ana.token,
      headers: { 'if-match': '"1.1"' },
      body: { title: 'New', body: 'Clean.' },
    });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({
      title: 'New',
      body: 'Clean.',
      tags: [],
      version: 2,
      credits: work.json.credits,
      relations: work.json.relations,
    });
    expect((await read(app, work.id)).json).toEqual(answer.json());
  });
});
