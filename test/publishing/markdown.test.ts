import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArticleFields } from '../../src/articles/schema.ts';
import { readArticle } from '../../src/cli/sources/article.ts';
import { renderMarkdown } from '../../src/publishing/metadata/markdown.ts';
import type { Published } from '../../src/publishing/published.ts';
import type { Card } from '../../src/works/card.ts';
import type { Content, StoredRelation } from '../../src/works/content.ts';
import type { Credit } from '../../src/works/schema.ts';

interface Given {
  title: string;
  summary: string;
  body: string;
  tags: string[];
  credits: Credit[];
  relations: StoredRelation[];
  practice: object | null;
}

const id = '0198c9a4-0000-7000-8000-000000000001';
const target = '0198c9a4-0000-7000-8000-000000000002';
const plain: Given = {
  title: 'Check-in round',
  summary: '',
  body: 'Text.\n',
  tags: [],
  credits: [],
  relations: [],
  practice: null,
};

function published(given: Given, status = 'published'): Published {
  const card: Card = {
    ...{
      id,
      kind: 'article',
      slug: 'check-in-round',
      title: given.title,
      summary: given.summary || 'An excerpt',
      language: 'pt-BR',
    },
    ...{
      url: 'http://copse.test/articles/check-in-round',
      api_url: `http://copse.test/api/v1/articles/${id}`,
      community: 'commons',
    },
    ...{
      tags: given.tags,
      license: 'CC-BY-4.0',
      license_url: 'https://creativecommons.org/licenses/by/4.0/',
      attribution_html: '',
    },
    ...{
      authors: [],
      maturity: null,
      version: 3,
      published_at: '2026-03-01T10:00:00.000Z',
      updated_at: '2026-03-02T10:00:00.000Z',
    },
  };
  const { title, url, license, version, language, published_at } = card;
  const attributed = {
    title,
    url,
    license,
    license_url: card.license_url!,
    version,
    language,
    published_at,
    authors: [],
    sources: [],
  };
  const { practice, ...spine } = given;
  const content = {
    ...spine,
    language,
    community: 'c',
    credits: [],
    ...(practice === null ? {} : { practice }),
  } as Content;
  return {
    card,
    attributed,
    brevity: { letters: 8_000, authors: 30, whole: 'https://copse.test/attribution' },
    content,
    html: {},
    credits: given.credits,
    status,
    touch: 0,
    amendedAt: new Date(0),
    touchedAt: new Date(0),
  };
}

function read(text: string) {
  const around = {
    origin: { source: 's', path: 'p.md' },
    path: 'p.md',
    sourceName: 'Source',
    findPath: () => undefined,
  };
  return readArticle(text, around, {} as never);
}

function readBack(given: Given) {
  const text = renderMarkdown(published(given), given.relations, ArticleFields);
  const article = read(text);
  if ('reason' in article) throw new Error(`${article.reason}\n${text}`);
  return { ...article.line, notes: article.notes };
}

