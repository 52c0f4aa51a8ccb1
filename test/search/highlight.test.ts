import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as highlight from '../../src/search/highlight.ts';
import { readText } from '../../src/search/wanted-words.ts';
import { cutWords } from '../../src/search/words.ts';

const { matchPhrases } = highlight;
const highlightWhole = (text: string, matcher: highlight.Matcher) => highlight.highlightWhole(readText(text), matcher);
const highlightText = (text: string, matcher: highlight.Matcher) => highlight.highlightText(readText(text), matcher);
const matching = (...phrases: string[]) =>
  matchPhrases(phrases.map((phrase) => ({ words: phrase.split(' '), worth: 1 })));
const plain = (html: string) => html.replace(/<\/?mark>/g, '');

describe('a highlight', () => {
  test('marks words whatever their case and accents, and escapes all else', () => {
    expect(highlightWhole('Café & <b>café</b>', matching('cafe'))).toBe(
      '<mark>Café</mark> &amp; &lt;b&gt;<mark>café</mark>&lt;/b&gt;',
    );
  });

  test('joins overlapping pairs of letters into one mark', () => {
    expect(highlightWhole('我们学习实践', matching('学习', '习实', '实践'))).toBe('我们<mark>学习实践</mark>');
  });

  test('marks words that follow one another only where they do', () => {
    expect(highlightWhole('Pull a pull request, a request', matching('pull request'))).toBe(
      'Pull a <mark>pull</mark> <mark>request</mark>, a request',
    );
    expect(highlightWhole('one on one on one', matching('on one', 'one on'))).toBe(
      '<mark>one</mark> <mark>on</mark> <mark>one</mark> <mark>on</mark> <mark>one</mark>',
    );
  });

  test('shows the stretch with most of the words, beginning at a word', () => {
    const text = `alpha ${'filler '.repeat(200)}alpha beta gamma ${'filler '.repeat(200)}`;
    const html = highlightText(text, matching('alpha', 'beta', 'gamma'));
    expect(html).toMatch(/^…filler .*<mark>alpha<\/mark> <mark>beta<\/mark> <mark>gamma<\/mark> filler.*filler…$/);
    expect(plain(html).length).toBeLessThan(300);
  });

  test('of stretches that are worth the same shows the first, and words twice count once', () => {
    const gap = 'filler '.repeat(60);
    const text = `${gap}alpha alpha alpha ${gap}alpha beta ${gap}beta alpha ${gap}`;
    expect(highlightText(text, matching('alpha', 'beta'))).toContain('<mark>alpha</mark> <mark>beta</mark>');
    const long = 'x'.repeat(300);
    expect(highlightText(`${long} ${gap}${text}`, matching('alpha', 'beta', long))).toContain(
      '<mark>alpha</mark> <mark>beta</mark>',
    );
  });

  test('shows the beginning where nothing is found, and the whole of a short text', () => {
    expect(highlightText('One two.', matching('nothing'))).toBe('One two.');
    expect(highlightText('word '.repeat(200), matching('nothing'))).toMatch(/^word (word )*word…$/);
  });

  test.each(['', 'a'])('cuts no character in two, where no word ends the stretch (after "%s")', (before) => {
    const text = `${before} party ${'🎉'.repeat(400)}`;
    expect(highlightText(text, matching('party')).isWellFormed()).toBe(true);
    expect(highlightText(`${before}${'🎉'.repeat(400)}`, matching('nothing')).isWellFormed()).toBe(true);
  });

  test('of any text holds no markup but its marks, and no word that is not there', () => {
    const words = fc.string({ unit: fc.constantFrom(...'ab <>&"\'é学习実践ก '), maxLength: 400 });
    fc.assert(
      fc.property(words, (text) => {
        const matcher = matching(
          ...cutWords(text)
            .slice(0, 3)
            .map((word) => word.text),
        );
        const html = highlightText(text, matcher);
        expect(html.replace(/<mark>|<\/mark>|&(amp|lt|gt|quot|#39);/g, '')).not.toMatch(/[<>&"']/);
        expect(html.split('<mark>').length).toBe(html.split('</mark>').length);
        const unescaped = plain(html)
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&');
        expect(text).toContain(unescaped.replace(/^…|…$/g, '').trim());
      }),
    );
  });
});
