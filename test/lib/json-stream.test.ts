import { describe, expect, test } from 'vitest';
import { jsonPieces } from '../../src/lib/json-stream.ts';

async function* list(...items: unknown[]) {
  yield* items;
}

async function written(members: Record<string, unknown>): Promise<string> {
  return (await Array.fromAsync(jsonPieces(members))).join('');
}

describe('jsonPieces', () => {
  test.each([
    [{}, '{}'],
    [{ a: 1, b: [2], 'c"': null }, '{"a":1,"b":[2],"c\\"":null}'],
    [{ left: undefined, a: list() }, '{"a":[]}'],
    [{ a: list({ b: 1 }, 'x', null), c: list(2) }, '{"a":[{"b":1},"x",null],"c":[2]}'],
  ])('%j', async (members, text) => {
    expect(await written(members)).toBe(text);
  });

  test('ends where a list fails, so that the text is not taken for whole', async () => {
    async function* failing() {
      yield 1;
      throw new Error('gone');
    }
    await expect(written({ a: failing() })).rejects.toThrow('gone');
  });
});
