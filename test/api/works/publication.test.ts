import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import {
  create,
  draft,
  expectProblem,
  type Got,
  publish,
  read,
  redact,
  revise,
  withdraw,
} from '../../support/works.ts';

describe.each(databaseKinds)('/works/{id}/publication on %s', (kind) => {
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

  const post = async (work: Got, token: string, body?: object) =>
    await app.send('POST', `/works/${work.id}/publication`, { token, headers: { 'if-match': work.etag }, body });
  const remove = async (work: Got, token: string, query = '') =>
    await app.send('DELETE', `/works/${work.id}/publication${query}`, { token, headers: { 'if-match': work.etag } });
  const events = async (id: string) => {
    const { items } = (await app.send('GET', '/changes?limit=1000')).json();
    return items
      .filter((change: { id: string }) => change.id === id)
      .map((change: { event: string; version: number }) => `${change.event} ${change.version}`);
  };

  test('200 publishes a draft: a slug, a date, and the version it has', async () => {
    const began = await draft(app, ana.token, { title: 'Ripened' });
    const edited = await revise(app, began, ana.token, { title: 'Ripe' });
    expect(edited.version).toBe(2);
    const answer = await post(edited, ana.token);
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.json()).toMatchObject({
      status: 'published',
      version: 2,
      slug: 'ripe',
      published_at: expect.any(String),
      url: 'http://copse.test/articles/ripe',
    });
    expect((await read(app, 'ripe')).json).toEqual(answer.json());
    expect((await app.send('GET', '/articles/ripened')).statusCode).toBe(404);
    expect(await events(began.id)).toEqual(['published 2']);
  });

  test('a work that points to it looks different from then on, and its tag says so', async () => {
    const began = await draft(app, ana.token, { title: 'Pointed to' });
    const pointing = await create(app, ana.token, { relations: [{ type: 'uses', target: began.id }] });
    expect((await read(app, pointing.id)).json.relations).toEqual([]);
    await post(began, ana.token);
    const after = await read(app, pointing.id);
    expect(after.json.relations).toEqual([{ type: 'uses', target: began.id }]);
    expect(after.etag).toBe('"1.1"');
    expect(await events(pointing.id)).toEqual(['published 1', 'touched 1']);
  });

  test('the version stays through withdrawal and return, and so does the date', async () => {
    const work = await create(app, ana.token);
    expect((await remove(work, ana.token)).statusCode).toBe(204);
    expectProblem(await app.send('GET', `/works/${work.id}`), 410, 'work_withdrawn');
    const back = await publish(app, work, ana.token);
    expect(back.json).toMatchObject({
      status: 'published',
      version: 1,
      slug: work.slug,
      published_at: work.json.published_at,
      updated_at: work.json.updated_at,
    });
    expect(await events(work.id)).toEqual(['published 1', 'withdrawn 1', 'published 1']);
  });

  test('409 what is published already; 409 to withdraw a draft, which DELETE deletes', async () => {
    const work = await create(app, ana.token);
    expectProblem(await post(work, ana.token), 409, 'already_published');
    const began = await draft(app, ana.token);
    expectProblem(await remove(began, ana.token), 409, 'not_published');
    expect((await read(app, began.id, ana.token)).json.status).toBe('draft');
  });

  test('403 what a steward withdrew is not brought back by the author, even where the steward is credited', async () => {
    const work = await create(app, ana.token);
    const revised = await revise(app, work, stella.token, { body: 'Stella helped.' });
    expect(revised.json.credits).toHaveLength(2);
    await withdraw(app, revised, stella.token, 'Harmful');
    expectProblem(await post(revised, ana.token), 403, 'withdrawn_by_steward');
    expectProblem(await post(revised, stella.token), 422, 'reason_required', '/reason');
    expect((await publish(app, revised, stella.token, 'A mistake')).json.status).toBe('published');
  });

  test('403 nor where its author credited the steward as an author beforehand; both may when the steward made it', async () => {
    const spam = await create(app, ana.token, {
      credits: [{ contributor: 'ana-ruiz' }, { contributor: 'stella', role: 'author' }],
    });
    await withdraw(app, spam, stella.token, 'Spam');
    expectProblem(await post(spam, ana.token), 403, 'withdrawn_by_steward');
    const hers = await create(app, stella.token, {
      credits: [{ contributor: 'stella' }, { contributor: 'ana-ruiz', role: 'author' }],
    });
    await withdraw(app, hers, stella.token);
    expect((await publish(app, hers, ana.token)).json.status).toBe('published');
  });

  test('200 what one author withdrew, another brings back', async () => {
    const work = await create(app, ana.token, { credits: [{ contributor: 'bo' }] });
    await withdraw(app, work, ana.token);
    expect((await publish(app, work, bo.token)).json.status).toBe('published');
  });

  test('200 what its author withdrew, a steward brings back, with a reason', async () => {
    const work = await create(app, ana.token);
    await withdraw(app, work, ana.token);
    expectProblem(await post(work, stella.token), 422, 'reason_required', '/reason');
    expect((await publish(app, work, stella.token, 'The thread needs it')).json.status).toBe('published');
  });

  test('403 others, whoever withdrew it', async () => {
    const work = await create(app, ana.token);
    expectProblem(await remove(work, bo.token), 403, 'not_author');
    await withdraw(app, work, ana.token);
    expectProblem(await post(work, bo.token), 403, 'not_author');
  });

  test('428 and 412 without the right tag; 401 without a token', async () => {
    const work = await create(app, ana.token);
    await withdraw(app, work, ana.token);
    expectProblem(
      await app.send('POST', `/works/${work.id}/publication`, { token: ana.token }),
      428,
      'if_match_required',
    );
    expectProblem(await post({ ...work, etag: '"2.0"' }, ana.token), 412, 'version_stale');
    expectProblem(
      await app.send('POST', `/works/${work.id}/publication`, { headers: { 'if-match': work.etag } }),
      401,
      'token_required',
    );
    expectProblem(
      await app.send('DELETE', `/works/${work.id}/publication`, { token: ana.token }),
      428,
      'if_match_required',
    );
  });

  test('422 unknown fields, and bodies that are none', async () => {
    const began = await draft(app, ana.token);
    expectProblem(await post(began, ana.token, { status: 'published' }), 422, 'body_invalid', '/status');
    expectProblem(await post(began, ana.token, []), 422, 'body_invalid');
  });

  test('204 what comes back redacted has nothing to show before its next revision', async () => {
    const work = await create(app, ana.token);
    await withdraw(app, work, ana.token);
    await redact(app, work.id, 1, stella.token);
    const answer = await post(work, ana.token);
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expectProblem(await app.send('GET', `/works/${work.id}`), 451, 'work_redacted');
    expect(
      (await revise(app, { ...work, etag: String(answer.headers.etag) }, ana.token, { title: 'Clean', body: 'Clean.' }))
        .version,
    ).toBe(2);
  });
});
