import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Unavailable } from '../../src/lib/errors.ts';
import { startTestApp, type TestApp, type TestContributor } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { create, draft, publish, revise, withdraw } from '../support/works.ts';

/** What browsers send. */
const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe.each(databaseKinds.slice(-1))('the pages, on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
  });
  afterAll(async () => await app.close());

  const get = async (url: string, headers: InjectOptions['headers'] = { accept }) =>
    await app.app.inject({ method: 'GET', url, headers: headers! });

  describe('of what is not there', () => {
    it.each([
      '/nothing',
      '/articles',
      '/articles/a/b',
      '/docs/nothing',
      '/about',
      '/articles/none',
      `/${'x'.repeat(400)}`,
    ])('are HTML for whoever reads HTML: %s', async (path) => {
      const page = await get(path);
      expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.headers['content-security-policy']).toContain("default-src 'none'");
      expect(page.body).toContain('<h1>Not found</h1>');
    });

    it('are HTML also where the address is none', async () => {
      for (const [path, status] of [
        ['/articles/%ff', 400],
        [`/articles/${'x'.repeat(400)}`, 414],
      ] as const) {
        const page = await get(path);
        expect([page.statusCode, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
        expect((await get(path, {})).headers['content-type']).toBe('application/problem+json');
      }
    });

    it.each([
      ['/nothing', {}],
      ['/nothing', { accept: 'application/json' }],
      ['/nothing', { accept: '*/*' }],
      ['/api/v1/nothing', { accept }],
      ['/api/v2/nothing', { accept }],
    ])('are problems for all others: %s %j', async (path, headers) => {
      const answer = await get(path, headers);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/problem+json']);
      expect(answer.json()).toMatchObject({ code: 'route_not_found', instance: path });
    });

    it('are problems for whoever writes', async () => {
      const answer = await app.app.inject({ method: 'POST', url: '/nothing', headers: { accept } });
      expect(answer.json()).toMatchObject({ status: 404, code: 'route_not_found' });
    });
  });

  it('say when to come again, where a problem would', async () => {
    const { search } = app.deps.search;
    app.deps.search.search = async () => {
      throw new Unavailable('render_busy', 'Busy.', { extra: { retry_after: 7 } });
    };
    const page = await get('/search?q=a');
    app.deps.search.search = search;
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '7']);
    expect(page.body).toContain('<h1>Unavailable</h1>');
  });

  it('say everything that is wrong with an address', async () => {
    const page = await get('/search?minutes=abc&setting=<moon>');
    expect(page.statusCode).toBe(422);
    expect([...page.body.matchAll(/<li>(\?\w+) [^<]+<\/li>/g)].map((match) => match[1]).sort()).toEqual([
      '?minutes',
      '?setting',
    ]);
    expect((await get('/search?minutes=abc')).body).toContain('<p>?minutes must be a whole number</p>');
  });

  it('of the API work where there is no https', async () => {
    const page = await get('/docs/');
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  it('of the documents link only to what is there, and to places on them', async () => {
    for (const path of ['/docs/problems', '/docs/api-style']) {
      const page = await get(path);
      expect(page.statusCode).toBe(200);
      const links = [...page.body.matchAll(/<a [^>]*href="(\/[^"]*|[^"/:]+)"/g)].map((match) => match[1]!);
      expect(links.length).toBeGreaterThan(3);
      for (const link of links) {
        const { pathname, search, hash } = new URL(link, `http://copse.test${path}`);
        const target = await get(pathname + search);
        expect([link, target.statusCode < 400], link).toEqual([link, true]);
        if (hash !== '' && hash !== '#main') expect(target.body, link).toContain(`id="${hash.slice(1)}"`);
      }
    }
    expect((await get('/docs/problems')).body).toContain('href="/docs/api-style#errors"');
  });

  describe('of a work', () => {
    const target = async (title: string, fields: object = {}) => await create(app, ana.token, { title, ...fields });

    it('link to related works under a heading for each type', async () => {
      const [first, second] = [await target('First & one'), await target('Второй', { language: 'ru' })];
      const work = await create(app, ana.token, {
        title: 'Related',
        relations: [
          { type: 'uses', target: second.id, note: 'For the <end>' },
          { type: 'derived_from', target: first.id },
          { type: 'uses', url: 'https://other.example/page?a=1&b=2' },
        ],
      });
      const { body } = await get(`/articles/${work.slug}`);
      const box = /<nav class="related"[\s\S]*?<\/nav>/.exec(body)?.[0] ?? '';
      expect([...box.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1])).toEqual(['Made from', 'Uses']);
      expect(box).toContain('<a href="/articles/first-and-one" lang="en" dir="auto">First &amp; one</a>, version 1');
      expect(box).toContain(
        `<a href="/articles/${second.slug}" lang="ru" dir="auto">Второй</a>: <bdi>For the &lt;end&gt;`,
      );
      expect(box).toContain('<a href="https://other.example/page?a=1&amp;b=2" rel="nofollow ugc noopener">');
      const made = /<nav class="related"[\s\S]*?<\/nav>/.exec((await get(`/articles/${first.slug}`)).body)?.[0] ?? '';
      expect(made).toContain('<h2>Used in</h2>');
      expect(made).toContain(`<a href="/articles/${work.slug}" lang="en" dir="auto">Related</a>`);
      expect((await get(`/articles/${second.slug}`)).body).not.toContain('class="related"');
    });

    it('name no related work that the reader may not read; its tag tells when that changes', async () => {
      const open = await target('Open');
      const hidden = await draft(app, ana.token, { title: 'Still a draft' });
      const relations = [open, hidden].map(({ id }) => ({ type: 'requires', target: id }));
      const work = await create(app, ana.token, { title: 'With a secret', relations });
      const path = `/articles/${work.slug}`;
      const before = await get(path);
      expect(before.body).toContain('>Open</a>');
      expect(before.body).not.toContain('Still a draft');
      const again = async () => await get(path, { accept, 'if-none-match': String(before.headers.etag) });
      expect((await again()).statusCode).toBe(304);

      const published = await publish(app, hidden, ana.token);
      expect((await again()).body).toContain('>Still a draft</a>');
      const renamed = await revise(app, published, ana.token, { title: 'No draft' });
      expect((await again()).body).toContain('>No draft</a>');
      expect((await withdraw(app, renamed, ana.token)).statusCode).toBe(204);
      expect((await get(path)).body).not.toContain('No draft');
      expect((await withdraw(app, open, ana.token)).statusCode).toBe(204);
      const after = await again();
      expect(after.statusCode).toBe(200);
      expect(after.body).not.toContain('class="related"');
      expect(after.headers['last-modified']).toBeUndefined();
    });
  });
});