/** As the API stores a line of text: tidy, in NFC, without control characters. */
const line = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map((text) =>
      text
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
        .normalize('NFC'),
    )
    // Templates of site generators, and what YAML calls nothing, are no text to the importer.
    .filter((text) => text !== '' && text.length <= maxLength && !/\{\{|\{%|^(?:null|~)$/.test(text));
const words = fc.constantFrom(
  'Yes',
  'no',
  '2026-01-01',
  '1.0',
  '- a',
  '# b',
  'a: b',
  '&copy; c',
  '&amp;lt;',
  '"q"',
  "'",
  '[x](y)',
  '`c` <b>d</b>',
  'e\\',
  '{#id}',
  '***',
  'null and void',
  '@f',
  '%g',
  '--- h',
  'İ',
);
const text = (maxLength: number) => fc.oneof(line(maxLength), words);
const passage = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    words,
    fc.array(words).map((lines) => lines.join('\n')),
  )
  .map((value) => value.replaceAll('\u0000', '').replaceAll('\r', '').normalize('NFC'));

const practices = fc.record(
  {
    problem: passage,
    context: fc.array(text(40), { minLength: 1, maxLength: 3 }),
    steps: fc.array(
      fc.record(
        { title: text(60), body: passage, minutes: fc.integer({ min: 1, max: 90 }), pitfall: passage },
        { requiredKeys: ['title'] },
      ),
      { maxLength: 3 },
    ),
    participants: fc.record({ min: fc.integer({ min: 1 }), max: fc.integer({ min: 1 }) }, { requiredKeys: [] }),
    setting: fc.subarray(['online', 'in_person', 'async']),
    review_by: fc.constant('2027-06-01'),
  },
  { requiredKeys: [] },
);

const works: fc.Arbitrary<Given> = fc.record({
  title: text(80),
  summary: fc.oneof(fc.constant(''), text(200)),
  body: passage.map((value) => value.replace(/^[ \t]*\n+/, '').replace(/^\s*$/, 'Text.')),
  tags: fc.uniqueArray(
    text(20)
      .map((tag) => tag.toLowerCase().replace(/^#\s*/, '#').trim())
      .filter((tag) => !/^#?$/.test(tag)),
    { maxLength: 4 },
  ),
  credits: fc.array(
    fc.record(
      {
        id: fc.constant(id),
        name: text(30).filter((name) => !name.includes('@')),
        role: fc.constantFrom('author', 'translator', 'editor'),
        url: fc.constant('https://a.example/?b=1&c=%20'),
      },
      { requiredKeys: ['id', 'name', 'role'] },
    ),
    { maxLength: 3 },
  ) as fc.Arbitrary<Credit[]>,
  relations: fc.array(
    fc.oneof(
      fc.record(
        {
          type: fc.constantFrom('derived_from', 'uses'),
          target: fc.constant(target),
          version: fc.integer({ min: 1 }),
          note: text(50),
        },
        { requiredKeys: ['type', 'target'] },
      ),
      fc.record({ type: fc.constant('about'), url: fc.constant('https://b.example/x#y') }),
    ),
    { maxLength: 3 },
  ) as fc.Arbitrary<StoredRelation[]>,
  practice: fc.oneof(fc.constant(null), practices),
});

describe('a work as Markdown', () => {
  it('loses nothing on its way through the importer', () => {
    fc.assert(
      fc.property(works, (given) => {
        const line = readBack(given);
        const people = given.credits.map(({ id: _id, ...credit }) => credit);
        expect(line).toMatchObject({
          ...{
            title: given.title,
            body: given.body,
            language: 'pt-BR',
            license: 'CC-BY-4.0',
            tags: given.tags,
            relations: given.relations,
            notes: [],
          },
          ...(given.summary === '' ? {} : { summary: given.summary }),
          ...(people.length === 0 ? {} : { credits: people }),
          ...(given.practice === null ? {} : { practice: given.practice }),
        });
        expect('summary' in line).toBe(given.summary !== '');
        expect('practice' in line).toBe(given.practice !== null);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    '# Check-in round\n\nThe same heading.',
    '---\na: b\n---\n',
    '    code first',
    'Check-in round\n===\n',
    '```\n# no heading\n```',
    '',
  ])('keeps the body %j to the letter', (body) => {
    expect(readBack({ ...plain, body }).body).toBe(body);
  });

  it('keeps tags with commas and hashes', () => {
    const tags = ['a, b', '#hash', 'a;b', 'c & d', '&copy;'];
    expect(readBack({ ...plain, tags }).tags).toEqual(tags);
  });

  it('leaves out a summary that nobody gave', () => {
    expect(renderMarkdown(published(plain), [], ArticleFields)).not.toContain('An excerpt');
  });

  it('says what it is and how to credit it', () => {
    const text = renderMarkdown(published(plain), [], ArticleFields);
    expect(text).toContain(`\nid: ${id}\nurl: http://copse.test/articles/check-in-round\nversion: 3\n`);
    expect(text).toMatch(/\nattribution: .*CC BY 4\.0/);
    expect(text).toMatch(/\n---\n\n# Check-in round\n\nText\.\n$/);
  });

  it('is refused by the importer as long as it is a draft', () => {
    const text = renderMarkdown(published(plain, 'draft'), [], ArticleFields);
    expect(read(text)).toEqual({ reason: expect.stringContaining('draft') });
  });
});
