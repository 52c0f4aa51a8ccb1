import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Defaults, ReadItem } from '../../../src/cli/sources/lines.ts';
import { readMarkdownTree } from '../../../src/cli/sources/markdown-tree.ts';

let top: string;
beforeEach(async () => {
  top = join(await mkdtemp(join(tmpdir(), 'copse-tree-')), 'team-docs');
});
afterEach(async () => await rm(dirname(top), { recursive: true }));

async function write(files: Record<string, string | Buffer>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), content);
  }
}

async function read(defaults: Defaults = { license: 'CC0-1.0' }, path = top) {
  const warnings: string[] = [];
  const reading = await readMarkdownTree(path, defaults, (message) => warnings.push(message));
  const items: ReadItem[] = [];
  for await (const item of reading.items) items.push(item);
  return { items, lines: items.flatMap((item) => ('line' in item ? [item.line] : [])), reading, warnings };
}

const description = (more: object = {}) =>
  JSON.stringify({
    name: 'Team Docs',
    repository: 'https://github.com/team/docs',
    commit: 'abc123',
    license: 'CC-BY-4.0',
    attribution: { author: 'The team', source: 'https://github.com/team/docs/tree/abc123' },
    ...more,
  });

describe('what is read', () => {
  test('files come in the order of their names, whatever order the disk has', async () => {
    await write({ 'b.md': 'b', 'a/z.md': 'z', 'a/b.markdown': 'b', 'B.md': 'B', 'c.MD': 'c' });
    expect((await read()).items.map(({ at }) => at)).toEqual(['B.md', 'a/b.markdown', 'a/z.md', 'b.md', 'c.MD']);
  });

  test('hidden files, links, licence texts and other files are counted, not read', async () => {
    await write({
      'a.md': 'a',
      '.hidden.md': 'x',
      '.git/x.md': 'x',
      'LICENSE.md': 'x',
      'pic.png': 'x',
      'node_modules/p/README.md': 'x',
    });
    await symlink(join(top, 'a.md'), join(top, 'link.md'));
    await symlink(top, join(top, 'loop'));
    const { items, reading } = await read();
    expect(items).toHaveLength(1);
    expect(reading).toMatchObject({
      size: 1,
      ignored: { hidden: 2, 'symbolic links': 2, 'licence texts': 1, 'other files': 1, 'folders of other software': 1 },
    });
  });

  test('bad files are items with a reason, and never stop the rest', async () => {
    await write({
      'a.md': Buffer.from([1, 0, 2]),
      'b.md': Buffer.alloc(3 * 1024 * 1024, 'x'),
      'c.md': '',
      'd.md': 'fine',
      'e.md': '---\ntitle: Open\nlicense: CC-BY-NC-4.0\n\nText',
    });
    const { items } = await read();
    expect(items).toMatchObject([
      { at: 'a.md', reason: 'it is not a text file' },
      { at: 'b.md', reason: expect.stringContaining('larger') },
      { at: 'c.md', reason: 'it has no text' },
      { at: 'd.md', line: { body: 'fine' } },
      { at: 'e.md', reason: expect.stringContaining('never closed') },
    ]);
  });

  test('one file can be named, and is known as it is in its folder', async () => {
    await write({ 'a.md': 'a', 'b.md': 'b' });
    const { lines } = await read({ license: 'CC0-1.0' }, join(top, 'b.md'));
    expect(lines.map(({ origin }) => origin)).toEqual([{ source: 'team-docs', path: 'b.md' }]);
  });

  test('names of files with spaces and other letters are kept', async () => {
    await write({ 'über uns/erste schritte.md': 'Text' });
    expect((await read()).lines[0]).toMatchObject({
      title: 'Erste schritte',
      origin: { path: 'über uns/erste schritte.md' },
    });
  });
});

