import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { create } from '../support/works.ts';

const accept = 'text/html';

describe.each(databaseKinds.slice(-1))('around every page, on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    await create(app, ana.token, { title: 'A round', tags: ['rounds'] });
  });
  afterAll(async () => await app.close());

  const get = async (url: string, headers: InjectOptions['headers'] = {}) =>
    await app.app.inject({ method: 'GET', url, headers: { accept, ...headers } });

  async function changeInstance(body: object): Promise<void> {
    const { headers } = await app.send('GET', '/instance');
    const sent = { token: app.adminToken, headers: { 'if-match': String(headers.etag) }, body };
    expect((await app.send('PATCH', '/instance', sent)).statusCode).toBe(200);
  }

  it.each([
    '/',
    '/search',
    '/articles/a-round',
    '/articles/a-round/history',
    '/tags/rounds',
    '/communities',
    '/nothing',
  ])('nothing runs, is asked for or kept but what is ours: %s', async (path) => {
    const { headers, body } = await get(path);
    expect(String(headers['content-security-policy']).split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['set-cookie']).toBeUndefined();
    expect(body).not.toMatch(/<script(?! src="\/assets\/)|<style| style="| on[a-z]+="/);
  });

  it.each([
    '/',
    '/search?q=round',
    '/articles/a-round',
    '/articles/a-round/history',
    '/tags/rounds',
    '/communities/commons',
    '/people/ana-ruiz',
  ])('a page that is the same is not sent again: %s', async (path) => {
    const first = await get(path);
    expect([first.statusCode, typeof first.headers.etag]).toEqual([200, 'string']);
    const again = await get(path, { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('styles, script and mark may be kept for ever, under the hash of what they hold', async () => {
    const { body } = await get('/');
    const paths = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
    expect(paths.map((path) => path.split('/').at(-1))).toEqual(['site.css', 'favicon.svg', 'site.js']);
    for (const path of paths) {
      const asset = await get(path);
      expect([asset.statusCode, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
      const other = await get(path.replace(/assets\/\w+/, 'assets/0123456789abcdef'));
      expect([other.statusCode, other.body === asset.body]).toEqual([200, true]);
      expect(other.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    }
    expect((await get('/favicon.ico')).statusCode).toBe(200);
  });

  it('its name, its pages and its colour are there at once, on pages that were kept, too', async () => {
    const before = await get('/articles/a-round');
    await changeInstance({ name: 'Our <commons>', pages: { imprint: '# Us' }, theme: { accent: '#AA0044' } });
    const after = await get('/articles/a-round', { 'if-none-match': String(before.headers.etag) });
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain('<title>A round · Our &lt;commons&gt;</title>');
    expect(after.body).toContain('<a href="/imprint">Imprint</a>');
    expect(after.body).not.toContain('<a href="/privacy">');
    expect(after.body).toContain('<link rel="stylesheet" href="/assets/accent/aa0044.css">');
    const colour = await get('/assets/accent/aa0044.css');
    expect([colour.statusCode, colour.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
    expect(colour.body).toContain('oklch(from #aa0044 ');
    expect((await get('/assets/accent/red;}.css')).statusCode).toBe(404);
    const about = await get('/imprint');
    expect([about.statusCode, (await get('/privacy')).statusCode]).toEqual([200, 404]);
  });

  it('the name of its community, too', async () => {
    const path = '/communities/commons';
    const { headers } = await app.send('GET', path);
    const sent = { token: app.adminToken, headers: { 'if-match': String(headers.etag) }, body: { name: 'Renamed' } };
    const before = await get('/articles/a-round');
    expect((await app.send('PATCH', path, sent)).statusCode).toBe(200);
    const after = await get('/articles/a-round', { 'if-none-match': String(before.headers.etag) });
    expect(after.body).toContain('<a href="/communities/commons" dir="auto">Renamed</a>');
  });
});
