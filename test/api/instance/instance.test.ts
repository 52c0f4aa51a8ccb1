import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('/instance on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind, { registration: 'invitation' });
  });
  afterAll(async () => await app.close());

  const get = async (headers = {}) => await app.send('GET', '/instance', { headers });
  const patch = async (body: object, given: { token?: string; match?: string | null } = {}) => {
    const { token = app.adminToken, match = (await get()).headers.etag as string } = given;
    return await app.send('PATCH', '/instance', { token, body, headers: match === null ? {} : { 'if-match': match } });
  };

  test('GET: 200 with what holds at first, and 304', async () => {
    const answer = await get();
    expect(answer.json()).toEqual({
      ...{
        name: 'Copse',
        summary: 'An open knowledge base for communities of practice.',
        contact: '',
        languages: ['en'],
      },
      ...{ defaults: { license: 'CC-BY-4.0', language: 'en', community: 'commons' }, theme: {}, pages: {} },
      ...{ registration: 'invitation', url: 'http://copse.test', version: 1, updated_at: '2027-03-01T09:00:00.000Z' },
    });
    expect((await get({ 'if-none-match': answer.headers.etag })).statusCode).toBe(304);
    // Another registration is another document, though nobody changed the row.
    expect((await get({ 'if-none-match': '"1.0;open"' })).statusCode).toBe(200);
  });

  test('PATCH: 200 merges pages and theme, null removes, languages become canonical', async () => {
    const first = await patch({
      pages: { about: '# About', imprint: 'Us' },
      theme: { accent: '#2a6f4f' },
      languages: ['EN', 'pt-br', 'en'],
    });
    expect(first.statusCode).toBe(200);
    const second = await patch({ pages: { imprint: null, terms: 'Be kind' }, summary: null });
    expect(second.json()).toMatchObject({
      ...{
        pages: { about: '# About', terms: 'Be kind' },
        theme: { accent: '#2a6f4f' },
        languages: ['en', 'pt-BR'],
        summary: '',
      },
    });
    expect(second.json().pages.imprint).toBeUndefined();
    expect(second.json().version).toBe(first.json().version + 1);
  });

  test('PATCH: another default licence changes the communities that leave it to the instance, and no others', async () => {
    await app.send('POST', '/communities', {
      token: app.adminToken,
      body: { slug: 'own', name: 'Own', license: 'CC0-1.0', language: 'de' },
    });
    const [before, own] = await Promise.all(['commons', 'own'].map((slug) => app.send('GET', `/communities/${slug}`)));
    expect((await patch({ defaults: { license: 'CC-BY-SA-4.0' } })).json().defaults).toMatchObject({
      license: 'CC-BY-SA-4.0',
      language: 'en',
    });
    const after = await app.send('GET', '/communities/commons', {
      headers: { 'if-none-match': String(before!.headers.etag) },
    });
    expect(after.json()).toMatchObject({ license: 'CC-BY-SA-4.0', license_from: 'instance' });
    const ownAfter = await app.send('GET', '/communities/own', {
      headers: { 'if-none-match': String(own!.headers.etag) },
    });
    expect(ownAfter.statusCode).toBe(304);
  });

  test('PATCH: another default community', async () => {
    await app.send('POST', '/communities', { token: app.adminToken, body: { slug: 'second', name: 'Second' } });
    expect((await patch({ defaults: { community: 'second' } })).json().defaults.community).toBe('second');
    const { id } = (await app.send('GET', '/communities/second')).json();
    const lines = await app.db
      .selectFrom('changes')
      .select(['subject', 'event'])
      .where('id', '=', id)
      .orderBy('seq')
      .execute();
    expect(lines).toEqual([
      { subject: 'community', event: 'published' },
      { subject: 'community', event: 'touched' },
    ]);
  });

  test('PATCH: 200 without a version where nothing changes', async () => {
    const { body } = await get();
    expect((await patch(JSON.parse(body))).json()).toEqual(JSON.parse(body));
  });

  test.each([
    [{ defaults: { license: 'CC-BY-NC-4.0' } }, '/defaults/license'],
    [{ defaults: { language: 'nope!' } }, '/defaults/language'],
    [{ defaults: { community: 'nowhere' } }, '/defaults/community'],
    [{ defaults: { license: null } }, '/defaults/license'],
    [{ languages: [] }, '/languages'],
    [{ languages: ['en', '??'] }, '/languages/1'],
    [{ theme: { accent: 'red' } }, '/theme/accent'],
    [{ pages: { blog: 'x' } }, '/pages/blog'],
    [{ name: '' }, '/name'],
    [{ version: 99 }, '/version'],
  ])('PATCH: 422 for %j names %s', async (body, pointer) => {
    expect((await patch(body)).json()).toMatchObject({ status: 422, errors: [expect.objectContaining({ pointer })] });
  });

  test('PATCH: 401, 403, 428, 412', async () => {
    const ana = await app.join('ana');
    expect((await app.send('PATCH', '/instance', { body: {} })).statusCode).toBe(401);
    expect((await patch({}, { token: ana.token })).statusCode).toBe(403);
    expect((await patch({}, { match: null })).statusCode).toBe(428);
    expect((await patch({}, { match: '"99.0"' })).json()).toMatchObject({
      status: 412,
      current_version: expect.any(Number),
    });
  });
});
