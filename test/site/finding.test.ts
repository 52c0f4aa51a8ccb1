import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUp } from '../../src/changes/catch-up.ts';
import { followWorks } from '../../src/search/follower.ts';
import { startTestApp, type TestApp, type TestContributor } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { create, draft } from '../support/works.ts';

describe.each(databaseKinds.slice(-1))('finding, on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
  });
  afterAll(async () => await app.close());

  const get = async (url: string) => await app.app.inject({ method: 'GET', url, headers: { accept: 'text/html' } });
  const follow = async () => await catchUp(app.db, 'test', followWorks(app.db, app.deps.search.engines[0]!));

  it('begins, while there is nothing, with what to do first', async () => {
    const { body } = await get('/');
    expect(body).toContain('Nothing is published here yet');
    expect(body).toContain('npx copse import');
  });

  describe('among some works', () => {
    beforeAll(async () => {
      for (let index = 0; index < 23; index += 1)
        await create(app, ana.token, { title: `Round ${index}`, tags: ['rounds', 'c++ & more'] });
      await create(app, ana.token, {
        title: 'Check-in <b>round</b>',
        body: 'Hello.\n\n## When to begin\n\nAt the \\<opening> of a meeting.',
        tags: ['opening'],
        language: 'de',
        practice: { setting: ['online'], participants: { min: 3, max: 12 }, steps: [{ title: 'Ask' }], problem: 'Yes' },
      });
      await draft(app, ana.token, { title: 'Secret draft', tags: ['rounds', 'secret'] });
      await follow();
    });

    it('shows the newest first, and leads to older ones', async () => {
      const { body } = await get('/');
      expect(body).not.toContain('Secret draft');
      expect(body.indexOf('Check-in &lt;b&gt;round')).toBeLessThan(body.indexOf('>Round 22<'));
      const older = /href="(\/\?cursor=[^"]+)" rel="next">Older/.exec(body)?.[1];
      expect((await get(older!)).body).toContain('>Round 5<');
    });

    it('keeps the whole search in one form, whose empty fields ask for nothing', async () => {
      const page = await get('/search?q=opening+meting&participants=5&minutes=&setting=online&contributor=ana-ruiz');
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('name="q" type="search" maxlength="500" value="opening meting"');
      expect(page.body).toMatch(/name="participants"[^>]* value="5"/);
      expect(page.body).toMatch(/name="minutes"[^>]* value=""/);
      expect(page.body).toContain('<input type="checkbox" name="setting" value="online" checked>');
      expect(page.body).toContain('<input type="hidden" name="contributor" value="ana-ruiz">');
      expect(page.body).toContain('<h2 class="card-title" lang="de" dir="auto">');
      expect(page.body).toContain('At the &lt;<mark>opening</mark>&gt; of a <mark>meeting</mark>.');
      expect(page.body).toContain('/articles/check-in-b-round-b#h-when-to-begin');
      expect(page.body).toContain('1 result for “<bdi>opening meting</bdi>”');
    });

    it('takes each filter off again, and follows the search', async () => {
      const { body } = await get('/search?q=round&setting=online&participants=5');
      expect(body).toContain('href="/search?q=round&amp;participants=5"');
      expect(body).toContain('href="/search?q=round&amp;setting=online"');
      for (const feed of ['atom', 'rss', 'json'])
        expect(body).toContain(`<a href="/feed.${feed}?q=round&amp;setting=online&amp;participants=5"`);
    });

    it('goes forward and back', async () => {
      const { body } = await get('/search?tag=rounds');
      expect(body).toContain('<a href="/search?tag=rounds&amp;offset=20" rel="next">');
      const second = await get('/search?tag=rounds&offset=20');
      expect(second.body).toContain('<a href="/search?tag=rounds" rel="prev">');
      expect(second.body).not.toContain('rel="next"');
      expect(second.body).toContain('23 results: 21 to 23');
    });

    it('says what to do where nothing is found', async () => {
      const { statusCode, body } = await get('/search?q=xyzzyplugh&setting=async');
      expect(statusCode).toBe(200);
      expect(body).toContain('Nothing here fits');
      expect(body).toContain('<a href="/search?q=xyzzyplugh">look without the filters</a>');
    });

    it('has a page for each subject, whatever its letters, with those it stands together with', async () => {
      const page = await get('/tags/rounds');
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('<li>23 works</li>');
      expect(page.body).not.toContain('Secret draft');
      const other = /href="(\/tags\/c[^"]+)"/.exec(page.body)?.[1];
      expect(other).toBe('/tags/c%2B%2B%20%26%20more');
      expect((await get(other!)).body).toContain('<h1 dir="auto">c++ &amp; more</h1>');
      expect((await get('/tags/ROUNDS')).statusCode).toBe(200);
      expect((await get('/tags/secret')).statusCode).toBe(404);
      const next = /href="(\/tags\/rounds\?cursor=[^"]+)"/.exec(page.body)?.[1];
      expect((await get(next!)).body).toContain('>Round 0<');
    });

    it.each(['ci/cd', 'あ'.repeat(60), '100% sure?', '..', '.', 'a+b&c=d'])(
      'has a page for the subject %s, which leads to its works',
      async (tag) => {
        const work = await create(app, ana.token, { tags: [tag] });
        await follow();
        const { body } = await get(`/articles/${work.slug}`);
        const href = /<ul class="tags" aria-label="Tags"><li><a href="([^"]+)"/
          .exec(body)?.[1]
          ?.replaceAll('&amp;', '&');
        const url = new URL(href!, 'http://copse.test');
        const page = await get(url.pathname + url.search);
        expect([tag, page.statusCode]).toEqual([tag, 200]);
        expect(page.body).toContain(`href="/articles/${work.slug}"`);
      },
    );

    it('has pages for people and communities, with all they have', async () => {
      const person = await get('/people/ana-ruiz');
      expect(person.body).toContain('<h1 dir="auto">Ana Ruiz</h1>');
      expect(person.body).toContain('/feed.atom?contributor=ana-ruiz');
      expect(person.body).not.toContain('Secret draft');
      const community = await get('/communities/commons');
      expect(community.body).toContain('/feed.rss?community=commons');
      expect(community.body).not.toContain('secret');
      expect((await get('/communities')).body).toContain('<a href="/communities/commons"');
      expect((await get('/people/nobody-here')).statusCode).toBe(404);
    });
  });
});
