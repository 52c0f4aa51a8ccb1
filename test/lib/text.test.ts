import { describe, expect, test } from 'vitest';
import { cleanStrings, composed } from '../../src/lib/text.ts';
import { cutWords } from '../../src/search/words.ts';

/** Dots below and above in turn: to put them in order takes time that grows with the square of their number. */
const marks = (count: number) => '\u0307\u0323'.repeat(count / 2);

describe('text in NFC', () => {
  test.each([
    ['letters and marks', 'e\u0301 und u\u0308', 'é und ü'],
    ['what is composed already', 'Größe', 'Größe'],
    ['marks in another order', 'a\u0301\u0323', 'ạ\u0301'],
    ['Hangul', '\u1112\u1161\u11ab', '한'],
    ['thirty marks', `か${'\u0301'.repeat(30)}`, `か${'\u0301'.repeat(30)}`],
  ])('%s', (_what, given, wanted) => {
    expect(composed(given)).toBe(wanted);
    expect(composed(given)).toBe(given.normalize('NFC'));
  });

  test('more marks are parted, once', () => {
    const text = composed(`a${marks(100)}`);
    expect(text.replaceAll('\u034f', '').normalize('NFC')).toBe(`a${marks(100)}`.normalize('NFC'));
    expect(text).not.toMatch(/(?:(?!\u034f)\p{M}){31}/u);
    expect(composed(text)).toBe(text);
  });

  test('takes no time for a mountain of marks, nor does cutting it into words', () => {
    const started = performance.now();
    cleanStrings({ title: `a${marks(1_000_000)}` });
    cutWords(`a${marks(1_000_000)} か${marks(1_000_000)}`);
    // In the straightforward way it takes half an hour.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
