import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { createUrls } from '../../src/lib/urls.ts';
import { type Commons, openCommons } from './commons.ts';

describe('an address that is known only once the server listens', () => {
  let commons: Commons;
  beforeAll(async () => {
    commons = await openCommons();
  });
  afterAll(async () => await commons.close());

  it('is in every absolute URL of the feeds, that of the licence extension too', async () => {
    let base: string | undefined;
    const urls = createUrls(() => {
      if (base === undefined) throw new Error('nobody knows yet');
      return base;
    });
    const config = { trustProxy: false, logLevel: 'silent', registration: 'open', dataDir: 'data' } as const;
    const app = await buildApp(commons.deps, { config, urls, version: 'test' });
    await app.ready();
    base = 'http://late.test:4321';
    const feed = (await app.inject('/feed.json')).json();
    expect(feed.items.map((item: { _license: { about: string } }) => item._license.about)).toEqual(
      feed.items.map(() => 'http://late.test:4321/docs'),
    );
    for (const ending of ['rss', 'atom', 'json'])
      expect((await app.inject(`/feed.${ending}`)).body).not.toMatch(/"(?:url|about|feed_url)":"\/|href="\//);
    await app.close();
  });
});
