import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('GET /contributors/{handle} on %s', (kind) => {
  let app: PeopleApp;
  let ana: { token: string };
  let wren: { token: string };
  beforeAll(async () => {
    app = await startPeopleApp(kind);
    ana = await app.join('ana', { email: 'ana@example.org', bio: 'Facilitates.' });
    wren = await app.join('wren', { credit: 'pseudonym', pseudonym: 'Wren', email: 'wren@example.org' });
  });
  afterAll(async () => await app.close());

  const get = async (handle: string, token?: string, headers = {}) =>
    await app.send('GET', `/contributors/${handle}`, { token, headers });

  test('200 shows the profile, and nothing private', async () => {
    const answer = await get('ana');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.etag).toBe('"1.0"');
    expect(answer.json()).toEqual({
      id: expect.any(String),
      ...{ handle: 'ana', kind: 'person', name: 'Ana', url: null, bio: 'Facilitates.', claimed: true, roles: [] },
      ...{ page: 'http://copse.test/people/ana', version: 1 },
      ...{ created_at: '2027-03-01T09:00:00.000Z', updated_at: '2027-03-01T09:00:00.000Z' },
    });
  });

  test('200 shows to oneself and to admins what is private', async () => {
    for (const token of [ana.token, app.adminToken]) {
      const answer = await get('ana', token);
      expect(answer.json()).toMatchObject({ email: 'ana@example.org', credit: 'name', suspended: false });
      expect(answer.headers['cache-control']).toBe('private, no-store');
    }
    expect((await get('ana', wren.token)).json().email).toBeUndefined();
  });

  test('404 for others where there is no public profile; 200 for oneself and admins', async () => {
    expect((await get('wren')).statusCode).toBe(404);
    expect((await get('wren', ana.token)).statusCode).toBe(404);
    expect((await get('wren', wren.token)).json()).toMatchObject({ handle: 'wren', page: null });
    expect((await get('wren', app.adminToken)).statusCode).toBe(200);
  });

  test.each(['nobody', 'Ana', '%00', 'a%20b', 'x'.repeat(60), '..%2Fme'])('404 for %s', async (handle) => {
    expect((await get(handle)).statusCode).toBe(404);
  });

  test('304 when nothing changed, also through a proxy that compresses, and 200 for the other representation', async () => {
    for (const etag of ['"1.0"', 'W/"1.0"', '"1.0-gzip"', '*']) {
      const answer = await get('ana', undefined, { 'if-none-match': etag });
      expect([answer.statusCode, answer.body]).toEqual([304, '']);
    }
    expect((await get('ana', ana.token, { 'if-none-match': '"1.0"' })).statusCode).toBe(200);
    expect((await get('ana', ana.token, { 'if-none-match': '"1.0;account"' })).statusCode).toBe(304);
  });
});
