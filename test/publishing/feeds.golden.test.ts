import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commons, openCommons } from './commons.ts';

let commons: Commons;
const bodies: Record<string, string> = {};

beforeAll(async () => {
  commons = await openCommons();
  for (const form of ['rss', 'atom', 'json']) bodies[form] = (await commons.send('GET', `/feed.${form}?limit=2`)).body;
});
afterAll(() => commons.close());

/** Ids and cursors are new in every run; all else must stay as it is. */
function steady(text: string): string {
  const named = Object.entries(commons.ids).reduce((rest, [slug, id]) => rest.replaceAll(id, `00000000-${slug}`), text);
  return named.replace(/cursor=[\w-]+/g, 'cursor=next');
}

describe('feeds stay as they were', () => {
  it('as RSS', async () => {
    await expect(steady(bodies.rss!)).toMatchFileSnapshot('golden/feed.rss');
  });

  it('as Atom', async () => {
    await expect(steady(bodies.atom!)).toMatchFileSnapshot('golden/feed.atom');
  });

  it('as JSON Feed', async () => {
    const indented = JSON.stringify(JSON.parse(steady(bodies.json!)), null, 2);
    await expect(`${indented}\n`).toMatchFileSnapshot('golden/json-feed.txt');
  });
});

describe('a reader of feeds', () => {
  const title = 'Runde <b>zum</b> Ankommen ]]> & Würde';

  it('reads RSS, with licence, creator and whole text', () => {
    const feed = parseRssFeed(bodies.rss!);
    const item = feed.items![1]!;
    expect(feed).toMatchObject({
      title: 'Forest & Friends',
      atom: { links: expect.arrayContaining([expect.objectContaining({ rel: 'next' })]) },
    });
    expect(item).toMatchObject({ title, guid: { isPermaLink: false }, dc: { creators: ['Łucja „Lu“ Nowak'] } });
    expect(item.creativeCommons?.licenses).toEqual(['https://creativecommons.org/licenses/by-sa/4.0/']);
    expect(item.content?.encoded).toContain('<em>Ana</em>');
  });

  it('reads Atom, with licence, author and whole text', () => {
    const entry = parseAtomFeed(bodies.atom!).entries![1]!;
    expect(entry).toMatchObject({
      title: { value: title },
      authors: [{ name: 'Łucja „Lu“ Nowak', uri: 'https://lu.example/?a=1&b=2' }],
    });
    expect(entry.links).toContainEqual({ rel: 'license', href: 'https://creativecommons.org/licenses/by-sa/4.0/' });
    expect(entry.content?.value).toContain('<em>Ana</em>');
  });

  it('reads JSON Feed', () => {
    const feed = parseJsonFeed(bodies.json!);
    expect(feed.next_url).toContain('cursor=');
    expect(feed.items![1]).toMatchObject({ title, language: 'de', tags: ['opening', 'a & b'] });
  });
});
