import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutWanted, readText } from '../../src/search/wanted-words.ts';
import { cutWords, type Word } from '../../src/search/words.ts';

const textsOf = (text: string) => cutWords(text).map((word) => word.text);

describe('words are cut and folded', () => {
  test.each([
    ['case and accents', 'Zażółć Größe naïve ÉCOLE', ['zazolc', 'grosse', 'naive', 'ecole']],
    ['apostrophes part words', "d'annotation l’école we've", ['d', 'annotation', 'l', 'ecole', 'we', 've']],
    ['dots and underscores part words', 'readme.md foo_bar 3.14', ['readme', 'md', 'foo', 'bar', '3', '14']],
    ['compatibility forms', 'ﬁne Ｆｕｌｌ x²', ['fine', 'full', 'x2']],
    ['symbols of compatibility forms', '⑴ ½ ㈀ ๏ ⼀', ['1', '1⁄2', 'ᄀ', '一']],
    ['Greek final sigma', 'ΣΊΣΥΦΟΣ', ['σισυφοσ']],
    ['Cyrillic', 'Ёлка', ['елка']],
    ['Arabic without vowels and tatweel, hamza folded', 'إِدَارَة الـمشاريع', ['اداره', 'المشاريع']],
    ['Hebrew without points', 'שָׁלוֹם', ['שלום']],
    ['Hindi keeps its vowels', 'आचार संहिता', ['आचार', 'संहिता']],
    ['emoji and punctuation are no words', '🚀 — hello!', ['hello']],
  ])('%s', (_rule, text, words) => {
    expect(textsOf(text)).toEqual(words);
  });

  test.each([
    ['Chinese', '零工市场', ['零工', '工市', '市场', '场']],
    ['Japanese, over a change of script', '成熟度モデル', ['成熟', '熟度', '度モ', 'モデ', 'デル', 'ル']],
    ['half-width kana are kana', 'ﾓﾃﾞﾙ', ['モデ', 'デル', 'ル']],
    ['Korean within its words', '오픈 소스', ['오픈', '픈', '소스', '스']],
    ['beside Latin', 'Git入门2', ['git', '入门', '门', '2']],
  ])('%s is cut into pairs', (_rule, text, words) => {
    expect(textsOf(text)).toEqual(words);
  });

  test('Thai is cut into the words of the dictionary', () => {
    expect(textsOf('ภาษาไทย').join('')).toBe('ภาษาไทย');
    expect(textsOf('ภาษาไทย').length).toBeGreaterThan(1);
  });

  test('what a query cuts out of a text stands in the text, one after the other', () => {
    const text = 'これは知識の共有と学習に関する実践です。';
    const positions = new Map(cutWords(text).map((word) => [word.text, word.position]));
    const query = cutWords('共有と学習').filter((word) => word.form === 'pair');
    const found = query.map((word) => positions.get(word.text));
    expect(found).toEqual(query.map((_, index) => found[0]! + index));
  });

  test('an endless word is known by its beginning', () => {
    expect(textsOf('a'.repeat(5_000))).toEqual(['a'.repeat(48)]);
    for (const before of ['', 'a', 'ab', 'abc']) {
      const [word] = textsOf(`${before}${'½'.repeat(60)}`);
      expect(word).toMatch(/^[\p{L}\p{N}⁄]{0,47}[\p{L}\p{N}]$/u);
    }
    const marks = '\u0301'.repeat(5_000);
    for (const word of textsOf(`か${marks}字${marks} 한${marks} a${marks}`))
      expect(word.length).toBeLessThanOrEqual(48);
  });
});

describe('for any text', () => {
  const folded = /^[\p{L}\p{M}\p{N}\p{sc=Han}](?:[^\s'\\&|!():*<>]*[\p{L}\p{M}\p{N}\p{sc=Han}])?$/u;

  test('no character brings blanks or operators into a word, or symbols to its ends', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      if (cutWords(character).some((word) => !folded.test(word.text))) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });

  test('offsets lie in the text, positions grow, folding is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const words = cutWords(text);
        words.forEach((word, index) => {
          expect(word.start).toBeLessThan(word.end);
          expect(word.end).toBeLessThanOrEqual(text.length);
          expect(word.position).toBe(index);
          expect(word.text).toMatch(folded);
          expect(word.text.isWellFormed()).toBe(true);
        });
      }),
    );
  });
});

describe('of the words that begin so', () => {
  test.each([
    ['in a text of plain words', 'One more, and onwards: done. (ONE-', ['on'], ['one', '', 'onwards', '', 'one']],
    ['words of other letters are all cut', 'Ein Café, two Kids, one', ['one', 'kid'], ['', 'cafe', '', 'kids', 'one']],
    ['letters that grow when they are small', 'İ one two', ['one'], ['i', 'one', 'two']],
    ['nothing begins like nothing', 'One', [''], []],
  ])('%s', (_what, text, beginnings, words) => {
    expect(cutWanted(readText(text), beginnings).map((word) => word.text)).toEqual(words);
  });

  test('none is missed, each stands where it stands in the text, and those side by side do here, too', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'aAbB1 -_.’·éK学'), maxLength: 80 });
    const beginnings = fc.array(fc.string({ unit: fc.constantFrom(...'ab1'), minLength: 1, maxLength: 3 }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(texts, beginnings, (text, begun) => {
        const isWanted = (word: Word) => begun.some((one) => word.text.startsWith(one));
        const pairs = (words: readonly Word[]) =>
          words.flatMap((word, at) => {
            const [before, after] = [words[at - 1], words[at + 1]].map((one) => one && isWanted(one) && one.start);
            return isWanted(word) ? [[word.text, word.start, word.end, before || -1, after || -1]] : [];
          });
        expect(pairs(cutWanted(readText(text), begun))).toEqual(pairs(cutWords(text)));
      }),
      { numRuns: 500 },
    );
  });
});
