import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/db/lines.ts';

async function linesOf(text: string, chunk: number, maxBytes = 100): Promise<string[]> {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
    bytes.subarray(index * chunk, (index + 1) * chunk),
  );
  const source = (async function* () {
    yield* pieces;
  })();
  const lines: string[] = [];
  for await (const line of readLines(source, maxBytes)) lines.push(line);
  return lines;
}

describe('lines of a stream', () => {
  it.each([1, 2, 3, 7, 1_000])('are the same however it is cut (%i bytes at a time)', async (chunk) => {
    expect(await linesOf('é\u2028ü\n\n😀\r\nlast', chunk)).toEqual(['é\u2028ü', '', '😀\r', 'last']);
  });

  it('end with the stream, with or without a line feed', async () => {
    expect(await linesOf('', 5)).toEqual([]);
    expect(await linesOf('a\n', 5)).toEqual(['a']);
    expect(await linesOf('a', 5)).toEqual(['a']);
  });

  it('are refused when they are too long, before they are complete', async () => {
    await expect(linesOf(`${'a'.repeat(10)}\n`, 3, 10)).resolves.toHaveLength(1);
    await expect(linesOf('a'.repeat(11), 3, 10)).rejects.toThrow(RangeError);
  });
});
