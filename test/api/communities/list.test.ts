import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('GET /communities on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
    for (const name of ['Zebra keepers', 'Ärzte', 'bakers']) {
      await app.send('POST', '/communities', { token: app.adminToken, body: { name } });
    }
  });
  afterAll(async () => await app.close());

  test('200 by name as people sort, and in pages', async () => {
    const all = (await app.send('GET', '/communities')).json();
    expect(all.items.map(({ name }: { name: string }) => name)).toEqual([
      'Ärzte',
      'bakers',
      'Commons',
      'Zebra keepers',
    ]);
    expect(all.next).toBeNull();
    const first = (await app.send('GET', '/communities?limit=3')).json();
    const second = (await app.send('GET', first.next.replace('http://copse.test/api/v1', ''))).json();
    expect([...first.items, ...second.items]).toEqual(all.items);
  });
});

describe.each(databaseKinds)('GET /communities/{slug} on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
  });
  afterAll(async () => await app.close());

  test('200 with the defaults in force and whose they are', async () => {
    const answer = await app.send('GET', '/communities/commons');
    expect(answer.headers.etag).toBe('"1.0"');
    expect(answer.json()).toEqual({
      id: expect.any(String),
      ...{ slug: 'commons', name: 'Commons', domain: '', charter: '', url: 'http://copse.test/communities/commons' },
      ...{ license: 'CC-BY-4.0', license_from: 'instance', language: 'en', language_from: 'instance' },
      ...{ editing: 'open', thresholds: {}, stewards: [], version: 1 },
      ...{ created_at: '2027-03-01T09:00:00.000Z', updated_at: '2027-03-01T09:00:00.000Z' },
    });
  });

  test('304 when nothing changed', async () => {
    const answer = await app.send('GET', '/communities/commons', { headers: { 'if-none-match': '"1.0"' } });
    expect([answer.statusCode, answer.body]).toEqual([304, '']);
  });

  test.each(['nowhere', 'No%20where', '%00'])('404 for %s', async (slug) => {
    expect((await app.send('GET', `/communities/${slug}`)).statusCode).toBe(404);
  });
});
