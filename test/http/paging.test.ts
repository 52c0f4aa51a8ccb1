import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutPage, decodeCursor, encodeCursor, nextUrl } from '../../src/http/paging.ts';

const id = '01900000-0000-7000-8000-000000000000';
const code = (expected: string) =>
  expect.objectContaining({ code: expected, faults: [expect.objectContaining({ pointer: '?cursor' })] });

describe('a cursor', () => {
  test('holds any text, and fits into a query, for titles of 300 characters too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (value) => {
        const cursor = encodeCursor({ value, id }, { sort: 'title' });
        fc.pre(!value.includes('\u0000') && value.isWellFormed());
        expect(decodeCursor(cursor, { sort: 'title' })).toEqual({ value, id });
        expect(cursor).toMatch(/^[\w-]+$/);
      }),
    );
    expect(encodeCursor({ value: '𠮷'.repeat(300), id }, {}).length).toBeLessThan(2500);
  });

  test('belongs to its list, whatever the order of the filters', () => {
    const cursor = encodeCursor({ value: 'a', id }, { tag: ['x'], sort: 'title' });
    expect(decodeCursor(cursor, { sort: 'title', tag: ['x'] })).toEqual({ value: 'a', id });
    expect(() => decodeCursor(cursor, { sort: 'title', tag: ['y'] })).toThrow(code('cursor_foreign'));
  });

  test.each([
    ['time', 'a title'],
    ['time', 5],
    ['time', '2027-13-01T00:00:00.000Z'],
    ['time', 'infinity'],
    ['whole', 'x'],
    ['whole', 1.5],
    ['whole', 1e300],
    ['whole', 2 ** 40],
    ['text', 5],
    ['text', null],
    ['text', 'a\u0000'],
    ['text', '\ud800'],
  ] as const)('that was made up for a list by %s cannot hold %j', (form, value) => {
    const cursor = encodeCursor({ value: value as string, id }, {});
    expect(() => decodeCursor(cursor, {}, form)).toThrow(code('cursor_invalid'));
  });

  test('is refused, never a fault, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (cursor) => {
          expect(() => decodeCursor(cursor, {}, 'time')).toThrow(
            expect.objectContaining({ code: expect.stringMatching(/^cursor_/) }),
          );
        },
      ),
    );
  });

  test('comes with a page only where there is more', () => {
    const rows = [1, 2, 3].map((value) => ({ value, id }));
    expect(cutPage(rows, 3, {}, (row) => row)).toEqual({ items: rows, next: undefined });
    expect(decodeCursor(cutPage(rows, 2, {}, (row) => row).next, {}, 'whole')).toEqual({ value: 2, id });
    expect(cutPage([], 2, {}, (row: never) => row)).toEqual({ items: [], next: undefined });
  });

  test('stands in the address of the next page in place of the former one', () => {
    expect(nextUrl('https://a.example', '/api/v1/works?tag=a&cursor=x&limit=2', 'y')).toBe(
      'https://a.example/api/v1/works?tag=a&cursor=y&limit=2',
    );
  });
});
