import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMatches } from '../../../src/publishing/feeds/matches.ts';
import type { FindMatches } from '../../../src/search/engine.ts';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';

interface Item {
  id: string;
  title: string;
  content_html: string;
  date_published: string;
  date_modified: string;
}
interface Feed {
  title: string;
  next_url?: string;
  items: Item[];
}
interface Work {
  id: string;
  version: number;
}

describe.each(databaseKinds)('GET /feed.* on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let clock = Date.parse('2026-03-01T10:00:00.000Z');

  beforeAll(async () => {
    app = await startTestApp(kind, { now: () => new Date(clock) });
    ana = await app.contributor('ana', ['read', 'publish', 'import', 'steward']);
  });
  afterAll(() => app.close());

  const get = (path: string, headers: Record<string, string> = {}) => app.send('GET', path, { headers });
  const titles = async (query: string) =>
    (await get(`/feed.json?${query}`)).json<Feed>().items.map(({ title }) => title);
  const itemOf = async ({ id }: Work) =>
    (await get('/feed.json?limit=100')).json<Feed>().items.find((item) => item.id === `urn:uuid:${id}`);

  async function publish(fields: object): Promise<Work> {
    clock += 60_000;
    const answer = await app.send('POST', '/articles', { token: ana.token, body: { body: 'Text.', ...fields } });
    expect(answer.statusCode).toBe(201);
    return answer.json();
  }

  async function revise(work: Work, fields: object): Promise<void> {
    clock += 60_000;
    const headers = { 'if-match': `"${work.version}.0"` };
    const answer = await app.send('PATCH', `/articles/${work.id}`, { token: ana.token, headers, body: fields });
    expect(answer.statusCode).toBe(200);
    work.version += 1;
  }

  it('200 newest publication first, whatever was revised since', async () => {
    const first = await publish({ title: 'First', tags: ['order'] });
    await publish({ title: 'Second', tags: ['order'] });
    await revise(first, { body: 'Changed.' });
    expect(await titles('tag=order')).toEqual(['Second', 'First']);
  });

  it('200 updated when it was amended, and as it was after a minor edit, whose text shows all the same', async () => {
    const work = await publish({ title: 'Amended' });
    const published = (await itemOf(work))!.date_published;
    await revise(work, { body: 'A minor thing.', minor: true });
    const [minor, tag] = [await itemOf(work), (await get('/feed.json')).headers.etag];
    expect(minor).toMatchObject({ date_published: published, date_modified: published });
    expect(minor!.content_html).toContain('A minor thing.');
    await revise(work, { body: 'Something else.' });
    expect(await itemOf(work)).toMatchObject({
      date_published: published,
      date_modified: new Date(clock).toISOString(),
    });
    expect((await get('/feed.json')).headers.etag).not.toBe(tag);
  });

  it('200 without what was withdrawn or redacted, the next moment', async () => {
    const [withdrawn, redacted] = [
      await publish({ title: 'Withdrawn' }),
      await publish({ title: 'Redacted', body: 'A secret.' }),
    ];
    const before = await get('/feed.rss');
    clock += 60_000;
    await app.send('DELETE', `/articles/${withdrawn.id}`, { token: ana.token, headers: { 'if-match': '"1.0"' } });
    const { statusCode } = await app.send('POST', `/works/${redacted.id}/revisions/1/redaction`, {
      token: ana.token,
      body: { reason: 'Names a child.' },
    });
    expect(statusCode).toBeLessThan(300);
    for (const path of ['/feed.rss', '/feed.atom', '/feed.json']) {
      const { body } = await get(path);
      for (const text of ['Withdrawn', 'Redacted', 'A secret.']) expect(body).not.toContain(text);
    }
    const headers = { 'if-modified-since': String(before.headers['last-modified']) };
    expect((await get('/feed.rss', headers)).statusCode).toBe(200);
  });

  it('200 without drafts, also for their authors', async () => {
    await publish({ title: 'Unfinished', status: 'draft' });
    const { body, headers } = await app.send('GET', '/feed.json', { token: ana.token });
    expect(body).not.toContain('Unfinished');
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('200 with only what passes all filters, named in the title', async () => {
    const practice = { steps: [{ title: 'Go' }], participants: { min: 5, max: 8 }, setting: ['online'] };
    await publish({ title: 'Fits', language: 'de', tags: ['filter'], practice });
    await publish({
      title: 'Too many',
      language: 'de',
      tags: ['filter'],
      practice: { ...practice, participants: { min: 9 } },
    });
    await publish({ title: 'English', language: 'en', tags: ['filter'], practice });
    const query = 'kind=article&tag=filter&tag=other&language=de&participants=6&setting=online&contributor=ana';
    expect(await titles(query)).toEqual(['Fits']);
    const { title } = (await get(`/feed.json?${query}`)).json<Feed>();
    expect(title).toBe('Copse: articles, tagged filter or other, by ana, in German, setting online, for 6 people');
  });

  it('200 page after page to the first work there is, while new ones come in', async () => {
    for (let index = 1; index <= 5; index++) await publish({ title: `Page ${index}`, tags: ['paged'] });
    const seen: string[] = [];
    let path: string | undefined = '/feed.json?tag=paged&limit=2';
    while (path !== undefined) {
      const page: Feed = (await get(path)).json();
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ title }) => title));
      await publish({ title: 'Came in between', tags: ['paged'] });
      path = page.next_url?.replace('http://copse.test', '');
    }
    expect(seen).toEqual(['Page 5', 'Page 4', 'Page 3', 'Page 2', 'Page 1']);
  });

  it('200 with all that match q, newest first, not a window of the best', async () => {
    for (let index = 1; index <= 12; index++)
      await publish({ title: `Note ${index}`, tags: ['q'], body: index % 4 === 0 ? 'Nothing.' : 'About harvesting.' });
    const best = await publish({ title: 'Harvesting', tags: ['q'], body: 'Harvesting, harvesting!' });
    await revise(best, { body: 'Harvesting all day.' });
    const gone = await publish({ title: 'Gone', tags: ['q'], body: 'Harvesting.' });
    await publish({ title: 'Elsewhere', body: 'Harvesting.' });
    await app.deps.search.engines[0]!.rebuild();
    await app.send('DELETE', `/articles/${gone.id}`, { token: ana.token, headers: { 'if-match': '"1.0"' } });
    const seen: string[] = [];
    let path: string | undefined = '/feed.json?q=harvesting&tag=q&limit=3';
    while (path !== undefined) {
      const page: Feed = (await get(path)).json();
      expect(page.title).toBe('Copse: works, about “harvesting”, tagged q');
      seen.push(...page.items.map(({ title }) => title));
      path = page.next_url?.replace('http://copse.test', '');
    }
    expect(seen).toEqual(['Harvesting', ...[11, 10, 9, 7, 6, 5, 3, 2, 1].map((index) => `Note ${index}`)]);
  });

  it('fills its pages where the index still proposes what is gone', async () => {
    for (let index = 1; index <= 9; index++) {
      const { id } = await publish({ title: `Stale ${index}`, tags: ['stale'] });
      const headers = { 'if-match': '"1.0"' };
      if (index % 3 > 0) await app.send('DELETE', `/articles/${id}`, { token: ana.token, headers });
    }
    const index = await app.db
      .selectFrom('works')
      .select(['id', 'published_at', 'title'])
      .where('title', 'like', 'Stale %')
      .orderBy('published_at', 'desc')
      .execute();
    const places = index.map(({ id, published_at }) => ({ id, published_at: published_at! }));
    const lagging: FindMatches = async ({ limit, after }) => {
      const start = after === undefined ? 0 : places.findIndex(({ id }) => id === after.id) + 1;
      return places.slice(start, start + limit);
    };
    const seen: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listMatches(app.db, lagging, { q: 'stale', filters: {}, limit: 2, cursor });
      seen.push(page.items.map(({ title }) => title));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual([['Stale 9', 'Stale 6'], ['Stale 3']]);
  });

  it('200 without items for a q that nothing holds', async () => {
    for (const q of ['xyzzyplugh', '%21%21', 'harvesting xyzzyplugh']) expect(await titles(`q=${q}`)).toEqual([]);
    expect(await titles('q=%20&tag=filter')).toHaveLength(3);
  });

  it('304 without a body for the same ETag or date, the ETag outranking the date', async () => {
    clock += 60_000;
    for (const path of ['/feed.rss', '/feed.atom', '/feed.json', '/feed.json?tag=filter&limit=1']) {
      const { headers } = await get(path);
      const [etag, date] = [String(headers.etag), String(headers['last-modified'])];
      for (const same of [{ 'if-none-match': etag }, { 'if-none-match': `W/${etag}` }, { 'if-modified-since': date }]) {
        const answer = await get(path, same as Record<string, string>);
        expect([answer.statusCode, answer.body]).toEqual([304, '']);
        for (const name of ['etag', 'last-modified', 'cache-control', 'vary'])
          expect(answer.headers[name]).toBe(headers[name]);
      }
      expect((await get(path, { 'if-none-match': '"other"', 'if-modified-since': date })).statusCode).toBe(200);
      expect((await get(path, { 'if-modified-since': 'Sun, 01 Feb 2026 00:00:00 GMT' })).statusCode).toBe(200);
    }
  });

  it('200 for a date when the instance was renamed since', async () => {
    const before = await get('/feed.atom');
    clock += 60_000;
    await app.send('PATCH', '/instance', {
      token: app.adminToken,
      headers: { 'if-match': '"1.0"' },
      body: { name: 'Renamed' },
    });
    const after = await get('/feed.atom', { 'if-modified-since': String(before.headers['last-modified']) });
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain('<title>Renamed</title>');
  });

  it('HEAD with the headers of GET and no body', async () => {
    for (const path of ['/feed.rss', '/feed.atom', '/feed.json']) {
      const [head, whole] = [await app.send('HEAD', path), await get(path)];
      expect([head.statusCode, head.body]).toEqual([200, '']);
      for (const name of ['etag', 'last-modified', 'content-type', 'content-length', 'link'])
        expect(head.headers[name]).toBe(whole.headers[name]);
    }
  });

  it('422 naming the parameter that is unknown, malformed or foreign', async () => {
    const cursor = new URL((await get('/feed.json?limit=1')).json<Feed>().next_url!).searchParams.get('cursor');
    for (const [query, pointer] of [
      ['utm_source=x', '?utm_source'],
      ['limit=101', '?limit'],
      ['limit=0', '?limit'],
      ['participants=many', '?participants'],
      ['cursor=nonsense', '?cursor'],
      [`cursor=${cursor}&tag=filter`, '?cursor'],
      [`cursor=${cursor}&q=harvesting`, '?cursor'],
    ]) {
      const answer = await get(`/feed.atom?${query}`);
      expect(answer.statusCode).toBe(422);
      expect(answer.json<{ errors: object[] }>().errors).toEqual([expect.objectContaining({ pointer })]);
    }
  });
});
