import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runImport } from '../../src/cli/import.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';

const starter = fileURLToPath(new URL('../../data/starter', import.meta.url));

describe.each(databaseKinds)('copse import into an instance on %s', (kind) => {
  let app: TestApp;
  let url: string;
  let folder: string;
  beforeAll(async () => {
    app = await startTestApp(kind);
    url = await app.app.listen({ port: 0, host: '127.0.0.1' });
    folder = join(await mkdtemp(join(tmpdir(), 'copse-to-app-')), 'docs');
  });
  afterAll(async () => {
    await app.close();
    await rm(dirname(folder), { recursive: true, force: true });
  });

  async function importFrom(path: string, more: object = {}) {
    let out = '';
    const options = { url, token: app.adminToken, format: 'auto', dryRun: false, strict: true, ...more } as const;
    const code = await runImport(
      path,
      options,
      {},
      { out: { write: (text) => (out += text) }, err: { write: () => {} } },
    );
    const [, created, revised, unchanged] =
      /(\d+) (?:would be )?created, (\d+) (?:would be )?revised, (\d+) unchanged/.exec(out) ?? [];
    return { code, out, counts: { created: Number(created), revised: Number(revised), unchanged: Number(unchanged) } };
  }
  async function write(files: Record<string, string>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }
  const articles = async () => {
    const { items } = (
      await app.send('GET', '/works?limit=100&sort=title&origin_source=https%3A%2F%2Fgithub.com%2Fteam%2Fdocs')
    ).json();
    return items as {
      id: string;
      title: string;
      language: string;
      license: string;
      authors: { name: string }[];
      version: number;
    }[];
  };

  test('a folder comes in once, a changed file makes one revision, another run changes nothing', async () => {
    await write({
      'SOURCE.json': JSON.stringify({
        name: 'Docs',
        repository: 'https://github.com/team/docs',
        commit: 'c1',
        license: 'CC-BY-4.0',
        attribution: { author: 'The team' },
      }),
      'ask-first.md':
        '---\ntags: [asking]\nrelations: [{ type: precedes, target: plus-delta }]\n---\n\n# Ask first\n\nText.\n',
      'plus-delta.md': '## Title\n\nPlus and delta\n\n## Problem\n\nText.\n',
      'de/zuhören.md': '---\ntitle: Zuhören\nauthor: Ana Ruiz\nlicense: CC0-1.0\n---\nText.\n',
    });
    expect((await importFrom(folder, { dryRun: true })).counts).toEqual({ created: 3, revised: 0, unchanged: 0 });
    expect(await articles()).toEqual([]);
    expect(await importFrom(folder)).toMatchObject({ code: 0, counts: { created: 3, revised: 0, unchanged: 0 } });
    expect(await articles()).toMatchObject([
      { title: 'Ask first', language: 'en', license: 'CC-BY-4.0', authors: [{ name: 'The team' }], version: 1 },
      { title: 'Plus and delta', version: 1 },
      { title: 'Zuhören', language: 'de', license: 'CC0-1.0', authors: [{ name: 'Ana Ruiz' }], version: 1 },
    ]);
    expect((await importFrom(folder)).counts).toEqual({ created: 0, revised: 0, unchanged: 3 });
    await write({ 'plus-delta.md': '## Title\n\nPlus and delta\n\n## Problem\n\nAnother text.\n' });
    expect((await importFrom(folder)).counts).toEqual({ created: 0, revised: 1, unchanged: 2 });
    expect((await importFrom(folder)).counts).toEqual({ created: 0, revised: 0, unchanged: 3 });
    expect((await articles()).map(({ version }) => version)).toEqual([1, 2, 1]);
  });

  test('a relation between files leads to the work', async () => {
    const [askFirst, plusDelta] = await articles();
    const { relations } = (await app.send('GET', `/works/${askFirst!.id}`)).json();
    expect(relations).toMatchObject([{ type: 'precedes', target: plusDelta!.id }]);
  });

  test('links between files lead to the source, also the second time', async () => {
    await write({ 'linked.md': 'See [asking](ask-first.md), ![a picture](img/a.png) and [nothing](../../x.md).\n' });
    const first = await importFrom(folder);
    expect(first.counts).toEqual({ created: 1, revised: 0, unchanged: 3 });
    expect(first.out).toContain('linked.md: 1 relative link leads nowhere here: ../../x.md');
    const { html } = (await app.send('GET', '/works/linked')).json();
    expect(html).toContain('href="https://github.com/team/docs/blob/c1/ask-first.md"');
    expect(html).toContain('href="https://github.com/team/docs/raw/c1/img/a.png"');
    expect((await importFrom(folder)).counts).toEqual({ created: 0, revised: 0, unchanged: 4 });
  });

  test('a file that was renamed makes a second work; the report names the first until it is withdrawn', async () => {
    await rename(join(folder, 'linked.md'), join(folder, 'renamed.md'));
    expect((await importFrom(folder)).out).toMatch(/not there now.*\(1\):\n {2}linked\.md: Linked, http.*\/linked\n/);
    expect((await importFrom(join(folder, 'de'))).out).not.toContain('not there now');
    const { id, headers } = await app
      .send('GET', '/works/linked')
      .then((response) => ({ id: response.json().id, headers: { 'if-match': String(response.headers.etag) } }));
    const query = '?reason=It%20was%20renamed.';
    const withdrawn = await app.send('DELETE', `/articles/${id}${query}`, { token: app.adminToken, headers });
    expect(withdrawn.statusCode).toBe(204);
    expect((await importFrom(folder)).out).not.toContain('not there now');
  });

  test('a JSONL file of hundreds of works comes in, and again changes nothing', async () => {
    const lines = Array.from({ length: 320 }, (_, n) =>
      JSON.stringify({
        id: `w${n}`,
        title: `Work ${n}`,
        body: `# Work ${n}\n\nText.`,
        language: 'fr',
        license: 'CC-BY-SA-4.0',
        source: 'wiki',
        path: `p/${n}`,
      }),
    );
    await write({ '../works.jsonl': lines.join('\n') });
    const file = join(dirname(folder), 'works.jsonl');
    expect((await importFrom(file)).counts).toEqual({ created: 320, revised: 0, unchanged: 0 });
    expect((await importFrom(file)).counts).toEqual({ created: 0, revised: 0, unchanged: 320 });
  });

  test('the starter commons comes in whole, each practice at its first version, with all its relations', async () => {
    const { code, out, counts } = await importFrom(starter, { source: 'copse-starter' });
    expect(out).not.toMatch(/Refused|Skipped|without relations/);
    expect(code).toBe(0);
    const { items } = (await app.send('GET', '/works?limit=100&origin_source=copse-starter')).json();
    expect(items).toHaveLength(counts.created);
    expect(new Set(items.map(({ version }: { version: number }) => version))).toEqual(new Set([1]));
    expect((await importFrom(starter, { source: 'copse-starter' })).counts).toMatchObject({ created: 0, revised: 0 });
  });
});
