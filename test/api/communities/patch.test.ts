import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('PATCH /communities/{slug} on %s', (kind) => {
  let app: PeopleApp;
  let steward: string;
  let slug: string;
  let number = 0;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
    await app.join('sten');
  });
  beforeEach(async () => {
    slug = `community-${++number}`;
    await app.send('POST', '/communities', { token: app.adminToken, body: { slug, name: slug } });
    await app.send('PUT', `/contributors/sten/roles/${slug}`, { token: app.adminToken, body: { role: 'steward' } });
    const made = await app.send('POST', '/contributors/sten/tokens', {
      token: app.adminToken,
      body: { name: 's', scopes: ['steward'] },
    });
    steward = made.json().token;
  });
  afterAll(async () => await app.close());

  const patch = async (
    body: object,
    { token = steward, match = '"2.0"' }: { token?: string; match?: string | null } = {},
  ) => {
    const headers: Record<string, string> = match === null ? {} : { 'if-match': match };
    return await app.send('PATCH', `/communities/${slug}`, { token, body, headers });
  };

  test('200 for its steward; null leaves a default to the instance again', async () => {
    const first = await patch({
      license: 'CC0-1.0',
      language: 'DE-at',
      editing: 'authors',
      domain: 'Groups',
      thresholds: { proven_contexts: 3 },
    });
    expect(first.headers.etag).toBe('"3.0"');
    expect(first.json()).toMatchObject({
      ...{ license: 'CC0-1.0', license_from: 'community', language: 'de-AT', editing: 'authors', domain: 'Groups' },
      ...{ thresholds: { proven_contexts: 3 }, version: 3 },
    });
    const second = await patch(
      { license: null, domain: null, thresholds: { proven_contexts: null, proven_limits: 0 } },
      { match: '"3.0"' },
    );
    expect(second.json()).toMatchObject({
      ...{
        license: 'CC-BY-4.0',
        license_from: 'instance',
        language: 'de-AT',
        domain: '',
        thresholds: { proven_limits: 0 },
      },
    });
  });

  test('200 without a version where nothing changes, as when the whole document is sent back', async () => {
    const { license: _, language: __, ...document } = (await app.send('GET', `/communities/${slug}`)).json();
    const answer = await patch(document);
    expect([answer.statusCode, answer.json().version], answer.body).toEqual([200, 2]);
  });

  test('428 and 412', async () => {
    expect((await patch({ domain: 'x' }, { match: null })).statusCode).toBe(428);
    const stale = await patch({ domain: 'x' }, { match: '"1.0"' });
    expect(stale.json()).toMatchObject({ status: 412, current_version: 2 });
  });

  test('one of many wins who change one version at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => patch({ domain: `${index}` })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(9).fill(412)]);
  });

  test.each([
    [{ slug: 'other' }, '/slug'],
    [{ version: 1 }, '/version'],
    [{ name: null }, '/name'],
    [{ license: 'CC-BY-ND-4.0' }, '/license'],
    [{ language: 'x' }, '/language'],
  ])('422 for %j names %s', async (body, pointer) => {
    expect((await patch(body)).json()).toMatchObject({ status: 422, errors: [expect.objectContaining({ pointer })] });
  });

  test('403 for a steward of another community, 404 where there is none', async () => {
    const answer = await app.send('PATCH', '/communities/commons', {
      token: steward,
      body: { domain: 'x' },
      headers: { 'if-match': '"1.0"' },
    });
    expect(answer.json()).toMatchObject({ status: 403, code: 'steward_required' });
    expect((await app.send('PATCH', '/communities/nowhere', { token: steward, body: {} })).statusCode).toBe(404);
  });
});
