import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isReservedWord } from '../../../src/lib/slugs.ts';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, type Got, publish, read, revise } from '../../support/works.ts';

describe.each(databaseKinds)('the slugs of works on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
  });
  afterAll(async () => await app.close());

  const titled = async (title: string) => await create(app, ana.token, { title });
  const location = async (slug: string) => (await app.send('GET', `/works/${slug}`)).headers.location;

  test.each([
    ['Żółć & Größe', 'zolc-and-grosse'],
    ['  What’s “next”? ', 'whats-next'],
    ['iPhone XML notes', 'iphone-xml-notes'],
    ['100 %', '100'],
  ])('%s becomes %s', async (title, slug) => {
    expect((await titled(title)).slug).toMatch(new RegExp(`^${slug.replace('grosse', 'gr(oe|o)sse')}$`));
  });

  test.each(['漢字だけの題', '!!!', '🎈'])('nothing is left of %s: the end of the id', async (title) => {
    const work = await titled(title);
    expect(work.slug).toBe(work.id.slice(-12));
    expect((await read(app, work.slug)).id).toBe(work.id);
  });

  test('words that are paths, and titles that look like ids, are numbered', async () => {
    for (const title of ['New', 'search', 'Feed', 'OAI']) {
      const work = await titled(title);
      expect(isReservedWord(title.toLowerCase())).toBe(true);
      expect(work.slug).toBe(`${title.toLowerCase()}-2`);
    }
    expect((await titled('01900000-0000-7000-8000-000000000000')).slug).toBe('01900000-0000-7000-8000-000000000000-2');
  });

  test('long titles are cut to 80 characters, numbered ones too', async () => {
    const title = `${'long words '.repeat(20)}end`;
    for (const work of [
      await titled(title),
      await titled(title),
      await titled('x'.repeat(300)),
      await titled('x'.repeat(300)),
    ]) {
      expect(work.slug).toMatch(/^[a-z0-9][a-z0-9-]{0,78}[a-z0-9]$/);
      expect(work.slug.length).toBeGreaterThan(70);
    }
  });

  test('thirty at once with one title get thirty slugs', async () => {
    const works = await Promise.all(Array.from({ length: 30 }, () => titled('The same title')));
    const slugs = works.map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(30);
    expect(slugs.filter((slug) => slug === 'the-same-title')).toHaveLength(1);
    for (const slug of slugs) expect(slug).toMatch(/^the-same-title(-[a-z0-9]+)?$/);
  });

  test('a draft has none until it is published', async () => {
    const began = await draft(app, ana.token, { title: 'Draft with a name' });
    expect((await titled('Draft with a name')).slug).toBe('draft-with-a-name');
    expect((await publish(app, began, ana.token)).slug).toBe('draft-with-a-name-2');
  });

  test('renaming leads on from every former name, and going back takes the former one again', async () => {
    const work = await titled('First name');
    const second = await revise(app, work, ana.token, { title: 'Second name' });
    const third = await revise(app, second, ana.token, { title: 'Third name' });
    expect(third.slug).toBe('third-name');
    expect(await location('first-name')).toBe('/api/v1/works/third-name');
    expect(await location('second-name')).toBe('/api/v1/works/third-name');
    expect((await titled('First name')).slug).toBe('first-name-2');
    const back = await revise(app, third, ana.token, { title: 'First name' });
    expect(back.slug).toBe('first-name');
    expect(await location('third-name')).toBe('/api/v1/works/first-name');
    expect((await app.send('GET', '/works/first-name')).json().id).toBe(work.id);
  });

  test('a numbered slug stays while the title means the same, whatever happens to the others', async () => {
    const works: Got[] = [await titled('Numbered'), await titled('Numbered')];
    expect(works.map(({ slug }) => slug)).toEqual(['numbered', 'numbered-2']);
    await revise(app, works[0]!, ana.token, { title: 'Something else' });
    expect((await revise(app, works[1]!, ana.token, { body: 'Changed.' })).slug).toBe('numbered-2');
    expect((await revise(app, { ...works[1]!, etag: '"2.0"' }, ana.token, { title: 'Numbered!' })).slug).toBe(
      'numbered-2',
    );
  });

  test('two renamed to one name at once get two', async () => {
    const works = [await titled('Rename one'), await titled('Rename two')];
    const renamed = await Promise.all(works.map((work) => revise(app, work, ana.token, { title: 'One name' })));
    expect(renamed.map(({ slug }) => slug).sort()).toEqual(['one-name', 'one-name-2']);
  });
});