describe('the origin', () => {
  test('is the folder without a description, or --source', async () => {
    await write({ 'x/a.md': 'a' });
    expect((await read()).lines[0]!.origin).toEqual({ source: 'team-docs', path: 'x/a.md' });
    expect((await read({ license: 'CC0-1.0', source: 'https://docs.example' })).lines[0]!.origin.source).toBe(
      'https://docs.example',
    );
  });

  test('is the repository of SOURCE.json, with the page of the file', async () => {
    await write({ 'SOURCE.json': description(), 'x/a b.md': 'a' });
    expect((await read({})).lines[0]).toMatchObject({
      license: 'CC-BY-4.0',
      credits: [{ name: 'The team' }],
      origin: {
        source: 'https://github.com/team/docs',
        path: 'x/a b.md',
        url: 'https://github.com/team/docs/blob/abc123/x/a%20b.md',
      },
    });
  });

  test('has the path as SOURCE.json lists it, and the language from there', async () => {
    const files = [
      { path: 'team-docs/x/a.md', language: 'gl' },
      { path: 'team-docs/LICENSE.md', language: 'en' },
    ];
    await write({
      'SOURCE.json': description({ files }),
      'x/a.md': 'a',
      'x/unlisted.md': 'u',
      'LICENSE.md': 'How we license.',
    });
    const { lines } = await read({});
    expect(lines.map(({ origin, language }) => [origin.path, language, origin.url?.split('abc123')[1]])).toEqual([
      ['team-docs/LICENSE.md', 'en', '/LICENSE.md'],
      ['team-docs/x/a.md', 'gl', '/x/a.md'],
      ['team-docs/x/unlisted.md', undefined, '/x/unlisted.md'],
    ]);
  });

  test('is the same when a part of the source is imported alone', async () => {
    await write({ 'SOURCE.json': description(), 'x/y/a.md': 'a' });
    expect((await read({}, join(top, 'x/y'))).lines[0]!.origin.path).toBe('x/y/a.md');
  });

  test('each folder of several sources has its own', async () => {
    await write({
      'one/SOURCE.json': description(),
      'one/a.md': 'a',
      'two/SOURCE.json': description({ repository: 'https://codeberg.org/two/docs', license: 'CC0-1.0' }),
      'two/a.md': 'a',
      'README.md': 'r',
    });
    const { items } = await read({});
    expect(items).toMatchObject([
      { at: 'README.md', reason: expect.stringContaining('no licence') },
      { line: { license: 'CC-BY-4.0', origin: { source: 'https://github.com/team/docs', path: 'a.md' } } },
      { line: { license: 'CC0-1.0', origin: { source: 'https://codeberg.org/two/docs', path: 'a.md' } } },
    ]);
  });

  test('what a description that cannot be read may say of the licence is not lost', async () => {
    await write({ 'SOURCE.json': '{ broken', 'a.md': 'a' });
    const { items } = await read();
    expect(items).toEqual([{ at: 'a.md', reason: expect.stringContaining('SOURCE.json') }]);
  });

  test.skipIf(process.platform === 'win32')('what is no file is not waited for', async () => {
    await write({ 'a.md': 'a' });
    execFileSync('mkfifo', [join(top, 'pipe.md')]);
    expect((await read()).items).toHaveLength(1);
    await rm(join(top, 'pipe.md'));
  });

  test('nor is a licence that a description states in another spelling, or under a misspelled name', async () => {
    await write({ 'SOURCE.json': '{"licence": "CC-BY-SA-4.0"}', 'a.md': 'a' });
    expect((await read()).lines).toMatchObject([{ license: 'CC-BY-SA-4.0' }]);
    await write({ 'SOURCE.json': '{"lisence": "CC-BY-SA-4.0"}', 'a.md': 'a' });
    expect((await read()).items).toEqual([{ at: 'a.md', reason: expect.stringContaining('did you mean "licen') }]);
  });

  test('has the address of the file where a repository without a commit is named', async () => {
    await write({ 'SOURCE.json': '{"repository": "https://github.com/o/r", "license": "CC-BY-4.0"}', 'a.md': 'a' });
    const { lines } = await read();
    expect(lines[0]!.origin).toEqual({
      source: 'https://github.com/o/r',
      path: 'a.md',
      url: 'https://github.com/o/r/blob/HEAD/a.md',
    });
  });
});

