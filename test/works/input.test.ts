import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { articles } from '../../src/articles/kind.ts';
import { cleanStrings } from '../../src/lib/text.ts';
import { createRenderer } from '../../src/rendering/pool.ts';
import type { Renderer } from '../../src/rendering/rendered.ts';
import { withHidden } from '../../src/works/writing/hidden.ts';
import { tidyInput, type WorkInput } from '../../src/works/writing/input.ts';
import { prepareWork } from '../../src/works/writing/prepare.ts';

const tidy = (input: WorkInput) => tidyInput(articles, cleanStrings(input));

/** Text with what makes trouble: marks, odd spaces, letters whose lower case is longer, half-written emoji, directions. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'İ',
        'ΟΔΟΣ',
        'e\u0301',
        'Å',
        'ﬁ',
        '\u00a0',
        '\u2028',
        '\u202e',
        '\u200b',
        '\t\n',
        '  ',
        '👩‍👧',
        '漢',
        'K',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('').replaceAll('\u0000', '').toWellFormed());

describe('the tidy form of an input', () => {
  test('is the same when it is tidied again: what was read may be sent back', () => {
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 4 }), (title, summary, tags) => {
        const once = tidy({ title: `T${title}`, summary, tags });
        const again = tidy({ title: once.title, summary: once.summary, tags: once.tags });
        expect(again).toEqual(once);
      }),
      { numRuns: 500 },
    );
  });

  test('has titles, summaries and tags in one line, and each tag once', () => {
    const { title, summary, tags } = tidy({
      title: ' a \n\t b ',
      summary: '\u00a0a\u2003b ',
      tags: ['Opening ', 'opening', ' ', 'two  Words', 'OPENING'],
    });
    expect([title, summary, tags]).toEqual(['a b', 'a b', ['opening', 'two words']]);
  });

  test.each(['\u200b', '\u0001', '\u202e\u2066', '\u200d\ufe0f'])(
    'refuses a title of which nothing can be seen (%j)',
    (title) => {
      expect(() => tidy({ title })).toThrow(expect.objectContaining({ code: 'title_invisible' }));
    },
  );

  test('is without what is read-only, at any depth, and without fields that are null', () => {
    const steps = [{ title: 'S', html: '<p>sent back</p>' }];
    expect(tidy({ title: 'T', practice: { problem: 'P', steps }, html: '<b>', id: 'x' }).fields).toEqual({
      practice: { problem: 'P', steps: [{ title: 'S' }] },
    });
    expect(tidy({ title: 'T', practice: null }).fields).toEqual({});
  });

  test('has the language in its canonical form', () => {
    expect(tidy({ title: 'T', language: 'ZH-hant-tw' }).language).toBe('zh-Hant-TW');
    expect(() => tidy({ title: 'T', language: 'e' })).toThrow(expect.objectContaining({ code: 'language_invalid' }));
  });
});

describe('the beginning of the text', () => {
  let renderer: Renderer;
  beforeAll(() => {
    renderer = createRenderer({ threads: 1 });
  });
  afterAll(async () => await renderer.close());

  test('is a summary that can be sent back, whatever the text holds', async () => {
    const bodies = [
      'A\u00a0b &#x301; c',
      'e&#x301;\u2028x',
      '&#x1;&#x202e;abc',
      '  \n\n> quoted\u2003text',
      '漢字'.repeat(200),
      '# Only a heading',
      '',
    ];
    for (const body of bodies) {
      const { texts } = await prepareWork(articles, { title: 'T', body }, renderer, {});
      expect(tidy({ title: 'T', summary: texts.excerpt }).summary).toBe(texts.excerpt);
      expect(texts.excerpt.length).toBeLessThan(1000);
    }
  });
});

describe('what is hidden from a reader', () => {
  test('stays where it was when the rest is sent back, and loses no one', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer()),
        fc.infiniteStream(fc.boolean()),
        fc.array(fc.integer()),
        (current, isHidden, sent) => {
          const hidden = current.filter(() => isHidden.next().value);
          const shown = current.filter((item) => !hidden.includes(item));
          expect(withHidden(shown, hidden, current)).toEqual(current);
          expect(withHidden(sent, hidden, current)).toHaveLength(sent.length + hidden.length);
        },
      ),
    );
  });
});
