import { describe, expect, test } from 'vitest';
import { readArticle, type Surroundings } from '../../../src/cli/sources/article.ts';
import type { Defaults, ImportLine } from '../../../src/cli/sources/lines.ts';

const bare: Surroundings = {
  origin: { source: 'https://git.example/team/docs', path: 'guides/ask-first.md' },
  path: 'guides/ask-first.md',
  sourceName: 'Team docs',
  findPath: (target) => (target === 'plus-delta' ? 'guides/plus-delta.md' : undefined),
};

function read(text: string, around: Partial<Surroundings> = {}, defaults: Defaults = { license: 'CC0-1.0' }) {
  return readArticle(text, { ...bare, ...around }, defaults);
}

function line(text: string, around: Partial<Surroundings> = {}, defaults?: Defaults): ImportLine {
  const article = read(text, around, defaults);
  if ('reason' in article) throw new Error(article.reason);
  return article.line;
}

const matter = (...lines: string[]) => `---\n${lines.join('\n')}\n---\nText.\n`;

describe('the title', () => {
  test.each([
    [`${matter('title: Given')}# Other\n`, 'Given'],
    [matter('title:', '  - First', '  - Second'), 'First'],
    [matter('title: true'), 'true'],
    [matter('title: 2024-01-02'), '2024-01-02'],
    [`${matter('title: { en: Dictionary }')}# Heading\n`, 'Heading'],
    [`${matter('title: "{{ site.title }}"')}# Heading\n`, 'Heading'],
    [matter('title:'), 'Ask first'],
    ['Text only.', 'Ask first'],
  ])('of %j is %j', (text, title) => {
    expect(line(text).title).toBe(title);
  });

  test('is cut at a word where it is too long', () => {
    const { title } = line(matter(`title: ${'word '.repeat(100)}`));
    expect(title.length).toBeLessThanOrEqual(300);
    expect(title).toMatch(/word…$/);
  });

  test('is not shown twice: the heading that repeats it leaves the body, the rest stays to the letter', () => {
    const body = 'Lead with  two spaces and {% tag %}.\n\n```\n# code\n```\n';
    expect(line(`---\ntitle: Ask first\n---\n\n# Ask First\n\n${body}`).body).toBe(body);
  });
});

describe('the licence', () => {
  test.each([
    ['the front matter', matter('license: CC BY-SA 4.0'), { license: 'CC-BY-4.0' }, 'CC-BY-SA-4.0'],
    [
      'a dictionary in it',
      matter('license: { name: x, url: "https://creativecommons.org/licenses/by/3.0/" }'),
      {},
      'CC-BY-3.0',
    ],
    ['the British spelling', matter('licence: CC0 1.0'), {}, 'CC0-1.0'],
    ['the source', 'Text', { license: 'etalab-2.0' }, 'etalab-2.0'],
    ['the command line', 'Text', {}, 'CC0-1.0'],
  ])('comes from %s', (_name, text, around, license) => {
    expect(line(text, around).license).toBe(license);
  });

  test.each([
    ['nothing is known', 'Text', /no licence is known.*--license/],
    ['NC', matter('license: CC-BY-NC-4.0'), /non-commercial/],
    ['words nobody knows', matter('license: All rights reserved'), /All rights reserved is not accepted/],
    ['two that differ', matter('license: [CC-BY-4.0, CC0-1.0]'), /more than one/],
  ])('is the reason to skip a file with %s, whatever the source says', (_name, text, reason) => {
    const around = text === 'Text' ? {} : { license: 'CC-BY-4.0' };
    expect(read(text, around, {})).toEqual({ reason: expect.stringMatching(reason) });
  });
});

describe('a field that nobody knows', () => {
  test('is said where another one was probably meant that is not there', () => {
    expect(read(matter('practise: { problem: x }', 'Tilte: y', 'layout: page'))).toMatchObject({
      notes: [
        'front matter "practise" is not known; did you mean "practice"?',
        'front matter "Tilte" is not known; did you mean "title"?',
      ],
      asides: { unread: ['layout'] },
    });
  });

  test('is the reason to skip a file where it may hold its licence, and another one would stand in for it', () => {
    const reason = 'front matter "licence_" is not known; did you mean "licence"?';
    const lost = { reason: `${reason} Its licence would be lost` };
    expect(read(matter('licence_: CC-BY-NC-4.0'))).toEqual(lost);
    expect(read(matter('licence_: CC-BY-4.0'), { license: 'CC0-1.0' })).toEqual(lost);
    expect(read(matter('licence_: CC0-1.0'), {}, {})).toEqual({ reason });
    expect(read(matter('LICENSE: CC-BY-4.0'))).toMatchObject({ reason: expect.stringContaining('LICENSE') });
  });

  test('but not where it holds the one that is taken anyway, or the licence is known', () => {
    expect(read(matter('licence_: CC0 1.0'))).toMatchObject({
      line: { license: 'CC0-1.0' },
      notes: [expect.stringContaining('licence_')],
    });
    expect(line(matter('licence_: CC-BY-4.0', 'license: CC-BY-SA-4.0')).license).toBe('CC-BY-SA-4.0');
  });
});

describe('relative links', () => {
  test('lead where the source says; those that lead nowhere are named', () => {
    const destinationOf = ({ address }: { address: string }) =>
      address === 'b.md' ? 'https://git.example/b.md' : undefined;
    expect(read('[b](b.md) [c](c.md)', { destinationOf })).toMatchObject({
      line: { body: '[b](https://git.example/b.md) [c](c.md)' },
      asides: { moved: 1, dead: ['c.md'] },
    });
  });

  test('stay as they are where nothing is known of the source', () => {
    expect(read('[b](b.md)')).toMatchObject({ line: { body: '[b](b.md)' }, asides: { moved: 0, dead: [] } });
  });
});

