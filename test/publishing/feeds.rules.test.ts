import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elementsOf } from '../rendering/parsed.ts';
import { type Commons, openCommons } from './commons.ts';
import { childrenOf, parseXml, textOf, type XmlNode } from './xml.ts';

/** What the standards of feeds ask for, a rule a test. */
const rfc822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const licenses = [
  'https://creativecommons.org/publicdomain/zero/1.0/',
  'https://creativecommons.org/licenses/by-sa/4.0/',
  'https://creativecommons.org/licenses/by/4.0/',
];

interface JsonItem {
  id: string;
  url: string;
  title: string;
  content_html: string;
  summary: string;
  date_published: string;
  date_modified: string;
  authors?: { name: string; url?: string }[];
  tags: string[];
  language?: string;
  _license: { about: string; spdx: string; url: string; attribution: string; attribution_html: string };
}
interface JsonFeed {
  version: string;
  title: string;
  home_page_url: string;
  feed_url: string;
  next_url?: string;
  authors: object[];
  items: JsonItem[];
}

let commons: Commons;
let rss: XmlNode;
let channel: XmlNode;
let items: XmlNode[];
let atom: XmlNode;
let entries: XmlNode[];
let json: JsonFeed;
const types: Record<string, unknown> = {};

beforeAll(async () => {
  commons = await openCommons();
  const get = async (path: string) => {
    const answer = await commons.send('GET', path);
    types[path] = answer.headers['content-type'];
    return answer.body;
  };
  rss = parseXml(await get('/feed.rss'));
  channel = childrenOf(rss, 'channel')[0]!;
  items = childrenOf(channel, 'item');
  atom = parseXml(await get('/feed.atom'));
  entries = childrenOf(atom, 'entry');
  json = JSON.parse(await get('/feed.json'));
});
afterAll(() => commons.close());

const links = (node: XmlNode, rel: string, name = 'link') =>
  childrenOf(node, name)
    .filter(({ attributes }) => attributes.rel === rel)
    .map(({ attributes }) => attributes);
const one = (node: XmlNode, name: string) => {
  const found = childrenOf(node, name);
  expect(found).toHaveLength(1);
  return found[0]!.text;
};
const addresses = (html: string) =>
  elementsOf(html)
    .flatMap(({ properties }) => [properties.href, properties.cite])
    .filter((value) => typeof value === 'string');

