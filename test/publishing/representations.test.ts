import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Practice } from '../../src/articles/schema.ts';
import { readArticle } from '../../src/cli/sources/article.ts';
import { canonicalJson } from '../../src/lib/text.ts';
import { type Commons, checkIn, openCommons } from './commons.ts';

interface Described {
  '@type': string;
  isBasedOn?: { '@id': string; license: string; author: { name: string }[] }[];
  [property: string]: unknown;
}

let commons: Commons;
const forms = ['md', 'jsonld', 'json'] as const;

beforeAll(async () => {
  commons = await openCommons();
});
afterAll(() => commons.close());

const get = (path: string, headers: Record<string, string> = {}) => commons.send('GET', path, { headers });
const describeWork = async (slug: string) => (await get(`/articles/${slug}.jsonld`)).json<Described>();

describe('a work under its other names', () => {
  it('200 as Markdown, JSON-LD and JSON, by slug and id, under its kind and under works', async () => {
    const types = {
      md: 'text/markdown; charset=utf-8',
      jsonld: 'application/ld+json; charset=utf-8',
      json: 'application/json; charset=utf-8',
    };
    for (const form of forms) {
      const bodies = new Set<string>();
      for (const ref of ['check-in-round', commons.ids['check-in-round']]) {
        for (const path of ['works', 'articles']) {
          const answer = await get(`/${path}/${ref}.${form}`);
          expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, types[form]]);
          bodies.add(form === 'json' ? canonicalJson(answer.json()) : answer.body);
        }
      }
      expect(bodies.size).toBe(1);
    }
  });

  it('200 as JSON just like without the ending', async () => {
    const [whole, named] = [await get('/works/check-in-round'), await get('/works/check-in-round.json')];
    expect(named.json()).toEqual(whole.json());
    expect(named.headers.etag).toBe(whole.headers.etag);
  });

  it('304 for an ETag of its own, which no other form has', async () => {
    const tags = new Set<unknown>();
    for (const form of forms) {
      const { headers } = await get(`/works/check-in-round.${form}`);
      const etag = String(headers.etag);
      tags.add(etag);
      for (const same of [
        { 'if-none-match': etag },
        { 'if-none-match': `W/${etag}` },
        { 'if-modified-since': String(headers['last-modified']) },
      ]) {
        const answer = await get(`/works/check-in-round.${form}`, same as Record<string, string>);
        expect([answer.statusCode, answer.body]).toEqual([304, '']);
      }
    }
    expect(tags.size).toBe(forms.length);
    expect([...tags][0]).toBe('"1.0;md"');
  });

  it('links to licence, authors, page, and the other forms', async () => {
    const { headers } = await get('/articles/check-in-round.md');
    const id = commons.ids['check-in-round'];
    for (const link of [
      '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
      '<http://copse.test/articles/check-in-round>; rel="cite-as"',
      '<http://copse.test/articles/check-in-round>; rel="canonical"; type="text/html"',
      '<http://copse.test/people/ana-ruiz>; rel="author"',
      `<http://copse.test/api/v1/articles/${id}.jsonld>; rel="alternate"; type="application/ld+json"`,
    ]) {
      expect(headers.link).toContain(link);
    }
  });

  it('404, 308, 410 and 451 as for the work itself', async () => {
    const ana = await commons.contributor('cy', ['read', 'publish', 'steward']);
    const post = async (title: string) =>
      (await commons.send('POST', '/articles', { token: ana.token, body: { title, body: 'Secret text.' } })).json<{
        id: string;
      }>();
    const moved = await post('Old name');
    const withdrawn = await post('To be withdrawn');
    const redacted = await post('To be redacted');
    await commons.send('PATCH', `/articles/${moved.id}`, {
      token: ana.token,
      headers: { 'if-match': '"1.0"' },
      body: { title: 'New name' },
    });
    await commons.send('DELETE', `/articles/${withdrawn.id}`, { token: ana.token, headers: { 'if-match': '"1.0"' } });
    await commons.send('POST', `/works/${redacted.id}/revisions/1/redaction`, {
      token: ana.token,
      body: { reason: 'r' },
    });
    for (const form of forms) {
      expect((await get(`/articles/nowhere.${form}`)).statusCode).toBe(404);
      expect((await get(`/articles/no way.${form}`)).statusCode).toBe(404);
      const old = await get(`/articles/old-name.${form}?x`);
      expect([old.statusCode, old.headers.location]).toEqual([308, `/api/v1/articles/new-name.${form}?x`]);
      for (const [work, status] of [
        [withdrawn, 410],
        [redacted, 451],
      ] as const) {
        const answer = await get(`/works/${work.id}.${form}`);
        expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
        expect(answer.body).not.toContain('Secret');
      }
    }
  });

  it('shows a draft to its author alone', async () => {
    const dee = await commons.contributor('dee');
    const draft = (
      await commons.send('POST', '/articles', {
        token: dee.token,
        body: { title: 'Unfinished', body: 'x', status: 'draft' },
      })
    ).json<{ id: string }>();
    for (const form of forms) {
      expect((await get(`/works/${draft.id}.${form}`)).statusCode).toBe(404);
      const own = await commons.send('GET', `/works/${draft.id}.${form}`, { token: dee.token });
      expect([own.statusCode, own.headers['cache-control']]).toEqual([200, 'private, no-store']);
    }
  });
});

