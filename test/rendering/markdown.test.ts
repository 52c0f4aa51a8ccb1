import { describe, expect, it } from 'vitest';
import { renderTexts } from '../../src/rendering/markdown.ts';
import type { RenderedText } from '../../src/rendering/rendered.ts';
import { elementsOf } from './parsed.ts';

function render(source: string): RenderedText {
  return renderTexts([source])[0]!;
}

const OFF_SITE = 'rel="nofollow ugc noopener"';

describe('Markdown', () => {
  it('renders tables, strikethrough, task lists and autolinks', () => {
    expect(render('| a | b |\n| :- | -: |\n| 1 | 2 |').html).toContain('<td align="right">2</td>');
    expect(render('~~old~~').html).toBe('<p><del>old</del></p>');
    expect(render('- [x] done\n- [ ] open').html).toContain('<input type="checkbox" checked disabled> done');
    expect(render('see www.example.org').html).toContain(`<a href="http://www.example.org" ${OFF_SITE}>`);
  });

  it('keeps a sane set of HTML, with direction and language', () => {
    const source =
      '<details open><summary>More</summary>H<sub>2</sub>O <kbd>Q</kbd> <abbr title="as is">a</abbr></details>';
    expect(render(source).html).toBe(source);
    expect(render('<dl><dt lang="de">Wort</dt><dd>word</dd></dl>').html).toBe(
      '<dl><dt lang="de">Wort</dt><dd>word</dd></dl>',
    );
  });

  it('renders Markdown inside a block of another direction', () => {
    const { html, sections } = render('<div dir="rtl" markdown="1">\n\n## مقدمة\n\nنص **مهم**\n\n</div>');
    const [div] = elementsOf(html);
    expect(div).toMatchObject({ tagName: 'div', properties: { dir: 'rtl' } });
    expect(html).toContain('<strong>مهم</strong>');
    expect(html).not.toContain('markdown=');
    expect(sections[1]).toEqual({ level: 2, anchor: 'h-مقدمة', heading: 'مقدمة', text: 'نص مهم' });
  });

  it('highlights code of a stated, known language only', () => {
    expect(render('```js\nlet a = 1;\n```').html).toContain('<span class="hljs-keyword">let</span>');
    expect(render('```nosuch\nlet a = 1;\n```').html).not.toContain('<span');
    expect(render('```\nlet a = 1;\n```').html).toBe('<pre><code>let a = 1;\n</code></pre>');
  });

  it('leaves very long code plain rather than refusing it', () => {
    const { html } = render(`\`\`\`js\n${'let a = 1;\n'.repeat(30_000)}\`\`\``);
    expect(html).not.toContain('<span');
    expect(html.length).toBeGreaterThan(300_000);
  });

  it('refuses nesting beyond 200 levels and takes 200', () => {
    expect(render(`${'> '.repeat(200)}x`).html).toContain('x');
    expect(() => render(`${'> '.repeat(201)}x`)).toThrowError(expect.objectContaining({ code: 'markdown_too_deep' }));
    expect(() => render('<div>'.repeat(3_000))).toThrowError(expect.objectContaining({ code: 'markdown_too_deep' }));
    expect(() => render(`${'> '.repeat(4_000)}x`)).toThrowError(expect.objectContaining({ code: 'markdown_too_deep' }));
  });

  it('refuses HTML of more than 2 MiB, all texts together', () => {
    const ampersands = '&'.repeat(250_000);
    expect(renderTexts([ampersands])[0]!.html.length).toBeGreaterThan(1_200_000);
    expect(() => renderTexts([ampersands, ampersands])).toThrowError(
      expect.objectContaining({ code: 'markdown_output_too_large' }),
    );
  });
});

describe('images and other media', () => {
  it('become links named by their alternative text or file', () => {
    expect(render('![A map](https://x.example/map.png)').html).toBe(
      `<p><a href="https://x.example/map.png" ${OFF_SITE}>A map</a></p>`,
    );
    expect(render('![](img/big%20map.png?x=1)').html).toBe('<p><a href="img/big%20map.png?x=1">big map.png</a></p>');
    expect(render('<iframe src="https://video.example/1"></iframe>').html).toBe(
      `<a href="https://video.example/1" ${OFF_SITE}>video.example</a>`,
    );
    expect(render('<video><source src="a/film.webm"></video>').html).toBe('<p><a href="a/film.webm">film.webm</a></p>');
  });

  it('are words only inside a link', () => {
    expect(render('[![build](https://ci.example/b.svg)](https://ci.example)').html).toBe(
      `<p><a href="https://ci.example" ${OFF_SITE}>build</a></p>`,
    );
  });

  it('leave at most their alternative text when their address is none of the web', () => {
    expect(render('<img src="data:image/png;base64,AAAA" alt="chart">').html).toBe('chart');
    expect(render('a <img src="data:image/png;base64,AAAA"> b').html).toBe('<p>a  b</p>');
  });
});

