import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, expectProblem, type Got, patch, read, storedVersion } from '../../support/works.ts';

describe.each(databaseKinds)('PATCH /articles/{id} on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
  });
  afterAll(async () => await app.close());

  const practice = {
    problem: 'P',
    steps: [{ title: 'One', body: 'a' }],
    minutes: { min: 5, max: 10 },
    setting: ['online'],
  };
  const whole = async () => await create(app, ana.token, { summary: 'Short', tags: ['a', 'b'], practice });
  const raw = async (work: Got, payload: string, type: string) =>
    await app.app.inject({
      method: 'PATCH',
      url: `/api/v1/articles/${work.id}`,
      headers: { authorization: `Bearer ${ana.token}`, 'if-match': work.etag, 'content-type': type },
      payload,
    });

  test.each(['application/merge-patch+json', 'application/json', 'application/merge-patch+json; charset=utf-8'])(
    '200 with %s',
    async (type) => {
      const work = await whole();
      const answer = await raw(work, '{"title":"Patched"}', type);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.headers.etag).toBe('"2.0"');
      const { title, slug, url, version, updated_at, attribution_html, ...rest } = work.json;
      expect(answer.json()).toMatchObject({ ...rest, title: 'Patched', version: 2 });
      expect((await read(app, work.id)).json).toEqual(answer.json());
    },
  );

  test('200 what is named changes, in depth; lists are replaced; null takes away', async () => {
    const work = await whole();
    const answer = await patch(app, work, ana.token, {
      summary: null,
      tags: ['c'],
      practice: { problem: null, minutes: { max: null, min: 7 }, difficulty: 'hard' },
    });
    expect(answer.json()).toMatchObject({ summary: work.json.excerpt, tags: ['c'], body: work.json.body });
    expect(answer.json().practice).toEqual({
      steps: [{ title: 'One', body: 'a', html: '<p>a</p>' }],
      minutes: { min: 7 },
      setting: ['online'],
      difficulty: 'hard',
    });
  });

  test('200 null takes a whole field away', async () => {
    const answer = await patch(app, await whole(), ana.token, { practice: null, tags: null, body: null });
    expect(answer.json()).toMatchObject({ practice: null, tags: [], body: '', maturity: null });
  });

  test('200 without a revision where nothing differs', async () => {
    const work = await whole();
    for (const body of [
      {},
      { title: work.json.title },
      { practice: { minutes: { min: 5 } } },
      { message: 'Nothing', minor: true },
      { summary: 'Short', version: 1, status: 'published' },
      work.json,
    ]) {
      const answer = await patch(app, work, ana.token, body);
      expect([answer.statusCode, answer.headers.etag], answer.body).toEqual([200, work.etag]);
    }
    expect(await storedVersion(app, work.id)).toBe(1);
  });

  test.each([
    [{ title: null }, '/title'],
    [{ title: 5 }, '/title'],
    [{ colour: 'red' }, '/colour'],
    [{ practice: { steps: [{ minutes: 0, title: 'x' }] } }, '/practice/steps/0/minutes'],
    [{ practice: { minutes: { min: 'five' } } }, '/practice/minutes/min'],
    [{ practice: { colour: 'red' } }, '/practice/colour'],
    [{ practice: 'none' }, '/practice'],
    [{ tags: { a: 1 } }, '/tags'],
    [{ credits: [{ role: 'boss' }] }, '/credits/0/role'],
  ])('422 %j names the field of the whole', async (body, pointer) => {
    expectProblem(await patch(app, await whole(), ana.token, body), 422, 'body_invalid', pointer);
  });

  test.each([
    [{ status: 'draft' }, '/status'],
    [{ slug: 'x' }, '/slug'],
    [{ version: 3 }, '/version'],
    [{ version: 'one' }, '/version'],
    [{ slug: null }, '/slug'],
    [{ status: null }, '/status'],
    [{ id: null }, '/id'],
    [{ created_at: '2020-01-01T00:00:00.000Z' }, '/created_at'],
    [{ published_at: null }, '/published_at'],
    [{ html: '<p>Other</p>' }, '/html'],
    [{ authors: [] }, '/authors'],
    [{ origin: { source: 's', path: 'p', url: null } }, '/origin'],
  ])('422 %j is not for the client to change', async (body, pointer) => {
    expectProblem(await patch(app, await whole(), ana.token, body), 422, 'field_fixed', pointer);
  });

  test('422 names every field that is not for the client to change, and where a status changes', async () => {
    const work = await whole();
    const answer = await patch(app, work, ana.token, { title: 'New', created_at: null, status: 'draft', touch: 9 });
    const problem = expectProblem(answer, 422, 'field_fixed', '/created_at', '/status', '/touch');
    expect(problem.errors[1].detail).toContain('/works/{id}/publication');
    expect(await storedVersion(app, work.id)).toBe(1);
  });

  test.each(['[]', '"text"', '5', 'null', '[{"op":"remove","path":"/title"}]'])(
    '422 %s is no object',
    async (payload) => {
      expectProblem(await raw(await whole(), payload, 'application/merge-patch+json'), 422, 'body_invalid');
    },
  );

  test('415 with other types, 428 and 412 without the right tag', async () => {
    const work = await whole();
    expectProblem(await raw(work, '[]', 'application/json-patch+json'), 415, 'media_type_unsupported');
    const bare = { token: ana.token, body: { title: 'T' } };
    expectProblem(await app.send('PATCH', `/articles/${work.id}`, bare), 428, 'if_match_required');
    expectProblem(
      await app.send('PATCH', `/articles/${work.id}`, { ...bare, headers: { 'if-match': '*' } }),
      428,
      'if_match_required',
    );
    expectProblem(
      await app.send('PATCH', `/articles/${work.id}`, { ...bare, headers: { 'if-match': '"7.0"' } }),
      412,
      'version_stale',
    );
  });

  test('200 names of fields that every object has are only names', async () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
      expectProblem(await patch(app, await whole(), ana.token, { [name]: { x: 1 } }), 422, 'body_invalid', `/${name}`);
    }
    expectProblem(await raw(await whole(), '{"__proto__":{"title":"x"}}', 'application/json'), 400, 'json_malformed');
  });
});
