import { expect, test } from 'vitest';
import { findUnread } from '../../../src/cli/sources/unread-fields.ts';

const misspelled = (...names: string[]) =>
  findUnread(Object.fromEntries(names.map((name) => [name, 'x']))).misspelled.map(
    ({ name, meant }) => `${name} ${meant}`,
  );

test.each([
  ['practise', 'practice'],
  ['licence_', 'licence'],
  ['Tags', 'tags'],
  ['TITLE', 'title'],
  ['titel', 'title'],
  ['catagories', 'categories'],
  ['auther', 'author'],
])('%s probably means %s', (name, meant) => {
  expect(misspelled(name)).toEqual([`${name} ${meant}`]);
});

test.each(['layout', 'weight', 'date', 'slug', 'link', 'file', 'id', 'a', 'x'.repeat(5_000)])(
  '%s means nothing known',
  (name) => {
    expect(misspelled(name)).toEqual([]);
  },
);

test('a field that is there is not what another one means', () => {
  expect(misspelled('titel', 'title')).toEqual([]);
});

test('known fields are read, the others not', () => {
  expect(findUnread({ title: 'x', layout: 'y', practice: 'z' })).toEqual({ misspelled: [], unknown: ['layout'] });
});
