import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJsonl } from '../../../src/cli/sources/jsonl.ts';
import type { ReadItem } from '../../../src/cli/sources/lines.ts';
import { linesOf } from '../../../src/cli/sources/text-lines.ts';
import { collect } from '../collect.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copse-jsonl-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

async function read(name: string, content: string | Buffer, defaults = {}): Promise<ReadItem[]> {
  await writeFile(join(folder, name), content);
  const { items } = await readJsonl(join(folder, name), defaults);
  return await collect(items);
}

const object = {
  title: 'Ask first',
  body: '# Ask first\n\nText',
  language: 'en',
  license: 'CC-BY-4.0',
  source: 'wiki',
  path: 'a/b',
};
const expected = {
  title: 'Ask first',
  body: 'Text',
  language: 'en',
  license: 'CC-BY-4.0',
  origin: { source: 'wiki', path: 'a/b' },
};

describe('readJsonl', () => {
  test('reads one object a line, gzipped or not, with or without an end of the last line', async () => {
    const text = `${JSON.stringify(object)}\r\n\n${JSON.stringify({ ...object, path: 'c' })}`;
    for (const items of [await read('a.jsonl', text), await read('a.jsonl.gz', gzipSync(text))]) {
      expect(items).toMatchObject([
        { line: expected },
        { at: expect.stringMatching(/:3$/), line: { origin: { path: 'c' } } },
      ]);
    }
  });

  test.each([
    ['{"title": "x"', 'it is not valid JSON'],
    ['[1]', 'it is not a JSON object'],
    ['{"title":"x","body":"y","license":"CC0-1.0"}', expect.stringContaining('neither origin')],
    ['{"title":"x","body":"y","path":"p","source":"s"}', expect.stringContaining('no licence')],
  ])('gives %j with a reason, and goes on', async (bad, reason) => {
    const items = await read('bad.jsonl', `${bad}\n${JSON.stringify(object)}\n`);
    expect(items).toMatchObject([{ at: 'bad.jsonl:1', reason }, { line: expected }]);
  });

  test('takes other names of fields, and values that are no text', async () => {
    const items = await read(
      'b.jsonl',
      JSON.stringify({
        id: 7,
        title: 2024,
        text: 'Text',
        licence: 'CC0-1.0',
        source: 'wiki',
        keywords: ['a', 1],
        author: { name: 'Ana' },
        draft: false,
      }),
    );
    expect(items).toMatchObject([
      {
        line: {
          title: '2024',
          body: 'Text',
          license: 'CC0-1.0',
          tags: ['a', '1'],
          credits: [{ name: 'Ana' }],
          origin: { source: 'wiki', path: '7' },
        },
      },
    ]);
  });

  test('takes the sources that a SOURCE.json beside it describes, by name', async () => {
    const sources = [
      {
        source: 'wiki',
        repository: 'https://github.com/a/wiki',
        commit: 'c1',
        license: 'CC-BY-SA-4.0',
        attribution: { author: 'Wiki people' },
      },
      { source: 'handbook', repository: 'https://git.example/handbook', license: 'CC0-1.0' },
    ];
    await writeFile(join(folder, 'SOURCE.json'), JSON.stringify(sources));
    const { license: _license, ...unlicensed } = object;
    const items = await read(
      'c.jsonl',
      `${JSON.stringify(unlicensed)}\n${JSON.stringify({ ...unlicensed, source: 'handbook' })}\n`,
    );
    await rm(join(folder, 'SOURCE.json'));
    expect(items).toMatchObject([
      {
        line: {
          license: 'CC-BY-SA-4.0',
          credits: [{ name: 'Wiki people' }],
          origin: { source: 'https://github.com/a/wiki', path: 'a/b', url: 'https://github.com/a/wiki/blob/c1/a/b' },
        },
      },
      { line: { license: 'CC0-1.0', origin: { source: 'https://git.example/handbook' } } },
    ]);
  });

  test('gives what it could read of a file that is cut off, and says where it ended', async () => {
    const whole = gzipSync(
      Array.from({ length: 2_000 }, (_, n) =>
        JSON.stringify({ ...object, path: `${n}`, body: `${Math.random()}`.repeat(10) }),
      ).join('\n'),
    );
    const items = await read('cut.jsonl.gz', whole.subarray(0, whole.length / 2));
    expect(items.length).toBeGreaterThan(100);
    expect(items.at(-1)).toMatchObject({ reason: expect.stringContaining('cannot be read from here on') });
  });
});

describe('linesOf', () => {
  async function lines(chunks: string[], most = 100) {
    return await collect(
      linesOf(
        (async function* () {
          for (const chunk of chunks) yield Buffer.from(chunk);
        })(),
        most,
      ),
    );
  }

  test('puts lines together across chunks, and characters too', async () => {
    const bytes = Buffer.from('äöü\nß');
    const single = await collect(
      linesOf(
        (async function* () {
          for (const byte of bytes) yield Uint8Array.of(byte);
        })(),
        100,
      ),
    );
    expect(single).toEqual(['äöü', 'ß']);
    expect(await lines(['a', 'b\nc', '\n\n', 'd'])).toEqual(['ab', 'c', '', 'd']);
  });

  test('passes over a line that is too long without keeping it', async () => {
    expect(await lines(['a\n', 'x'.repeat(60), 'x'.repeat(60), '\nb\n'])).toEqual(['a', undefined, 'b']);
  });
});