describe('the language', () => {
  test.each([
    ['the source lists it', matter('lang: de'), { listedLanguage: 'en', pathLanguage: 'de' }, 'en'],
    ['front matter', matter('lang: pt_br'), { pathLanguage: 'de' }, 'pt-BR'],
    ['the other name for it', matter('language: zh-hans'), {}, 'zh-Hans'],
    ['the path', 'Text', { pathLanguage: 'de' }, 'de'],
    ['the command line', 'Text', {}, 'fr'],
  ])('comes from where %s', (_name, text, around, language) => {
    expect(line(text, around, { license: 'CC0-1.0', language: 'fr' }).language).toBe(language);
  });

  test('that is no tag is said and passed over', () => {
    const article = read(matter('lang: klingonish'));
    expect(article).toMatchObject({ notes: ['"klingonish" is no language tag'] });
    expect(article).not.toHaveProperty('line.language');
  });
});

describe('the tags', () => {
  test.each([
    [['tags: one, two; three'], ['one', 'two', 'three']],
    [['tags: [one, 2024, true]'], ['one', '2024', 'true']],
    [['tags: one two'], ['one two']],
    [['tags: { one: 1, two: }'], ['one', 'two']],
    [['tags: [{ name: one }, { label: two }]'], ['one', 'two']],
    [
      ['categories: One', 'keywords: [one, "#two"]'],
      ['one', 'two'],
    ],
    [['tags:'], []],
    [[`tags: [ok, ${'x'.repeat(61)}]`], ['ok']],
    [['tags: ["{{ collections.all }}"]'], []],
  ])('of %j are %j', (lines, tags) => {
    expect(line(matter(...lines)).tags).toEqual(tags);
  });
});

describe('the credits', () => {
  const by = (...lines: string[]) => line(matter(...lines), { author: 'The source' }).credits;

  test.each([
    [['author: Ana Ruiz'], [{ role: 'author', name: 'Ana Ruiz' }]],
    [
      ['authors: [Ana Ruiz, { name: Bo, url: "https://bo.example" }]'],
      [
        { role: 'author', name: 'Ana Ruiz' },
        { role: 'author', name: 'Bo', url: 'https://bo.example' },
      ],
    ],
    [['credits: [{ role: translator, name: Cai }]'], [{ role: 'translator', name: 'Cai' }]],
    [['credits: [{ role: wizard, name: Cai }]'], [{ role: 'author', name: 'Cai' }]],
    [['contributors: Dee'], [{ role: 'contributor', name: 'Dee' }]],
    [['authors: [{ given-names: Ana, family-names: Ruiz }]'], [{ role: 'author', name: 'Ana Ruiz' }]],
    [['author: Ana Ruiz <ana@example.org>'], [{ role: 'author', name: 'Ana Ruiz' }]],
    [['author: ana@example.org'], [{ role: 'author', name: 'The source' }]],
    [['author: { name: Bo, url: "javascript:alert(1)" }'], [{ role: 'author', name: 'Bo' }]],
    [['author: 007'], [{ role: 'author', name: '007' }]],
    [['author:'], [{ role: 'author', name: 'The source' }]],
    [[''], [{ role: 'author', name: 'The source' }]],
  ])('of %j are %j', (lines, credits) => {
    expect(by(...lines)).toEqual(credits);
  });

  test('fall back to the command line, then to the name of the source, never to nobody', () => {
    expect(line('Text', {}, { license: 'CC0-1.0', author: 'Us' }).credits).toEqual([{ role: 'author', name: 'Us' }]);
    expect(line('Text').credits).toEqual([{ role: 'author', name: 'Team docs' }]);
  });

  test('say where the name of the source stands in for nobody', () => {
    expect(read('Text')).toMatchObject({ asides: { standIn: 'Team docs' } });
    for (const article of [read('Text', { author: 'Us' }), read(matter('author: Ana Ruiz'))])
      expect(article).not.toHaveProperty('asides.standIn');
  });
});

describe('practice and relations', () => {
  test('practice is passed on as data', () => {
    const text = matter('practice:', '  participants: { min: 3 }', '  signs_it_works: [People ask]');
    expect(line(text).practice).toEqual({ participants: { min: 3 }, signs_it_works: ['People ask'] });
  });

  test('practice that is none is said and left out', () => {
    expect(read(matter('practice: yes'))).toMatchObject({ notes: [expect.stringContaining('practice')] });
  });

  test('a relation to a file of the source goes by its path, others as they are', () => {
    const text = matter(
      'relations:',
      '  - { type: precedes, target: plus-delta, note: then }',
      '  - { type: uses, target: elsewhere }',
      '  - { type: uses, url: "https://a.example" }',
      '  - nonsense',
    );
    const article = read(text);
    expect(article).toMatchObject({
      line: {
        relations: [
          { type: 'precedes', path: 'guides/plus-delta.md', note: 'then' },
          { type: 'uses', target: 'elsewhere' },
          { type: 'uses', url: 'https://a.example' },
        ],
      },
      notes: [expect.stringContaining('relation')],
    });
  });
});

describe('what is no article', () => {
  test.each([
    ['', 'it has no text'],
    ['---\ntitle: Moved\n---\n\n', 'it has no text'],
    [matter('draft: true'), expect.stringContaining('draft')],
    [matter('published: no'), expect.stringContaining('draft')],
  ])('%j is skipped', (text, reason) => {
    expect(read(text)).toEqual({ reason });
  });
});

test('the summary comes from front matter, as text on one line', () => {
  expect(line(matter('description: |', '  One', '  two.')).summary).toBe('One two.');
  expect(line(matter('summary: [First, Second]')).summary).toBe('First');
  expect(line('Text')).not.toHaveProperty('summary');
});
