import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catchUp } from '../../src/changes/catch-up.ts';
import { followWorks } from '../../src/search/follower.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from '../publishing/xml.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { Send } from './client.ts';
import { executableIn, executableInPage } from './executable.ts';
import { textsIn } from './text-fields.ts';
import { closedFields, createTextWriter } from './text-writer.ts';
import { vectors } from './vectors.ts';

const minutes = 60_000;

let app: TestApp;
let send: Send;
/** By operation: the pointers of fields that took a vector, and of those that there are. */
const taken = new Map<string, Set<string>>();
const existing = new Map<string, Set<string>>();

/** Every vector through every field of every operation. */
beforeAll(async () => {
  app = await startTestApp();
  send = senderTo(app);
  const writer = await createTextWriter(send);
  for (const vector of vectors) {
    for (const operation of writer.operations) {
      const body = writer.bodyWith(operation, () => vector);
      const name = operation.operationId;
      existing.set(name, (existing.get(name) ?? new Set()).union(new Set(textsIn(body))));
      taken.set(name, (taken.get(name) ?? new Set()).union(new Set(await writer.write(operation, body))));
    }
  }
  await catchUp(app.db, 'search:postgres', followWorks(app.db, app.deps.search.engines[0]!));
}, 10 * minutes);
afterAll(async () => await app?.close());

function senderTo({ app: server, adminToken }: TestApp): Send {
  return async (method, url, { body, headers = {} } = {}) => {
    const authorization = `Bearer ${adminToken}`;
    const payload = body === undefined ? {} : { payload: body as object };
    const answer = await server.inject({
      method: method as 'GET',
      url,
      headers: { authorization, ...headers },
      ...payload,
    });
    return {
      status: answer.statusCode,
      headers: new Headers(answer.headers as Record<string, string>),
      text: answer.body,
      json: () => answer.json(),
    };
  };
}

