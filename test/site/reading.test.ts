import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { chooseCredit, create, draft, type Got, publish, redact, revise, withdraw } from '../support/works.ts';

const hostile = '</title><script>alert(1)</script>"\'';
const escaped = '&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;';

describe.each(databaseKinds.slice(-1))('reading, on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let steward: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    steward = await app.contributor('stella', ['read', 'publish', 'steward']);
  });
  afterAll(async () => await app.close());

  const get = async (url: string, token?: string) =>
    await app.app.inject({
      url,
      headers: { accept: 'text/html', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    });

  it('shows what people wrote as text, wherever it stands', async () => {
    const practice = {
      problem: hostile,
      context: [hostile],
      steps: [{ title: hostile, body: hostile, pitfall: hostile }],
      when_not_to_use: hostile,
      audience: [hostile],
      materials: [hostile],
    };
    const work = await create(app, ana.token, { title: hostile, summary: hostile, tags: [hostile], practice });
    await revise(app, work, ana.token, { summary: `${hostile} more`, message: hostile });
    for (const path of ['', '/history', '/history/1', '/history/diff?from=1']) {
      const { body, statusCode } = await get(`/articles/${work.slug}${path}`);
      expect(statusCode).toBe(200);
      expect(body).not.toContain('<script>');
      expect(body).toContain(escaped);
    }
  });

  it('shows whether a practice fits, and what it lacks', async () => {
    const practice = {
      problem: 'Yes',
      steps: [{ title: 'Ask' }],
      participants: { min: 3 },
      minutes: { min: 5, max: 5 },
    };
    const work = await create(app, ana.token, { title: 'Fits', practice: { ...practice, setting: ['in_person'] } });
    const { body } = await get(`/articles/${work.slug}`);
    expect(body).toContain('<dt>People</dt><dd>3 or more</dd>');
    expect(body).toContain('<dt>Time</dt><dd>5 minutes</dd>');
    expect(body).toContain('<dt>Setting</dt><dd>In person</dd>');
    expect(body).toContain('Missing for <em>described</em>: what it leads to and when not to use it.');
  });

  it('says in its head what the API says in Link, and leads to the Markdown', async () => {
    const work = await create(app, ana.token, { title: 'Linked' });
    const { body } = await get(`/articles/${work.slug}`);
    const links = [
      `rel="license" href="https://creativecommons.org/licenses/by/4.0/"`,
      `rel="cite-as" href="http://copse.test/articles/linked"`,
      `rel="author" href="http://copse.test/people/ana-ruiz"`,
      `rel="alternate" type="text/markdown" href="http://copse.test/api/v1/articles/${work.id}.md"`,
    ];
    for (const link of links) expect(body).toContain(`<link ${link}>`);
    const markdown = await get(`/articles/${work.slug}.md`);
    expect([markdown.statusCode, markdown.headers.location]).toEqual([307, `/api/v1/articles/${work.slug}.md`]);
  });

  it('gives the credit line in each form, as the API does', async () => {
    const source = await create(app, ana.token, { title: 'A source' });
    const work = await create(app, ana.token, {
      title: 'Made of it',
      relations: [{ type: 'derived_from', target: source.id, note: 'Shorter' }],
    });
    const { body } = await get(`/articles/${work.slug}`);
    for (const form of ['text', 'html', 'markdown', 'bibtex']) {
      const { body: line } = await app.send('GET', `/works/${work.id}/attribution?format=${form}`);
      const shown = new RegExp(`id="credit-${form}">([^<]*)<`).exec(body)?.[1] ?? '';
      expect(unescaped(shown)).toBe(line);
    }
  });

  it('names people at once as they wish from now on, those a work is made from, too', async () => {
    const lu = await app.contributor('lu-nowak');
    const source = await create(app, lu.token, { title: 'By Lu' });
    const middle = await create(app, ana.token, {
      title: 'From Lu',
      relations: [{ type: 'derived_from', target: source.id }],
    });
    const work = await create(app, ana.token, {
      title: 'From that',
      relations: [{ type: 'translation_of', target: middle.id }],
    });
    const pages = [source, middle, work].map(({ slug }) => `/articles/${slug}`);
    for (const page of pages) expect((await get(page)).body).toContain('Lu Nowak');
    await chooseCredit(app, lu.id, 'pseudonym', 'Somebody');
    for (const page of pages) {
      const { body } = await get(page);
      expect(body).not.toContain('Lu Nowak');
      expect(body).toContain('Somebody');
    }
    await redact(app, source.id, 1, steward.token);
    for (const page of pages.slice(1)) expect((await get(page)).body).not.toContain('By Lu');
  });

  it('follows an imported text whose source has moved', async () => {
    const importer = await app.contributor('importer', ['import']);
    const bring = async (url: string) => {
      const line = { title: 'Moved', body: '[there](other.md)', license: 'CC-BY-4.0', language: 'en' };
      const { body } = await app.app.inject({
        method: 'POST',
        url: '/api/v1/imports/works',
        headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${importer.token}` },
        payload: JSON.stringify({
          ...line,
          credits: [{ name: 'Ana' }],
          origin: { source: 'guide', path: 'moved.md', url },
        }),
      });
      return JSON.parse(body) as { status: string; url: string };
    };
    const { status, url } = await bring('https://old.example/moved.md');
    expect(status).toBe('created');
    const page = new URL(url).pathname;
    expect((await get(page)).body).toContain('href="https://old.example/other.md"');
    expect((await bring('https://new.example/moved.md')).status).toBe('unchanged');
    expect((await get(page)).body).toContain('href="https://new.example/other.md"');
  });

  it('tells nobody of drafts made from it', async () => {
    const work = await create(app, ana.token, { title: 'Quietly used' });
    const page = `/articles/${work.slug}`;
    const before = await get(page);
    await draft(app, ana.token, { title: 'Secret', relations: [{ type: 'derived_from', target: work.id }] });
    // Something else changes, so that the state is read again.
    await create(app, ana.token, { title: 'Something else' });
    const after = await get(page);
    expect([after.headers.etag, after.headers['last-modified']]).toEqual([
      before.headers.etag,
      before.headers['last-modified'],
    ]);
  });

  it('keeps relative links of an imported text where it came from', async () => {
    const path = '/origins?url=https%3A%2F%2Fforge.example%2Fguide%2Fstart.md';
    const article = { title: 'Imported', body: '[there](../other.md) and [here](#here)\n\n## Here', kind: 'article' };
    const put = await app.send('PUT', path, { token: ana.token, body: article });
    expect(put.statusCode, put.body).toBe(201);
    const { body } = await get(`/articles/${put.json().slug}`);
    expect(body).toContain('href="https://forge.example/other.md"');
    expect(body).toContain('href="#h-here"');
  });

  describe('history', () => {
    let work: Got;
    beforeAll(async () => {
      const begun = await draft(app, ana.token, { title: 'Grown', body: 'Never to be seen.' });
      const second = await revise(app, begun, ana.token, { body: 'The first to be seen.\n' });
      const published = await publish(app, second, ana.token);
      const third = await revise(app, published, ana.token, { body: 'The third to be seen.\n', message: 'Counted on' });
      work = await revise(app, third, ana.token, { body: 'The fourth to be seen.\n', tags: ['grown'] });
    });

    it('begins where the work was first published, even for its author', async () => {
      for (const token of [undefined, ana.token]) {
        const list = await get(`/articles/${work.slug}/history`, token);
        expect([...list.body.matchAll(/>Version (\d)<\/a>/g)].map((match) => match[1])).toEqual(['4', '3', '2']);
        expect((await get(`/articles/${work.slug}/history/1`, token)).statusCode).toBe(404);
        expect((await get(`/articles/${work.slug}/history/diff?from=1&to=2`, token)).statusCode).toBe(404);
      }
    });

    it('compares by a form that needs no script, in either order', async () => {
      const { body } = await get(`/articles/${work.slug}/history`);
      expect(body).toContain(`<form action="/articles/grown/history/diff" method="get">`);
      expect(body.match(/type="radio" name="from"/g)?.length).toBe(3);
      for (const query of ['from=2&to=4', 'from=4&to=2']) {
        const diff = await get(`/articles/${work.slug}/history/diff?${query}`);
        expect(diff.body).toContain('The <del>first</del><ins>fourth</ins> to be seen.');
        expect(diff.body).toContain('<h2>Tags</h2>');
      }
      const same = await get(`/articles/${work.slug}/history/diff?from=4`);
      expect(same.body).toContain('These two versions say the same.');
      expect((await get(`/articles/${work.slug}/history/diff`)).statusCode).toBe(422);
      expect((await get(`/articles/${work.slug}/history/x`)).statusCode).toBe(404);
    });

    it('shows an earlier version with a notice, and not to search engines', async () => {
      const { body } = await get(`/articles/${work.slug}/history/2`);
      expect(body).toContain('This is version 2.');
      expect(body).toContain('The first to be seen.');
      expect(body).toContain('<meta name="robots" content="noindex">');
    });

    it('names nobody who wishes not to be named', async () => {
      const eve = await app.contributor('eve-adams');
      const other = await create(app, eve.token, { title: 'Unsigned' });
      await chooseCredit(app, eve.id, 'none');
      for (const path of ['', '/history', '/history/1'])
        expect((await get(`/articles/${other.slug}${path}`)).body).not.toMatch(/eve.adams/i);
      expect((await get('/people/eve-adams')).statusCode).toBe(404);
    });

    it('tells of a version that was taken away, and why', async () => {
      await redact(app, work.id, 3, steward.token, 'Names a <person>');
      const list = await get(`/articles/${work.slug}/history`);
      expect(list.body).toContain('Names a &lt;person&gt;');
      expect(list.body.match(/type="radio" name="from"/g)?.length).toBe(2);
      const version = await get(`/articles/${work.slug}/history/3`);
      expect(version.statusCode).toBe(451);
      expect(version.body).toContain('Names a &lt;person&gt;');
      expect((await get(`/articles/${work.slug}/history/diff?from=3&to=4`)).statusCode).toBe(451);
    });
  });

  it('leads from an old name to the same place under the new one', async () => {
    const work = await create(app, ana.token, { title: 'Old name' });
    const renamed = await app.send('PATCH', `/articles/${work.id}`, {
      token: ana.token,
      headers: { 'if-match': work.etag },
      body: { title: 'New name' },
    });
    const { slug } = renamed.json();
    expect(slug).toBe('new-name');
    for (const path of ['', '/history', '/history/1', '/history/diff?from=1']) {
      const answer = await get(`/articles/${work.slug}${path}`);
      expect([answer.statusCode, answer.headers.location]).toEqual([308, `/articles/${slug}${path}`]);
    }
  });

  it('shows at once what the commons is called now', async () => {
    const work = await create(app, ana.token, { title: 'In a frame' });
    const version = (await app.send('GET', '/instance')).headers.etag as string;
    await get(`/articles/${work.slug}`);
    const renamed = { token: app.adminToken, headers: { 'if-match': version }, body: { name: 'Another commons' } };
    expect((await app.send('PATCH', '/instance', renamed)).statusCode).toBe(200);
    expect((await get(`/articles/${work.slug}`)).body).toContain('Another commons');
  });

  it('says of what was withdrawn when and why, and of drafts nothing', async () => {
    const work = await create(app, ana.token, { title: 'Soon gone' });
    expect((await get(`/articles/${work.slug}`)).statusCode).toBe(200);
    await withdraw(app, work, ana.token, 'It <never> worked');
    for (const path of ['', '/history', '/history/1', '/history/diff?from=1']) {
      const gone = await get(`/articles/${work.slug}${path}`);
      expect(gone.statusCode).toBe(410);
      expect(gone.body).toContain('It &lt;never&gt; worked');
      expect(gone.body).toMatch(/<dt>Withdrawn<\/dt><dd dir="auto"><time datetime/);
      expect(gone.body).not.toContain('Soon gone');
    }
    const secret = await draft(app, ana.token, { title: 'Secret' });
    for (const token of [undefined, ana.token])
      expect((await get(`/articles/${secret.id}`, token)).statusCode).toBe(404);
  });
});

function unescaped(html: string): string {
  const letters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (_whole, name: string) => letters[name]!);
}
