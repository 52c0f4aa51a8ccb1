import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectFormat } from '../../../src/cli/sources/formats.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copse-formats-'));
  await mkdir(join(folder, 'tree'));
  await mkdir(join(folder, 'dump'));
  for (const file of ['dump/copse-dump.json', 'a.md', 'a.jsonl', 'a.jsonl.gz', 'a.ndjson', 'a.zip'])
    await writeFile(join(folder, file), '{}');
  await writeFile(join(folder, 'talk.json'), '{ "source": {}, "threads": [ {} ] }');
  await writeFile(join(folder, 'links.json'), '{ "resources" : [] }');
});
afterAll(async () => await rm(folder, { recursive: true }));

test.each([
  ['tree', 'markdown'],
  ['dump', 'dump'],
  ['dump/copse-dump.json', 'dump'],
  ['a.md', 'markdown'],
  ['a.jsonl', 'jsonl'],
  ['a.jsonl.gz', 'jsonl'],
  ['a.ndjson', 'jsonl'],
  ['talk.json', 'threads'],
  ['links.json', 'resources'],
  ['a.zip', undefined],
])('%s is %s', async (path, format) => {
  expect(await detectFormat(join(folder, path))).toBe(format);
});

test('where nothing lies, the error says so', async () => {
  await expect(detectFormat(join(folder, 'absent'))).rejects.toMatchObject({ code: 'ENOENT' });
});