describe('links', () => {
  it('are marked where they leave the site, and only there', () => {
    const source =
      '[a](https://a.example/x) [b](/local) [c](//c.example/y) [a](https://a.example/x) [m](mailto:a@b.example)';
    const { html } = render(`${source} ![i](http://i.example/z.png)`);
    expect(elementsOf(html).filter(({ properties }) => properties.rel !== undefined)).toHaveLength(4);
  });

  it.each(['<a href="/\t/evil.example">x</a>', '<a href="/\\evil.example">x</a>', '<a href="\\\\evil.example">x</a>'])(
    'count as off-site where a browser leaves the site: %j',
    (source) => {
      expect(render(source).html).toContain(OFF_SITE);
    },
  );
});

describe('headings', () => {
  it('move down when one of them is of the first rank, else stay', () => {
    expect(render('# A\n\n## B\n\n###### F').html).toBe(
      '<h2 id="h-a">A</h2>\n<h3 id="h-b">B</h3>\n<h6 id="h-f">F</h6>',
    );
    expect(render('## B\n\n### C').html).toBe('<h2 id="h-b">B</h2>\n<h3 id="h-c">C</h3>');
  });

  it('have unique ids, within a text and across the texts of a work', () => {
    const [body, step] = renderTexts(['## A\n\n## A\n\n## 手順', '## A']);
    expect(body!.sections.map(({ anchor }) => anchor)).toEqual([null, 'h-a', 'h-a-1', 'h-手順']);
    expect(step!.html).toBe('<h2 id="s1-h-a">A</h2>');
  });

  it.each([
    ['## Title {#own-id}', 'Title'],
    ['## Title{#own-id}', 'Title'],
    ['## Title {: .no_toc }', 'Title'],
    ['## Title {.unnumbered #x}', 'Title'],
    ['## مقدمة {#مقدمة}', 'مقدمة'],
    ['Title {: #x}\n---', 'Title'],
    ['## The {name} and {id}', 'The {name} and {id}'],
    ['## `{#if}`', '{#if}'],
  ])('lose attributes of other dialects at their end: %j', (source, heading) => {
    expect(render(source).sections[1]!.heading).toBe(heading);
  });

  it('vanish when empty', () => {
    expect(render('#\n\ntext').html.trim()).toBe('<p>text</p>');
  });
});

describe('links within a text', () => {
  it.each([
    ['[x](#set-up)\n\n## Set up', '#h-set-up'],
    ['[x](#own)\n\n## Set up {#own}', '#h-set-up'],
    ['[x](#own)\n\n<h2 id="own">Set up</h2>', '#h-set-up'],
    ['[x](#own)\n\n<a name="own"></a>text', '#user-content-own'],
    ['[x](#h-set-up)\n\n## Set up', '#h-set-up'],
    ['[x](#que-es)\n\n## ¿Qué es?', '#h-qu%C3%A9-es'],
    ['[x](#手順)\n\n## 手順', `#${encodeURI('h-手順')}`],
    ['[x](#nowhere)', '#nowhere'],
    ['[x](#%E0%A4%A)', '#%E0%A4%25A'],
  ])('find what they mean: %j', (source, href) => {
    expect(elementsOf(render(source).html).find(({ tagName }) => tagName === 'a')?.properties.href).toBe(href);
  });

  it('follow their text when it is not the first of a work', () => {
    expect(renderTexts(['', '[x](#a)\n\n## A'])[1]!.html).toContain('<a href="#s1-h-a">');
  });
});

describe('footnotes', () => {
  it('point to their notes and back, with ids of their own in every text', () => {
    const texts = renderTexts(['A[^1] b[^long] c[^1]\n\n[^1]: One.\n\n[^long]: Two.', 'D[^1]\n\n[^1]: Three.']);
    const html = texts.map((text) => text.html).join('\n');
    const elements = elementsOf(html);
    const ids = elements.map(({ properties }) => properties.id).filter((id) => id !== undefined);
    const targets = elements.flatMap(({ properties }) => (properties.href ? [String(properties.href).slice(1)] : []));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('user-content-fn-long');
    expect(ids).toContain('s1-user-content-fn-1');
    expect(targets).toHaveLength(8);
    expect(ids).toEqual(expect.arrayContaining(targets));
  });

  it('add no English heading', () => {
    const { html, sections } = render('Texte[^1]\n\n[^1]: Une note.');
    expect(html).not.toContain('Footnotes');
    expect(html).toContain('role="doc-endnotes"');
    expect(sections).toEqual([{ level: 0, anchor: null, heading: '', text: 'Texte\nUne note.' }]);
  });
});
