import { expect, test } from 'vitest';
import { editDistance, forgivenEdits, swapsOf } from '../../src/search/edits.ts';

test.each([
  ['round', 'round', 0],
  ['round', 'rond', 1],
  ['round', 'rouind', 1],
  ['round', 'raund', 1],
  ['round', 'ruond', 1],
  ['meeting', 'metinng', 2],
  ['संहिता', 'सहिता', 1],
  ['👍a', 'a', 1],
])('%s to %s takes %i edits', (from, to, edits) => {
  expect(editDistance(from, to, 2)).toBe(edits);
  expect(editDistance(to, from, 2)).toBe(edits);
});

test('more edits than asked for are not counted', () => {
  expect(editDistance('round', 'square', 2)).toBe(Number.POSITIVE_INFINITY);
  expect(editDistance('a', 'abcdef', 2)).toBe(Number.POSITIVE_INFINITY);
  expect(editDistance('meeting', 'metinng', 1)).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  ['and', 0],
  ['card', 1],
  ['meeting', 1],
  ['meetings', 2],
  ['समूह', 1],
])('%s is forgiven %i edits', (word, edits) => {
  expect(forgivenEdits(word)).toBe(edits);
});

test('all ways to swap two neighbours', () => {
  expect(swapsOf('abc')).toEqual(['bac', 'acb']);
});
