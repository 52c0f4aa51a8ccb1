import { describe, expect, test } from 'vitest';
import { batchesOf, mostRequestBytes } from '../../src/imports/lines.ts';
import { TooLarge } from '../../src/lib/errors.ts';

const cut = (text: string) =>
  [...batchesOf(Buffer.from(text))].map((batch) => batch.map(({ number, bytes }) => `${number} ${bytes}`));

describe('batchesOf', () => {
  test.each([
    ['a\nb', [['1 a', '2 b']]],
    ['a\nb\n', [['1 a', '2 b']]],
    ['\n\r\na\n \nb', [['3 a', '5 b']]],
    ['', []],
    ['\n\n', []],
  ])('%j is %j', (text, batches) => {
    expect(cut(text)).toEqual(batches);
  });

  test('holds at most 100 lines at a time', () => {
    expect(cut('x\n'.repeat(250)).map((batch) => batch.length)).toEqual([100, 100, 50]);
  });

  test('holds some 2 MiB at a time, and a longer line alone', () => {
    const batches = cut(['a'.repeat(1_500_000), 'b'.repeat(1_500_000), 'c'.repeat(3_000_000), 'd'].join('\n'));
    expect(batches.map((batch) => batch.length)).toEqual([1, 1, 1, 1]);
  });

  test('refuses more than 500 lines before anything is done, empty ones included', () => {
    expect(() => batchesOf(Buffer.from('x\n'.repeat(501)))).toThrow(TooLarge);
    expect(() => batchesOf(Buffer.from('x\n\n'.repeat(251)))).toThrow(TooLarge);
    expect(cut('x\n'.repeat(500)).flat()).toHaveLength(500);
  });

  test('does not count the line ends of a request that is nothing else', () => {
    const body = Buffer.alloc(mostRequestBytes, '\n');
    const started = performance.now();
    expect(() => batchesOf(body)).toThrow(TooLarge);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
