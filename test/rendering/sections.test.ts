import { describe, expect, it } from 'vitest';
import { renderTexts } from '../../src/rendering/markdown.ts';
import type { RenderedText } from '../../src/rendering/rendered.ts';

function render(source: string): RenderedText {
  return renderTexts([source])[0]!;
}

describe('sections', () => {
  it('begin with the text before the first heading, be there some or none', () => {
    expect(render('## A\n\nb').sections).toEqual([
      { level: 0, anchor: null, heading: '', text: '' },
      { level: 2, anchor: 'h-a', heading: 'A', text: 'b' },
    ]);
    expect(render('').sections).toEqual([{ level: 0, anchor: null, heading: '', text: '' }]);
  });

  it('cut at headings wherever they stand', () => {
    const { sections } = render(
      'a\n\n> ## Quoted *title*\n>\n> b\n\n<details><summary>s</summary><h4>Deep</h4>c</details>',
    );
    expect(sections.map(({ heading, level, text }) => [heading, level, text])).toEqual([
      ['', 0, 'a'],
      ['Quoted title', 2, 'b\ns'],
      ['Deep', 4, 'c'],
    ]);
  });

  it('hold one block a line, code as written, without marks', () => {
    const source =
      'One *two*\nthree.\n\n- item\n\n```js\nif (a) {\n  b();\n}\n```\n\n| x | y |\n| - | - |\n| 1 | 2 |\n\nend<br>line &amp; more';
    expect(render(source).sections[0]!.text).toBe(
      'One two three.\nitem\nif (a) {\n  b();\n}\nx y\n1 2\nend\nline & more',
    );
  });

  it('keep words whole under ruby and footnote marks', () => {
    expect(render('<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字').sections[0]!.text).toBe('漢字');
    expect(render('end[^1] of\n\n[^1]: note').sections[0]!.text).toBe('end of\nnote');
  });
});

describe('the excerpt', () => {
  it('is prose only', () => {
    const source =
      '# Title\n\n![badge](b.svg)\n\n```\ncode\n```\n\n| t |\n| - |\n| u |\n\nFirst *words*[^1].\n\n## More\n\n- then a list\n\n[^1]: note';
    expect(render(source).excerpt).toBe('First words. then a list');
    expect(render('{% include "x.html" %}\n\n:::: note\nReal text\n::::').excerpt).toBe('note Real text');
    expect(render('# Only\n\n```\ncode\n```').excerpt).toBe('');
  });

  it('stays whole up to 240 characters, and is cut after a word beyond', () => {
    const exact = `${'abcd '.repeat(47)}abcde`;
    expect(exact).toHaveLength(240);
    expect(render(exact).excerpt).toBe(exact);
    expect(render(`${exact} more`).excerpt).toBe(`${'abcd '.repeat(47).trim()}…`);
  });

  it('is cut between words where no spaces part them', () => {
    const { excerpt } = render('私は日本語の文章を書きます。'.repeat(40));
    expect(excerpt.length).toBeLessThanOrEqual(240);
    expect(excerpt.length).toBeGreaterThan(200);
    const words = Array.from(new Intl.Segmenter('ja', { granularity: 'word' }).segment('私は日本語の文章を書きます。'));
    const ends = words.map(({ index, segment }) => '私は日本語の文章を書きます。'.slice(0, index + segment.length));
    expect(ends.some((end) => excerpt.slice(0, -1).endsWith(end))).toBe(true);
  });

  it('cuts an endless word between graphemes', () => {
    const { excerpt } = render('👩‍👩‍👧‍👦'.repeat(60));
    expect(excerpt).toBe(`${'👩‍👩‍👧‍👦'.repeat(21)}…`);
  });
});
