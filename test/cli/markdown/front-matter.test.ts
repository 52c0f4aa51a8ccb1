import { describe, expect, test } from 'vitest';
import { splitFrontMatter } from '../../../src/cli/markdown/front-matter.ts';
import { textOf } from '../../../src/cli/markdown/values.ts';

const split = (...lines: string[]) => splitFrontMatter(lines.join('\n'));

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
    ['a rule that is never closed', '---\ntitle: x\n\nText'],
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
