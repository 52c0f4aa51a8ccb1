import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderSitemap, renderSitemapIndex } from '../../src/publishing/sitemaps/sitemap.ts';
import { databaseKinds } from '../support/databases.ts';
import { type Commons, openCommons } from './commons.ts';
import { childrenOf, parseXml, textOf } from './xml.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

describe.each(databaseKinds)('what crawlers find on %s', (kind) => {
  let commons: Commons;

  beforeAll(async () => {
    commons = await openCommons(kind);
    const { token } = await commons.contributor('cy');
    const post = (body: object) => commons.send('POST', '/articles', { token, body: { body: 'x', ...body } });
    await post({ title: 'A draft', status: 'draft' });
    const { id } = (await post({ title: 'Withdrawn' })).json<{ id: string }>();
    await commons.send('DELETE', `/articles/${id}`, { token, headers: { 'if-match': '"1.0"' } });
  });
  afterAll(() => commons.close());

  const read = (xml: string, element: string) =>
    childrenOf(parseXml(xml), element).map((node) => ({
      loc: textOf(node, 'loc')!,
      lastmod: textOf(node, 'lastmod')!,
    }));
  const pages = () => Object.keys(commons.ids).map((slug) => `http://copse.test/articles/${slug}`);

  it('is every public page, once, with when it last changed', async () => {
    const index = await commons.send('GET', '/sitemap.xml');
    expect(index.headers['content-type']).toBe('application/xml; charset=utf-8');
    expect(parseXml(index.body)).toMatchObject({ name: 'sitemapindex', attributes: { xmlns: namespace } });
    const [sitemap, ...others] = read(index.body, 'sitemap');
    expect(others).toEqual([]);
    expect(sitemap!.lastmod).toBe('2026-03-01T13:00:00.000Z');
    const answer = await commons.send('GET', sitemap!.loc.replace('http://copse.test', ''));
    expect(parseXml(answer.body)).toMatchObject({ name: 'urlset', attributes: { xmlns: namespace } });
    const found = read(answer.body, 'url');
    expect(found.map(({ loc }) => loc)).toEqual(pages());
    expect(found[0]!.lastmod).toBe('2026-03-01T11:00:00.000Z');
  });

  it('is cut into sitemaps that hold each page once', async () => {
    const parts = read(await renderSitemapIndex(commons.db, commons.urls, 2), 'sitemap').map(
      ({ loc }) => /sitemap\/(.*)\.xml$/.exec(loc)![1]!,
    );
    expect(parts).toHaveLength(2);
    const found = await Promise.all(parts.map((first) => renderSitemap(commons.db, commons.urls, first, 2)));
    expect(found.flatMap((xml) => read(xml, 'url').map(({ loc }) => loc))).toEqual(pages());
  });

  it('is 404 for a sitemap that nobody named', async () => {
    expect((await commons.send('GET', '/sitemap/other.xml')).statusCode).toBe(404);
  });

  it('is told where to begin; only searches, which have no end, are left out', async () => {
    const { body, headers } = await commons.send('GET', '/robots.txt');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body).toContain('User-agent: *\nAllow: /\n');
    expect(body).toContain('\nSitemap: http://copse.test/sitemap.xml\n');
    expect(body.match(/^Disallow.*$/gm)).toEqual(['Disallow: /search']);
  });

  it('is told in llms.txt what this is and where plain text is', async () => {
    const { body } = await commons.send('GET', '/llms.txt');
    expect(body).toMatch(/^# Forest & Friends\n\n> What we know, given away\.\n\n/);
    const links = [...body.matchAll(/^- \[[^\]]+\]\((http[^)]+)\): /gm)].map(([, url]) => url!);
    expect(links.length).toBeGreaterThan(3);
    for (const url of links.filter((link) => !link.includes('/search'))) {
      expect((await commons.send('GET', url.replace('http://copse.test', ''))).statusCode).toBe(200);
    }
  });
});
