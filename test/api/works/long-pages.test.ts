import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchUp } from '../../../src/changes/catch-up.ts';
import { followWorks } from '../../../src/search/follower.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create } from '../../support/works.ts';

describe.each(databaseKinds)('pages that carry long texts, on %s', (kind) => {
  let app: TestApp;
  const ids: string[] = [];
  beforeAll(async () => {
    app = await startTestApp(kind);
    const { token } = await app.contributor('ana-ruiz');
    for (let count = 0; count < 5; count++) ids.push((await create(app, token, { body: 'Long é text.' })).id);
    await catchUp(app.db, 'test', followWorks(app.db, app.deps.search.engines[0]!));
  });
  afterAll(() => app.close());

  /** As if each were so long. */
  const lengthen = (bytes: number) => app.db.updateTable('works').set({ text_bytes: bytes }).execute();

  /** All items, page by page, as whoever follows `next` gets them. */
  async function follow(first: string, next: (page: Record<string, unknown>) => string | undefined) {
    const pages: string[][] = [];
    for (let url: string | undefined = first; url !== undefined; ) {
      const page: { items: { id: string }[] } & Record<string, unknown> = (
        await app.send('GET', url.replace(/^https?:\/\/[^/]+(\/api\/v1)?/, ''))
      ).json();
      pages.push(page.items.map((item) => item.id.replace('urn:uuid:', '')));
      url = next(page) ?? undefined;
    }
    return pages;
  }

  test.each([
    [800_000, [2, 2, 1]],
    [5_000_000, [1, 1, 1, 1, 1]],
    [400_000, [5]],
  ])('texts of %i bytes make pages of %j, and nothing is lost between them', async (bytes, sizes) => {
    await lengthen(bytes);
    const list = await follow('/works?include=body,html', (page) => page.next as string | undefined);
    expect(list.map(({ length }) => length)).toEqual(sizes);
    expect(list.flat()).toEqual(ids.toReversed());
    for (const url of ['/feed.json', '/feed.json?q=text']) {
      const feed = await follow(url, (page) => page.next_url as string | undefined);
      expect(feed.map(({ length }) => length)).toEqual(sizes);
      expect(feed.flat()).toEqual(ids.toReversed());
    }
    let offset = 0;
    const found = await follow('/search?q=text&include=html', (page) => {
      offset += (page.items as unknown[]).length;
      return offset < (page.estimated_total as number) ? `/search?q=text&include=html&offset=${offset}` : undefined;
    });
    expect(found.map(({ length }) => length)).toEqual(sizes);
    expect(found.flat().toSorted()).toEqual(ids.toSorted());
  });

  test('cards alone are short, however long their works', async () => {
    await lengthen(9_000_000);
    for (const url of ['/works', '/search?q=text']) expect((await app.send('GET', url)).json().items).toHaveLength(5);
  });

  test.each([
    ['its Markdown and HTML', { body: 'Long é text. '.repeat(1_000) }, 26_000],
    ['plain fields', { practice: { variations: Array.from({ length: 40 }, () => 'é'.repeat(1_000)) } }, 80_000],
  ])('a work knows how long %s are', async (_what, fields, most) => {
    const { token } = await app.contributor(`bea-${most}`);
    const { id } = await create(app, token, fields);
    const { text_bytes } = await app.db
      .selectFrom('works')
      .select('text_bytes')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(text_bytes).toBeGreaterThan(most);
    expect(text_bytes).toBeLessThan(most + 4_000);
  });
});
