import { describe, expect, test } from 'vitest';
import { findHeadings, plainText } from '../../../src/cli/markdown/headings.ts';

const headings = (text: string) =>
  [...findHeadings(text.split('\n'))].map(({ level, text: words }) => `${level} ${words}`);

describe('findHeadings', () => {
  test.each([
    ['# One\n\n## Two ##\n\n####### seven marks\n\n#tag', ['1 One', '2 Two']],
    ['One\n===\n\nTwo\n---\n\ntext\n\n---', ['1 One', '2 Two']],
    ['Two lines\nof a title\n===', ['1 Two lines of a title']],
    ['- item\n---\n\n> quote\n===\n\n| a |\n|---|', []],
    ['```\n# in code\n```\n# After', ['1 After']],
    ['````md\n```\n# in code\n```\n# still\n````\n# After', ['1 After']],
    ['~~~\n# in code', []],
    ['<!--\n# in a comment\n-->\n# After', ['1 After']],
    ['<!-- short --> \n# After', ['1 After']],
    ['{% comment %}\n# hidden\n{% endcomment %}\n# After', ['1 After']],
    ['<pre>\n# in pre\n</pre>\n# After', ['1 After']],
    ['<h1 align="center">\n  <img src="a.png"> Name\n</h1>\n', ['1 Name']],
    ['    # indented code', []],
    ['# ![Logo](logo.png)', ['1 Logo']],
    ['#', ['1 ']],
  ])('%j has %j', (text, expected) => {
    expect(headings(text)).toEqual(expected);
  });
});

describe('plainText', () => {
  test.each([
    ['**Bold** and *slanted* `code`', 'Bold and slanted code'],
    ['[Link](https://a.example) and [other][ref] <b>tag</b>', 'Link and other tag'],
    ['Name {#anchor .class}', 'Name'],
    ['Name {: .no_toc }', 'Name'],
    ['Set {a, b}', 'Set {a, b}'],
    ['Footnote[^1]', 'Footnote'],
    ['1. First', '1. First'],
    ['AT&amp;T &copy;', 'AT&T ©'],
    ['snake_case_name', 'snake_case_name'],
    ['✨ Shine :sparkles:', '✨ Shine :sparkles:'],
    ['one<br>two', 'one two'],
  ])('%j reads %j', (inline, expected) => {
    expect(plainText(inline)).toBe(expected);
  });
});

test.each([
  ['a line of spaces', `# ${' '.repeat(500_000)}x`],
  ['many fences', '```\n```\n'.repeat(100_000)],
  ['fences that never end', `${'```\n'.repeat(99_999)}\n~~~`],
  ['many comments', '<!-- -->\n'.repeat(100_000)],
  ['many HTML headings without an end', '<h1>\n'.repeat(100_000)],
  ['one long paragraph', `${'words and more\n'.repeat(50_000)}===\n`],
  ['underlines', '=\n'.repeat(200_000)],
])('takes no long time over %s', (_name, text) => {
  const started = performance.now();
  for (const _heading of findHeadings(text.split('\n')));
  expect(performance.now() - started).toBeLessThan(5_000);
});