describe('text that wants to run', { timeout: 2 * minutes }, () => {
  it('is taken by every field that takes text', () => {
    const missed = [...existing].flatMap(([name, pointers]) =>
      [...pointers]
        .filter((pointer) => !closedFields.has(pointer) && !taken.get(name)!.has(pointer))
        .map((pointer) => `${name} ${pointer}`),
    );
    expect(missed).toEqual([]);
    expect(taken.get('createArticle')!.size).toBeGreaterThan(20);
  });

  it('does not run in the HTML of works, their revisions, their credit lines and their cards', async () => {
    const works = await listAll('/api/v1/works?limit=100&include=body,html,practice');
    expect(works.length).toBeGreaterThan(vectors.length * 3);
    for (const { id } of works) {
      for (const path of [`/api/v1/works/${id}`, `/api/v1/works/${id}/revisions/1`]) {
        const answer = await send('GET', path);
        // That it was redacted is all that the answer says then.
        if (answer.status !== 451) expect(faultsInJson(answer.json()), path).toEqual([]);
      }
      const line = await send('GET', `/api/v1/works/${id}/attribution?format=html`);
      expect(executableIn(line.text), line.text).toEqual([]);
    }
    expect(faultsInJson(works)).toEqual([]);
  });

  it('does not run in feeds, nor break them', async () => {
    const named = vectors.flatMap((vector) =>
      ['q', 'tag'].map((name) => `limit=3&${new URLSearchParams({ [name]: vector })}`),
    );
    for (const query of ['limit=100', ...named]) {
      const rss = parseXml((await send('GET', `/feed.rss?${query}`)).text);
      const items = childrenOf(childrenOf(rss, 'channel')[0]!, 'item');
      expect(faultsInTexts(items, 'description', 'content:encoded')).toEqual([]);
      const atom = parseXml((await send('GET', `/feed.atom?${query}`)).text);
      expect(faultsInTexts(childrenOf(atom, 'entry'), 'content')).toEqual([]);
      expect(addressesIn(atom).filter((address) => !/^(https?|mailto|urn):/.test(address))).toEqual([]);
      const json = await send('GET', `/feed.json?${query}`);
      expect(faultsInJson(json.json())).toEqual([]);
    }
  });

  it('does not run in what search marks, nor on the pages, whether stored or asked for', async () => {
    for (const vector of [...vectors, 'alert', 'onerror', 'script', 'e.example']) {
      const q = encodeURIComponent(vector);
      const found = await send('GET', `/api/v1/search?limit=100&q=${q}`);
      expect(found.status).toBe(200);
      const items = found.json().items as { highlight: { title: string; body: string } }[];
      for (const { highlight } of items) {
        for (const html of [highlight.title, highlight.body])
          expect(html.replaceAll(/<\/?mark>/g, ''), vector).not.toMatch(/[<>]/);
      }
      for (const path of [`/search?q=${q}`, `/articles/${q}`, `/search?tag=${q}`, `/${q}`]) {
        const page = await send('GET', path);
        if (String(page.headers.get('content-type')).startsWith('text/html'))
          expect(executableInPage(page.text), path).toEqual([]);
        else expect(String(page.headers.get('content-type')), path).toMatch(/^application\/(problem\+)?json/);
      }
    }
  });

  it('does not run on the pages of works, people, communities and the instance', async () => {
    const works = await listAll('/api/v1/works?limit=100');
    const people = await listAll('/api/v1/contributors?limit=100');
    const communities = await listAll('/api/v1/communities?limit=100');
    const pages = [
      ...['/', '/about', '/imprint', '/privacy', '/terms', '/search', '/docs/problems'],
      ...works.map(({ slug }) => `/articles/${slug}`),
      ...people.map(({ handle }) => `/people/${handle}`),
      ...communities.map(({ slug }) => `/communities/${slug}`),
    ];
    expect(people.length).toBeGreaterThan(vectors.length);
    for (const path of pages) {
      const page = await send('GET', path);
      expect([page.status, page.headers.get('content-type')], path).toEqual([200, 'text/html; charset=utf-8']);
      expect(executableInPage(page.text), path).toEqual([]);
    }
  });

  it('is found where it runs', () => {
    for (const html of [
      '<p onclick=x>',
      '<script>x</script>',
      '<a href="java\tscript:x">x</a>',
      '<a id=location>x</a>',
      '<input>',
      '<p style="a:b">',
    ]) {
      expect(executableIn(html), html).toHaveLength(1);
      expect(executableInPage(`<!doctype html><html><body>${html}</body></html>`), html).toHaveLength(1);
    }
    expect(executableInPage('<!doctype html><html><body onload=x></body></html>')).toHaveLength(1);
    expect(executableIn('<p><a href="https://e.example/" rel="nofollow">x</a> <mark>y</mark></p>')).toEqual([]);
  });
});

type Item = Record<'id' | 'slug' | 'handle', string>;

async function listAll(path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let next: string | null = path; next !== null; ) {
    const page = (await send('GET', next)).json() as unknown as { items: Item[]; next: string | null };
    items.push(...page.items);
    next = page.next === null ? null : page.next.replace(/^https?:\/\/[^/]+/, '');
  }
  return items;
}

/** In every member of an answer that is HTML by its name. */
function faultsInJson(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return /(^|_)html$/.test(name) ? executableIn(value) : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => faultsInJson(item, Array.isArray(value) ? name : key));
}

function faultsInTexts(nodes: readonly XmlNode[], ...names: string[]): string[] {
  return nodes.flatMap((node) => names.flatMap((name) => executableIn(textOf(node, name) ?? '')));
}

function addressesIn(node: XmlNode): string[] {
  const own =
    node.name === 'uri' || node.name === 'id'
      ? [node.text]
      : node.attributes.href === undefined
        ? []
        : [node.attributes.href];
  return [...own, ...node.children.flatMap(addressesIn)];
}
