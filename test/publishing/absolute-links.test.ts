import { describe, expect, it } from 'vitest';
import { absoluteLinks } from '../../src/rendering/absolute-links.ts';
import { renderTexts } from '../../src/rendering/markdown.ts';
import { elementsOf, reparsed } from '../rendering/parsed.ts';

const page = 'https://copse.example/articles/round';
const origin = 'https://git.example/o/r/blob/main/docs/round.md';
const made = (markdown: string, base = origin) => absoluteLinks(renderTexts([markdown])[0]!.html, page, base);
const firstLink = (html: string) => elementsOf(html).find(({ tagName }) => tagName === 'a')?.properties;

describe('links of a text that is read elsewhere', () => {
  it.each([
    ['circle.md', 'https://git.example/o/r/blob/main/docs/circle.md'],
    ['../img/a b.png?x=1&y=2', 'https://git.example/o/r/blob/main/img/a%20b.png?x=1&y=2'],
    ['/root', 'https://git.example/root'],
    ['//other.example/x', 'https://other.example/x'],
    ['?page=2', 'https://git.example/o/r/blob/main/docs/round.md?page=2'],
    ['#part', 'https://copse.example/articles/round#part'],
    ['https://a.example/?q="&copy=1', 'https://a.example/?q=%22&copy=1'],
    ['mailto:ana@a.example', 'mailto:ana@a.example'],
  ])('lead from %s to %s', (href, absolute) => {
    expect(firstLink(made(`[x](<${href}>)`))?.href).toBe(absolute);
  });

  it('lead to headings by the ids these have on the page', () => {
    expect(firstLink(made('[x](#part)\n\n## Part'))?.href).toBe('https://copse.example/articles/round#h-part');
  });

  it('are marked as leading elsewhere once they do', () => {
    expect(firstLink(made('[x](circle.md)'))?.rel).toEqual(['nofollow', 'ugc', 'noopener']);
    expect(firstLink(made('[x](circle)', page))?.rel).toBeUndefined();
    expect(firstLink(made('[x](https://a.example/)'))?.rel).toEqual(['nofollow', 'ugc', 'noopener']);
  });

  it('are looked for in tags only', () => {
    const text = 'Write `<a href="x.md">` or href="y.md".\n\n```html\n<a href="z.md" cite="w">\n```\n';
    expect(made(text)).toBe(renderTexts([text])[0]!.html);
    expect(made('<b title=\'a > href="q"\'>x</b>')).toContain('title="a > href=&#x22;q&#x22;"');
  });

  it('lose an address that none can be made of', () => {
    expect(firstLink(made('<a href="//[">x</a>'))).not.toHaveProperty('href');
  });

  it('stay HTML that a browser reads in the same way', () => {
    const html = made('[a](b?x=1&lt=2 "t > \\"q\\"") <q cite="c&d">e</q> [f](g)[^1]\n\n[^1]: h [i](j).');
    expect(reparsed(html).replace(/&#x26;/g, '&amp;')).toBe(html.replace(/&#x22;/g, '&#x22;'));
  });
});
