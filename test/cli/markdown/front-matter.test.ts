import { describe, expect, test } from 'vitest';
import { type FrontMatter, splitFrontMatter } from '../../../src/cli/markdown/front-matter.ts';
import { textOf } from '../../../src/cli/markdown/values.ts';

function split(...lines: string[]): FrontMatter {
  const found = splitFrontMatter(lines.join('\n'));
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

describe('splitFrontMatter', () => {
  test('gives every scalar as it was written', () => {
    const { fields, body } = split('---', 'title: 2024', 'yes: on', 'version: 1.10', 'date: 2024-01-02', '---', 'Text');
    expect(fields).toEqual({ title: '2024', yes: 'on', version: '1.10', date: '2024-01-02' });
    expect(body).toBe('Text');
  });

  test('gives numbers and booleans as data too', () => {
    expect(split('---', 'practice: { minutes: { min: 5 } }', '---', '').data).toEqual({
      practice: { minutes: { min: 5 } },
    });
  });

  test.each([
    ['no front matter', '# Title\n\nText'],
    ['a rule at the top', '---\n\nFirst part.\n\n---\n\nSecond part.'],
    ['a list between rules', '---\n- one\n- two\n---\n'],
    ['a rule that is never closed', '---\n\nText and more.\n\nNote: text, too.'],
    ['a rule above a heading', '---\n\n# Title\n\nNote: text.'],
    ['prose between rules', '---\n\nFirst part.\n\nNote: this is text.\n\n---\n\nSecond part.'],
    ['a longer rule', '----\ntitle: x\n----\n'],
  ])('leaves a text with %s as it is', (_name, text) => {
    expect(splitFrontMatter(text)).toMatchObject({ fields: {}, body: text, notes: [] });
  });

  test('takes an empty block off', () => {
    expect(split('---', '---', 'Text')).toMatchObject({ fields: {}, body: 'Text' });
  });

  test('ends at three dots, too, and not at dashes inside a line', () => {
    expect(split('---', 'title: a --- b', '...', 'Text')).toMatchObject({ fields: { title: 'a --- b' }, body: 'Text' });
  });

  test('reads a title with a colon as it was meant', () => {
    const { fields, notes } = split('---', 'title: Feedback: how to give it', 'tags:', '  - listening', '---', 'Text');
    expect(fields).toEqual({ title: 'Feedback: how to give it', tags: ['listening'] });
    expect(notes).toEqual([]);
  });

  test('reads broken YAML line by line, and says so', () => {
    const { fields, body, notes } = split(
      '---',
      'title: Feedback: how to give it',
      "tags: [a, 'b",
      'lang: "fr"',
      '---',
      'Text',
    );
    expect(fields).toEqual({ title: 'Feedback: how to give it', lang: 'fr' });
    expect(body).toBe('Text');
    expect(notes).toEqual([expect.stringContaining('not valid YAML')]);
  });

  test('keeps the licence that a broken block states on a line of its own', () => {
    const { fields, notes } = split('---', "tags: [a, 'b", 'license: "CC-BY-SA-4.0" # of the team', '---', 'Text');
    expect(fields).toEqual({ license: 'CC-BY-SA-4.0' });
    expect(notes).toHaveLength(1);
  });

  test('takes a broken block off even where nothing of it can be read', () => {
    expect(split('---', 'tags:', "  - 'a", '---', 'Text')).toMatchObject({ fields: {}, body: 'Text' });
  });

  test('reads the simple lines of TOML, and says so', () => {
    expect(split('+++', 'title = "Ask first"', 'weight = 3', '+++', 'Text')).toMatchObject({
      fields: { title: 'Ask first', weight: '3' },
      body: 'Text',
      notes: [expect.stringContaining('TOML')],
    });
  });

  test('takes the last of keys given twice, without failing', () => {
    expect(split('---', 'title: One', 'title: Two', '---', '').fields).toEqual({ title: 'Two' });
  });

  test('does not expand a bomb of aliases', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [...pair])) {
      bomb.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`);
    }
    const { notes } = split('---', ...bomb, '---', 'Text');
    expect(notes).toHaveLength(1);
  });
});

describe('front matter whose licence could be lost is a reason to leave the text out, naming the line:', () => {
  test.each([
    [
      'an end that is missing',
      ['---', 'title: x', 'license: CC-BY-NC-4.0', '', 'Text'],
      /opened in line 1, .*never closed by ---/,
    ],
    ['the same below a comment', ['---', '# SPDX', 'title: x', 'Text'], /never closed/],
    ['the same in TOML', ['+++', 'title = "x"', '', 'Text'], /opened in line 1, .*never closed by \+\+\+/],
    ['the same below empty lines', ['', '', '---', '', '"title": x', 'Text'], /opened in line 3/],
    [
      'an end that is a rule further down in the text',
      ['---', 'title: x', 'license: CC-BY-NC-4.0', '', 'First part.', '', '---', 'Second part.'],
      /line 5 is no front matter \("First part\."\)/,
    ],
    [
      'a licence over several lines',
      ['---', "a: 'b", 'license:', '  name: x', '---', 'Text'],
      /line 3 may state its licence: "license:"/,
    ],
    ['a licence in a list', ['---', "a: 'b", 'licence: [CC-BY-4.0]', '---', 'Text'], /line 3/],
    ['a licence with an open quote', ['---', 'license: "CC-BY-4.0', '---', 'Text'], /line 2/],
    ['a licence that goes on', ['---', "a: 'b", 'license: CC', '  BY-NC-4.0', '---', 'Text'], /line 3/],
    ['rights inside something else', ['---', 'meta: {', '  rights: CC-BY-NC-4.0', '---', 'Text'], /line 3/],
    ['a licence in a table of TOML', ['+++', 'license = { id = "CC-BY-4.0" }', '+++', 'Text'], /line 2/],
  ])('%s', (_name, lines, reason) => {
    expect(splitFrontMatter(lines.join('\n'))).toEqual({ reason: expect.stringMatching(reason) });
  });

  test('but not words about licences in a line that is understood', () => {
    expect(split('---', 'title: On copyright', "tags: [a, 'b", '---', 'Text').fields).toEqual({
      title: 'On copyright',
    });
  });
});

describe('textOf', () => {
  test.each([
    ['  two\n words ', 'two words'],
    [['', 'first', 'second'], 'first'],
    ['C&oacute;digo &amp; m&#225;s', 'Código & más'],
    ['R&D; then', 'R&D; then'],
    ['', undefined],
    ['~', undefined],
    ['null', undefined],
    ['{{ page.title }}', undefined],
    [{ en: 'Dictionary' }, undefined],
    [undefined, undefined],
  ])('reads %j as %j', (value, expected) => {
    expect(textOf(value)).toBe(expected);
  });
});
