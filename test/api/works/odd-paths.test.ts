import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create } from '../../support/works.ts';

describe.each(databaseKinds)('what a URL may hold, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(kind);
    await create(app, app.adminToken);
    await create(app, app.adminToken);
  });
  afterAll(async () => await app.close());

  test.each([
    '/people/%00',
    '/communities/%00',
    '/articles/%00',
    '/sitemap/urn:uuid:01a21766-0cd0-730b-a9d9-b0b4fc0e9bc6.xml',
  ])('404 for the page %s', async (url) => {
    expect((await app.app.inject({ url })).statusCode).toBe(404);
  });

  test.each(['2024-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '+010000-01-01T00:00:00.000Z'])(
    '422 for a cursor with a time that no work has: %s',
    async (time) => {
      const { next } = (await app.send('GET', '/works?limit=1')).json();
      const [, id, hash] = JSON.parse(Buffer.from(new URL(next).searchParams.get('cursor')!, 'base64url').toString());
      const forged = Buffer.from(JSON.stringify([time, id, hash])).toString('base64url');
      expect((await app.send('GET', `/works?limit=1&cursor=${forged}`)).statusCode).toBe(422);
    },
  );

  test('a page tells caches that it may depend on cookies, and changes with the instance', async () => {
    const { slug } = (await app.send('GET', '/works?limit=1')).json().items[0];
    const page = async () => await app.app.inject({ url: `/articles/${slug}` });
    const { headers } = await page();
    expect(headers.vary).toContain('Cookie');
    const instance = await app.send('GET', '/instance');
    const changed = await app.send('PATCH', '/instance', {
      token: app.adminToken,
      body: { name: 'Another name' },
      headers: { 'if-match': String(instance.headers.etag) },
    });
    expect(changed.statusCode, changed.body).toBe(200);
    expect((await page()).headers.etag).not.toBe(headers.etag);
  });
});