describe('Markdown of a work', () => {
  it('becomes the same work again, without a revision, when it is put back', async () => {
    const { token } = await commons.contributor('fay', ['publish', 'steward']);
    for (const ref of Object.values(commons.ids)) {
      const { body } = await get(`/works/${ref}.md`);
      const around = {
        origin: { source: 's', path: 'p.md' },
        path: 'p.md',
        sourceName: 's',
        findPath: () => undefined,
      };
      const article = readArticle(body, around, {} as never);
      if ('reason' in article) throw new Error(article.reason);
      // Names alone would make new people of those credited.
      const { origin: _origin, credits: _credits, ...fields } = article.line;
      const answer = await commons.send('PUT', `/articles/${ref}`, {
        token,
        headers: { 'if-match': '"1.0"' },
        body: fields,
      });
      expect([answer.statusCode, answer.json<{ version: number }>().version]).toEqual([200, 1]);
    }
  });

  it('has its fields in the order in which they are documented', async () => {
    const { body } = await get('/articles/check-in-round.md');
    const names = [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name!);
    expect(names.filter((name) => name in Practice.properties)).toEqual(Object.keys(checkIn.practice));
    expect(body).toContain('\n    - title: Ask one question\n      body: ');
  });

  it('leaves out relations to what the reader may not know of', async () => {
    const eve = await commons.contributor('eve');
    const send = async (body: object) =>
      (await commons.send('POST', '/articles', { token: eve.token, body })).json<{ id: string }>();
    const draft = await send({ title: 'Hidden', body: 'x', status: 'draft' });
    const work = await send({ title: 'Shown', body: 'x', relations: [{ type: 'uses', target: draft.id }] });
    expect((await get(`/works/${work.id}.md`)).body).not.toContain(draft.id);
    expect((await commons.send('GET', `/works/${work.id}.md`, { token: eve.token })).body).toContain(draft.id);
  });
});

describe('JSON-LD of a work', () => {
  it('describes a practice with steps as a HowTo', async () => {
    expect(await describeWork('check-in-round')).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'HowTo',
      '@id': 'http://copse.test/articles/check-in-round',
      headline: 'Check-in round',
      inLanguage: 'en',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      author: [{ '@type': 'Person', name: 'Ana Ruiz', url: 'http://copse.test/people/ana-ruiz' }],
      isAccessibleForFree: true,
      version: '1',
      datePublished: '2026-03-01T11:00:00.000Z',
      publisher: { '@type': 'Organization', name: 'Forest & Friends' },
      sdPublisher: { name: 'Forest & Friends' },
      totalTime: 'PT15M',
      educationalLevel: 'easy',
      audience: [{ audienceType: 'facilitators' }],
      step: [
        { '@type': 'HowToStep', position: 1, name: 'Ask one question', text: 'For example: **how are you here?**' },
        { position: 2, name: 'Go round', text: 'Go round' },
      ],
    });
  });

  it('names what it is based on, with the licence of that', async () => {
    const slug = Object.keys(commons.ids)[1]!;
    const described = await describeWork(slug);
    expect(described['@type']).toBe('Article');
    expect(described.isBasedOn).toEqual([
      expect.objectContaining({
        '@id': 'http://copse.test/articles/check-in-round',
        license: 'https://creativecommons.org/licenses/by/4.0/',
        author: [expect.objectContaining({ name: 'Ana Ruiz' })],
      }),
    ]);
  });

  it('names nobody where nobody wants to be named, and says where it came from', async () => {
    const described = await describeWork(Object.keys(commons.ids)[2]!);
    expect(described).not.toHaveProperty('author');
    expect(described.sameAs).toBe('https://git.example/o/r/blob/main/docs/welcome.md');
  });

  it('may stand in a script element', async () => {
    const { body } = await get(`/articles/${Object.keys(commons.ids)[1]}.jsonld`);
    expect(body).not.toContain('<');
    expect(JSON.parse(body).name).toBe('Runde <b>zum</b> Ankommen ]]> & Würde');
  });

  it('200 with another ETag once the instance has another name', async () => {
    const { headers } = await get('/articles/check-in-round.jsonld');
    const { version } = (await get('/instance')).json<{ version: number }>();
    await commons.send('PATCH', '/instance', {
      token: commons.adminToken,
      headers: { 'if-match': `"${version}.0"` },
      body: { name: 'Grove' },
    });
    const answer = await get('/articles/check-in-round.jsonld', { 'if-none-match': String(headers.etag) });
    expect(answer.statusCode).toBe(200);
    expect(answer.json<{ publisher: object }>().publisher).toMatchObject({ name: 'Grove' });
  });
});
