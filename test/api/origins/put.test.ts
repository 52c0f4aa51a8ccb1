import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, gotOf, patch, read, withdraw } from '../../support/works.ts';

describe.each(databaseKinds)('PUT /origins on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
  });
  afterAll(async () => await app.close());

  const put = async (url: string, body: object, token: string | undefined = ana.token) =>
    await app.send('PUT', `/origins?url=${encodeURIComponent(url)}`, { token, body });
  const body = { title: 'From elsewhere', body: 'Text.', credits: [{ name: 'Zoë' }] };

  test('201 creates, 200 revises, 200 without a revision where nothing differs; no If-Match', async () => {
    const url = 'https://garden.example/notes/a?b=c#d';
    const made = await put(url, body);
    expect(made.statusCode, made.body).toBe(201);
    expect(made.headers).toMatchObject({
      etag: '"1.0"',
      location: `http://copse.test/api/v1/articles/${made.json().id}`,
    });
    expect(made.json()).toMatchObject({
      status: 'published',
      origin: { source: 'https://garden.example', path: '/notes/a?b=c#d', url },
      credits: [{ name: 'Zoë' }],
    });
    const same = await put(url, body);
    expect([same.statusCode, same.headers.etag, same.headers.location]).toEqual([200, '"1.0"', undefined]);
    expect(same.json()).toEqual(made.json());
    const changed = await put(url, { ...body, body: 'Changed.', message: 'From the garden', minor: true });
    expect([changed.statusCode, changed.headers.etag]).toEqual([200, '"2.0"']);
    expect(changed.json().credits).toEqual(made.json().credits);
    expect((await app.send('GET', `/works/${made.json().id}/revisions`)).json().items[0]).toMatchObject({
      message: 'From the garden',
      minor: true,
    });
  });

  test('200 what was read may be sent back whole', async () => {
    const made = gotOf(await put('https://garden.example/whole', body));
    const answer = await put('https://garden.example/whole', made.json);
    expect([answer.statusCode, answer.json()]).toEqual([200, made.json]);
  });

  test('addresses that mean the same are one origin', async () => {
    const made = (await put('https://Same.example:443/x/../a%20b', body)).json();
    expect((await put('https://same.example/a%20b', body)).json().id).toBe(made.id);
    expectProblem(
      await app.send('POST', '/articles', {
        token: ana.token,
        body: { title: 'T', origin: { url: 'https://same.example/a%20b' } },
      }),
      409,
      'origin_taken',
    );
  });

  test('two at once with a new address make one work', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => put('https://garden.example/at-once', body)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    expect(answers.every(({ headers }) => headers.etag === '"1.0"')).toBe(true);
  });

  test('200 the licence follows the source while nobody else wrote in the work; 409 after that', async () => {
    const url = 'https://garden.example/licence';
    const made = gotOf(await put(url, { ...body, license: 'CC-BY-4.0' }));
    const followed = await put(url, { ...body, license: 'CC-BY-SA-4.0' });
    expect(followed.json()).toMatchObject({ license: 'CC-BY-SA-4.0', license_from: 'given', version: 2 });
    expect((await patch(app, { ...made, etag: '"2.0"' }, bo.token, { body: 'Bo helped.' })).statusCode).toBe(200);
    expectProblem(await put(url, { ...body, license: 'CC0-1.0' }), 409, 'license_consent_missing', '/license');
    expectProblem(await put(url, { ...body, license: 'CC-BY-NC-4.0' }), 422, 'license_not_open', '/license');
  });

  test('200 one’s own draft stays a draft; 409 another’s tells nothing of it', async () => {
    const url = 'https://garden.example/draft';
    const began = await draft(app, ana.token, { origin: { url } });
    const answer = await put(url, body);
    expect(answer.json()).toMatchObject({ id: began.id, status: 'draft', version: 2 });
    const other = await put(url, body, bo.token);
    expectProblem(other, 409, 'origin_taken');
    expect(other.body).not.toContain(began.id);
  });

  test('410 where it was withdrawn', async () => {
    const made = gotOf(await put('https://garden.example/gone', body));
    await withdraw(app, made, ana.token);
    expectProblem(await put('https://garden.example/gone', body), 410, 'work_withdrawn');
  });

  test('409 where the work is of another kind', async () => {
    const made = gotOf(await put('https://garden.example/other-kind', body));
    await app.db.updateTable('works').set({ kind: 'resource' }).where('id', '=', made.id).execute();
    expectProblem(await put('https://garden.example/other-kind', body), 409, 'origin_taken');
    await app.db.deleteFrom('works').where('id', '=', made.id).execute();
  });

  test.each([
    [{ status: 'draft' }, '/status'],
    [{ id: '01900000-0000-7000-8000-000000000000' }, '/id'],
    [{ slug: 'mine' }, '/slug'],
    [{ version: 4 }, '/version'],
    [{ kind: 'resource' }, '/kind'],
  ])('422 %j is not for the client to say, of a new work and of one that is there', async (more, pointer) => {
    const url = `https://garden.example/fixed${pointer}`;
    expectProblem(await put(url, { ...body, ...more }), 422, 'field_fixed', pointer);
    expect((await put(url, { ...body, status: 'published' })).statusCode).toBe(201);
    expectProblem(await put(url, { ...body, ...more }), 422, 'field_fixed', pointer);
  });

  test.each([
    ['ftp://garden.example/a', 'query_invalid'],
    ['garden.example/a', 'query_invalid'],
    ['https://', 'query_invalid'],
    ['https://garden.example/a b', 'query_invalid'],
    ['https://[::g]/', 'origin_incomplete'],
    ['https://ana:secret@garden.example/a', 'origin_secret'],
  ])('422 an address such as %s', async (url, code) => {
    expectProblem(await put(url, body), 422, code, '?url');
  });

  test('422 an address that is too long to be a key', async () => {
    expectProblem(await put(`https://garden.example/${'漢'.repeat(400)}`, body), 422, 'origin_too_long', '?url');
    expectProblem(await put(`https://garden.example/${'a'.repeat(2000)}`, body), 422, 'query_invalid', '?url');
    expect((await put(`https://garden.example/${'a'.repeat(1900)}`, body)).statusCode).toBe(201);
  });

  test('422 without an address, 401 without a token, 403 with one that may not', async () => {
    expectProblem(await app.send('PUT', '/origins', { token: ana.token, body }), 422, 'query_invalid', '?url');
    expectProblem(await put('https://garden.example/x', body, ''), 401, 'token_invalid');
    const reader = await app.contributor('reader', ['read']);
    expectProblem(await put('https://garden.example/x', body, reader.token), 403, 'scope_missing');
    expectProblem(await put('https://garden.example/x', { ...body, colour: 'red' }), 422, 'body_invalid', '/colour');
  });

  test('200 others revise it where the community lets them, and take no credit away', async () => {
    const url = 'https://garden.example/shared';
    const work = await create(app, ana.token, { origin: { url } });
    expectProblem(await put(url, body, bo.token), 403, 'credit_protected');
    expect((await put(url, { title: 'By Bo' }, bo.token)).json()).toMatchObject({
      id: work.id,
      title: 'By Bo',
      version: 2,
    });
    expect((await read(app, work.id)).json.credits).toMatchObject([{ handle: 'ana-ruiz' }]);
  });

  test('409 for another licence where somebody with an account is credited', async () => {
    const url = 'https://garden.example/of-two';
    const shared = { ...body, credits: [{ contributor: 'ana-ruiz' }, { contributor: 'bo' }] };
    expect((await put(url, { ...shared, license: 'CC-BY-4.0' })).statusCode).toBe(201);
    expectProblem(await put(url, { ...shared, license: 'CC0-1.0' }), 409, 'license_consent_missing', '/license');
  });

  test('451 where the work was redacted: its source does not bring the text back', async () => {
    const url = 'https://garden.example/secret';
    const { id } = (await put(url, body)).json();
    const stella = await app.contributor('stella', ['read', 'publish', 'steward']);
    const redacted = await app.send('POST', `/works/${id}/revisions/1/redaction`, {
      token: stella.token,
      body: { reason: 'Names a person' },
    });
    expect(redacted.statusCode).toBe(204);
    expectProblem(await put(url, body), 451, 'work_redacted');
    expect((await app.send('GET', `/articles/${id}`)).statusCode).toBe(451);
  });
});
