import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffTexts, replacement } from '../../src/rendering/diff.ts';
import type { DiffPart } from '../../src/rendering/rendered.ts';

const join = (parts: DiffPart[], without: DiffPart['type']) =>
  parts.flatMap(({ type, text }) => (type === without ? [] : [text])).join('');

describe('diff', () => {
  it('finds changed words, with the blanks between them', () => {
    expect(diffTexts('The old big house.', 'The new small house.')).toEqual([
      { type: 'same', text: 'The ' },
      { type: 'removed', text: 'old big' },
      { type: 'added', text: 'new small' },
      { type: 'same', text: ' house.' },
    ]);
  });

  it('finds words where no spaces part them', () => {
    expect(diffTexts('私は犬が好きです', '私は猫が好きです')).toEqual([
      { type: 'same', text: '私は' },
      { type: 'removed', text: '犬' },
      { type: 'added', text: '猫' },
      { type: 'same', text: 'が好きです' },
    ]);
  });

  it('answers one part for equal texts, none for empty ones', () => {
    expect(diffTexts('a\nb', 'a\nb')).toEqual([{ type: 'same', text: 'a\nb' }]);
    expect(diffTexts('', '')).toEqual([]);
    expect(diffTexts('', 'a')).toEqual([{ type: 'added', text: 'a' }]);
  });

  it('shows changed white space', () => {
    expect(join(diffTexts('a  b\n', 'a b\r\n'), 'removed')).toBe('a b\r\n');
    expect(diffTexts('\n', '\n\n').length).toBeGreaterThan(1);
  });

  it('falls back to lines, then to everything', () => {
    const [from, to] = ['same\nold one\nend', 'same\nnew one\nend'];
    expect(diffTexts(from, to, { linesMs: 100, wordsMs: 0 })).toEqual([
      { type: 'same', text: 'same\n' },
      { type: 'removed', text: 'old one\n' },
      { type: 'added', text: 'new one\n' },
      { type: 'same', text: 'end' },
    ]);
    const [many, other] = ['a\nb\nc\nd', 'x\nb\ny\nz'];
    expect(diffTexts(many, other, { linesMs: 0, wordsMs: 0 })).toEqual(replacement(many, other));
  });

  it('keeps to its budget on texts with nothing in common', () => {
    const text = (seed: number) => Array.from({ length: 60_000 }, (_, i) => `w${(i * seed) % 99_991}`).join(' ');
    const start = Date.now();
    const parts = diffTexts(text(7), text(31), { linesMs: 100, wordsMs: 300 });
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(parts).toEqual(replacement(text(7), text(31)));
  });

  it('gives both texts back exactly, never two like parts in a row', () => {
    const words = fc.constantFrom('a', 'b', 'cc', ' ', '  ', '\n', '\r\n', '.', '犬', '猫が', '👩‍👧', '\t', 'é');
    const texts = fc.array(words, { maxLength: 30 }).map((list) => list.join(''));
    fc.assert(
      fc.property(texts, texts, (from, to) => {
        const parts = diffTexts(from, to);
        expect(join(parts, 'added')).toBe(from);
        expect(join(parts, 'removed')).toBe(to);
        expect(parts.every((part, index) => part.text !== '' && part.type !== parts[index - 1]?.type)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