describe('the language of a folder', () => {
  test('counts where its name can mean nothing else, or has others beside it', async () => {
    await write({
      'de/a.md': 'a',
      'pt-BR/a.md': 'a',
      'docs/it/a.md': 'a',
      'docs/x.md': 'x',
      'm/it/a.md': 'a',
      'm/hr/a.md': 'a',
      'guide.fr.md': 'f',
      'de/sub/b.md': 'b',
    });
    const { lines } = await read();
    expect(Object.fromEntries(lines.map(({ origin, language }) => [origin.path, language]))).toEqual({
      'de/a.md': 'de',
      'de/sub/b.md': 'de',
      'docs/it/a.md': undefined,
      'docs/x.md': undefined,
      'guide.fr.md': 'fr',
      'm/hr/a.md': 'hr',
      'm/it/a.md': 'it',
      'pt-BR/a.md': 'pt-BR',
    });
  });
});

describe('relations between files', () => {
  test('find a file by its name, or by a path from the file they stand in, or from the top', async () => {
    const relating = (target: string) => `---\nrelations: [{ type: uses, target: ${target} }]\n---\nText`;
    await write({
      'a.md': relating('deep'),
      'b.md': relating('x/deep.md'),
      'x/c.md': relating('../a'),
      'x/deep.md': 'd',
      'd.md': relating('twin'),
      'x/twin.md': 't',
      'y/twin.md': 't',
      'x/e.md': relating('y/twin.md'),
      'x/f.md': relating('/y/twin'),
      'x/g.md': relating('twin.md'),
    });
    const { lines } = await read();
    expect(
      Object.fromEntries(
        lines.flatMap(({ origin, relations }) => (relations?.length ? [[origin.path, relations[0]]] : [])),
      ),
    ).toEqual({
      'a.md': { type: 'uses', path: 'x/deep.md' },
      'b.md': { type: 'uses', path: 'x/deep.md' },
      'x/c.md': { type: 'uses', path: 'a.md' },
      'd.md': { type: 'uses', target: 'twin' },
      'x/e.md': { type: 'uses', path: 'y/twin.md' },
      'x/f.md': { type: 'uses', path: 'y/twin.md' },
      'x/g.md': { type: 'uses', path: 'x/twin.md' },
    });
  });
});

test('the name of the source is the title of a README at its top', async () => {
  await write({ 'SOURCE.json': description(), 'README.md': 'Text', 'x/index.md': 'Text' });
  expect((await read({})).lines.map(({ title }) => title)).toEqual(['Team Docs', 'X']);
});

describe('relative links', () => {
  const dead = (items: readonly ReadItem[]) => items.map((item) => ('line' in item ? item.asides?.dead : undefined));

  test('lead to the repository of SOURCE.json, in the same words each time', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    const source = (state: string) => description({ commit: state, attribution: {} });
    await write({
      'SOURCE.json': source(commit),
      'x/a.md': '[b](../b.md) ![c](img/c d.png) ![c](<img/c d.png>)',
      'b.md': '[x](x)',
    });
    const bodies = (await read({})).lines.map(({ body }) => body);
    expect(bodies).toEqual([
      '[x](https://github.com/team/docs/tree/HEAD/x)',
      '[b](https://github.com/team/docs/blob/HEAD/b.md) ![c](img/c d.png) ![c](<https://github.com/team/docs/raw/HEAD/x/img/c%20d.png>)',
    ]);
    await write({ 'SOURCE.json': source(commit.replace('0', 'f')) });
    expect((await read({})).lines.map(({ body }) => body)).toEqual(bodies);
  });

  test('stay, and are named, without a repository', async () => {
    await write({ 'a.md': '[b](b.md) [top](a.md#top)', 'b.md': 'b' });
    const { lines, items } = await read();
    expect(lines[0]!.body).toBe('[b](b.md) [top](#top)');
    expect(dead(items)).toEqual([['b.md'], []]);
  });
});

describe('a source is read as a whole', () => {
  test('with its folder, and not with a part of it', async () => {
    await write({ 'SOURCE.json': description(), 'x/a.md': 'a' });
    expect((await read({})).reading.whole).toEqual(['https://github.com/team/docs']);
    expect((await read({}, join(top, 'x'))).reading.whole).toEqual([]);
    expect((await read({}, join(top, 'x/a.md'))).reading.whole).toEqual([]);
  });

  test('with any folder that nothing describes', async () => {
    await write({ 'x/a.md': 'a' });
    expect((await read()).reading.whole).toEqual(['team-docs']);
  });
});