describe('RSS 2.0', () => {
  it('says its version, and is one channel with title, link and description', () => {
    expect(rss.attributes.version).toBe('2.0');
    expect(childrenOf(rss, 'channel')).toHaveLength(1);
    for (const name of ['title', 'link', 'description']) expect(one(channel, name)).not.toBe('');
  });

  it('has title, link and guid on every item', () => {
    expect(items).toHaveLength(3);
    for (const item of items) for (const name of ['title', 'link', 'guid']) expect(one(item, name)).not.toBe('');
  });

  it('has GUIDs that are URNs, say so, and are unique', () => {
    const guids = items.map((item) => childrenOf(item, 'guid')[0]!);
    for (const { text, attributes } of guids) {
      expect(text).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
      expect(attributes.isPermaLink).toBe('false');
    }
    expect(new Set(guids.map(({ text }) => text)).size).toBe(guids.length);
  });

  it('has dates of RFC 822 with the right weekday', () => {
    for (const date of [textOf(channel, 'lastBuildDate')!, ...items.map((item) => textOf(item, 'pubDate')!)]) {
      expect(date).toMatch(rfc822);
      expect(new Date(date).toUTCString()).toBe(date);
    }
  });

  it('has the whole text as HTML, the summary as text without markup', () => {
    const item = items[2]!;
    expect(textOf(item, 'content:encoded')).toContain('<strong>how are you here?</strong>');
    expect(textOf(item, 'content:encoded')).toContain('In an emergency.');
    expect(textOf(item, 'description')).toBe(
      'Everybody says a sentence &amp; is heard before the work &lt;begins&gt;.',
    );
  });

  it('has absolute addresses only', () => {
    for (const item of items) {
      const found = addresses(textOf(item, 'content:encoded')!);
      expect(found.length).toBeGreaterThan(0);
      for (const address of found) expect(address).toMatch(/^https?:\/\//);
    }
  });

  it('names people in dc:creator, and no e-mail address anywhere', () => {
    expect(items.map((item) => childrenOf(item, 'dc:creator').map(({ text }) => text))).toEqual([
      [],
      ['Łucja „Lu“ Nowak'],
      ['Ana Ruiz'],
    ]);
    for (const node of [channel, ...items])
      for (const name of ['author', 'managingEditor', 'webMaster']) expect(childrenOf(node, name)).toEqual([]);
    expect(JSON.stringify([rss, atom, json])).not.toContain('@forest.example');
  });

  it('has a link to itself that equals the request, and the media type of RSS', async () => {
    expect(types['/feed.rss']).toBe('application/rss+xml; charset=utf-8');
    const path = '/feed.rss?tag=a%20%26%20b&tag=opening&limit=1';
    const filtered = childrenOf(parseXml((await commons.send('GET', path)).body), 'channel')[0]!;
    expect(links(filtered, 'self', 'atom:link')).toEqual([
      { rel: 'self', href: `http://copse.test${path}`, type: 'application/rss+xml' },
    ]);
  });

  it('has the licence as creativeCommons:license on the channel and on every item', () => {
    expect(one(channel, 'creativeCommons:license')).toBe('https://creativecommons.org/licenses/by/4.0/');
    expect(items.map((item) => one(item, 'creativeCommons:license'))).toEqual(licenses);
    expect(rss.attributes['xmlns:creativeCommons']).toBe('http://backend.userland.com/creativeCommonsRssModule');
  });

  it('drops what XML cannot hold, and keeps what only looks like markup', () => {
    expect(textOf(items[1]!, 'title')).toBe('Runde <b>zum</b> Ankommen ]]> & Würde');
    expect(textOf(items[1]!, 'content:encoded')).toContain('"]]>"');
  });
});

describe('Atom', () => {
  it('has exactly one id, title and updated, and an author for entries without one', () => {
    for (const name of ['id', 'title', 'updated']) expect(one(atom, name)).not.toBe('');
    expect(textOf(childrenOf(atom, 'author')[0]!, 'name')).toBe('Forest & Friends');
    expect(childrenOf(entries[0]!, 'author')).toEqual([]);
  });

  it('has exactly one id, title and updated on every entry, with content', () => {
    expect(entries).toHaveLength(3);
    for (const entry of entries) {
      for (const name of ['id', 'title', 'updated', 'content']) expect(one(entry, name)).not.toBe('');
    }
  });

  it('has ids that are absolute IRIs and the same in all three formats', () => {
    const ids = entries.map((entry) => textOf(entry, 'id'));
    expect(ids).toEqual(items.map((item) => textOf(item, 'guid')));
    expect(ids).toEqual(json.items.map(({ id }) => id));
    expect(textOf(atom, 'id')).toMatch(/^urn:uuid:/);
  });

  it('has dates of RFC 3339 with a capital T and Z', () => {
    for (const node of [atom, ...entries]) expect(textOf(node, 'updated')).toMatch(rfc3339);
    for (const entry of entries) expect(textOf(entry, 'published')).toMatch(rfc3339);
  });

  it('has one link to itself, and one alternate of each type', () => {
    expect(links(atom, 'self')).toEqual([
      { rel: 'self', href: 'http://copse.test/feed.atom', type: 'application/atom+xml' },
    ]);
    for (const node of [atom, ...entries]) {
      const alternates = links(node, 'alternate').map(({ type }) => type);
      expect(new Set(alternates).size).toBe(alternates.length);
      expect(alternates).toContain('text/html');
    }
  });

  it('has licence and rights on every entry, each licence once', () => {
    expect(entries.map((entry) => links(entry, 'license').map(({ href }) => href))).toEqual(
      licenses.map((href) => [href]),
    );
    expect(textOf(entries[1]!, 'rights')).toContain(
      'Based on “Check-in round” <http://copse.test/articles/check-in-round> by Ana Ruiz',
    );
  });

  it('is served as Atom, its content as escaped HTML', () => {
    expect(types['/feed.atom']).toBe('application/atom+xml; charset=utf-8');
    for (const entry of entries) {
      expect(childrenOf(entry, 'content')[0]!.attributes.type).toBe('html');
      expect(childrenOf(entry, 'content')[0]!.children).toEqual([]);
    }
  });

  it('says the language of every entry', () => {
    expect(entries.map(({ attributes }) => attributes['xml:lang'])).toEqual(['ar', 'de', 'en']);
  });
});

describe('JSON Feed 1.1', () => {
  it('has version, title and items, also when there are none', async () => {
    const empty = (await commons.send('GET', '/feed.json?tag=none')).json<JsonFeed>();
    for (const feed of [json, empty]) {
      expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
      expect(feed.title).not.toBe('');
      expect(Array.isArray(feed.items)).toBe(true);
    }
    expect(empty.items).toEqual([]);
  });

  it('has home_page_url and feed_url', () => {
    expect(json).toMatchObject({ home_page_url: 'http://copse.test/', feed_url: 'http://copse.test/feed.json' });
  });

  it('has an id that is a string, and content_html, on every item', () => {
    expect(json.items).toHaveLength(3);
    for (const { id, content_html } of json.items) {
      expect(id).toMatch(/^urn:uuid:/);
      expect(content_html).not.toBe('');
    }
  });

  it('has HTML in content_html only', () => {
    expect(json.items[2]!.summary).toBe('Everybody says a sentence & is heard before the work <begins>.');
    expect(json.items[1]!.title).toBe('Runde <b>zum</b> Ankommen ]]> & Würde');
  });

  it('has authors, none of them empty, and no author', () => {
    expect(json.items.map(({ authors }) => authors?.map(({ name }) => name))).toEqual([
      undefined,
      ['Łucja „Lu“ Nowak'],
      ['Ana Ruiz'],
    ]);
    for (const node of [json, ...json.items]) expect(node).not.toHaveProperty('author');
  });

  it('has a next_url that is neither its own nor an earlier one', async () => {
    const seen = [`http://copse.test/feed.json?limit=1`];
    for (;;) {
      const page: JsonFeed = (await commons.send('GET', seen.at(-1)!.slice('http://copse.test'.length))).json();
      expect(page.feed_url).toBe(seen.at(-1));
      if (page.next_url === undefined) break;
      expect(seen).not.toContain(page.next_url);
      seen.push(page.next_url);
    }
    expect(seen).toHaveLength(3);
  });

  it('names extensions by an underscore and a letter, without dots, and says the licence there', () => {
    const known = ['version', 'title', 'home_page_url', 'feed_url', 'description', 'next_url', 'authors', 'items'];
    const knownOfItems = [
      'id',
      'url',
      'title',
      'content_html',
      'summary',
      'date_published',
      'date_modified',
      'authors',
      'tags',
      'language',
    ];
    for (const name of Object.keys(json)) if (!known.includes(name)) expect(name).toMatch(/^_[a-z][^.]*$/);
    for (const item of json.items) {
      for (const name of Object.keys(item)) if (!knownOfItems.includes(name)) expect(name).toMatch(/^_[a-z][^.]*$/);
    }
    expect(json.items.map(({ _license: { spdx, url } }) => [spdx, url])).toEqual([
      ['CC0-1.0', licenses[0]],
      ['CC-BY-SA-4.0', licenses[1]],
      ['CC-BY-4.0', licenses[2]],
    ]);
    expect(json.items[1]!._license.attribution).toContain('by Łucja „Lu“ Nowak');
    expect(json.items[1]!._license.attribution_html).toContain('rel="license"');
  });

  it('is served as JSON Feed', () => {
    expect(types['/feed.json']).toBe('application/feed+json; charset=utf-8');
  });
});

describe('all three', () => {
  it('tell the same', () => {
    const told = json.items.map(({ id, url, title, date_published, date_modified, tags, language, _license }) => ({
      ...{ id, url, title, published: new Date(date_published), updated: new Date(date_modified), tags, language },
      license: _license.url,
    }));
    const inAtom = entries.map((entry) => ({
      ...{ id: textOf(entry, 'id'), url: links(entry, 'alternate')[0]!.href, title: textOf(entry, 'title') },
      ...{ published: new Date(textOf(entry, 'published')!), updated: new Date(textOf(entry, 'updated')!) },
      ...{
        tags: childrenOf(entry, 'category').map(({ attributes }) => attributes.term),
        language: entry.attributes['xml:lang'],
      },
      license: links(entry, 'license')[0]!.href,
    }));
    const inRss = items.map((item) => ({
      ...{ id: textOf(item, 'guid'), url: textOf(item, 'link'), title: textOf(item, 'title') },
      ...{ published: new Date(textOf(item, 'pubDate')!), updated: new Date(textOf(item, 'atom:updated')!) },
      ...{ tags: childrenOf(item, 'category').map(({ text }) => text), language: textOf(item, 'dc:language') },
      license: textOf(item, 'creativeCommons:license'),
    }));
    expect(inAtom).toEqual(told);
    expect(inRss).toEqual(told);
  });

  it('link to one another with the same filters', async () => {
    const answer = await commons.send('GET', '/feed.atom?tag=opening');
    const feed = parseXml(answer.body);
    expect(links(feed, 'alternate').map(({ href }) => href)).toEqual([
      'http://copse.test/search?tag=opening',
      'http://copse.test/feed.rss?tag=opening',
      'http://copse.test/feed.json?tag=opening',
    ]);
    expect(answer.headers.link).toContain(
      '<http://copse.test/feed.rss?tag=opening>; rel="alternate"; type="application/rss+xml"',
    );
  });

  it('may be read from any page', async () => {
    for (const path of ['/feed.rss', '/feed.atom', '/feed.json']) {
      const { headers } = await commons.send('GET', path);
      expect(headers['access-control-allow-origin']).toBe('*');
      expect(headers.vary).toBe('Accept, Accept-Encoding, Authorization');
      expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    }
  });
});
