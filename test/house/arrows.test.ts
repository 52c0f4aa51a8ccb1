import { describe, expect, it } from 'vitest';
import { cycles, wrongArrows, wrongNames } from './arrows.ts';
import { type FindingKind, parseSourceFile } from './source-files.ts';

const floors = [['lib'], ['db', 'files'], ['publishing'], ['main.ts']];
const apart = [{ folder: 'publishing', shared: 'publishing/published.ts' }];

/** A made-up house: path → the paths it imports. */
function house(arrows: Record<string, string[]>) {
  return Object.entries(arrows).map(([path, imports]) => ({ path, imports, findings: [] }));
}

describe('the check of arrows', () => {
  it('lets lower floors and the own folder pass', () => {
    const graph = house({
      'main.ts': ['db/a.ts'],
      'db/a.ts': ['db/deep/b.ts', 'lib/c.ts'],
      'db/deep/b.ts': [],
      'lib/c.ts': [],
    });
    expect(wrongArrows(graph, floors)).toEqual([]);
  });

  it('finds an arrow that goes up', () => {
    expect(wrongArrows(house({ 'lib/a.ts': ['db/b.ts'], 'db/b.ts': [] }), floors)).toEqual([
      'lib/a.ts (floor 0) imports db/b.ts above it (floor 1)',
    ]);
  });

  it('finds an arrow to another folder of the same floor', () => {
    expect(wrongArrows(house({ 'db/a.ts': ['files/b.ts'], 'files/b.ts': [] }), floors)).toEqual([
      'db/a.ts imports files/b.ts beside it (floor 1)',
    ]);
  });

  it('finds a folder that is in no table', () => {
    expect(wrongArrows(house({ 'extras/a.ts': [] }), floors)).toHaveLength(1);
  });

  it('keeps the parts of publishing apart but for the shared view', () => {
    const graph = house({
      'publishing/published.ts': [],
      'publishing/feeds/rss.ts': ['publishing/published.ts', 'publishing/feeds/item.ts'],
      'publishing/feeds/item.ts': [],
      'publishing/oai/record.ts': ['publishing/feeds/item.ts'],
    });
    expect(wrongArrows(graph, floors, apart)).toEqual([
      'publishing/oai/record.ts imports publishing/feeds/item.ts: in publishing/ only publishing/published.ts is shared',
    ]);
  });
});

describe('the check of cycles', () => {
  it('lets a diamond pass', () => {
    expect(cycles(house({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([]);
  });

  it('finds a cycle, and a file that imports itself', () => {
    expect(cycles(house({ a: ['b'], b: ['c'], c: ['a'], d: ['a'], e: ['e'] }))).toEqual([['a', 'b', 'c'], ['e']]);
  });

  it('tells two cycles apart', () => {
    expect(cycles(house({ a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] }))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});

describe('the reading of a source file', () => {
  const known = new Set(['lib/a.ts', 'lib/b.ts', 'lib/c.ts', 'lib/d.ts', 'lib/e.ts', 'db/f.ts']);
  const imports = (text: string) => parseSourceFile('lib/a.ts', text, known).imports;
  const kinds = (text: string): FindingKind[] =>
    parseSourceFile('lib/a.ts', text, known).findings.map((finding) => finding.kind);

  it('sees imports of every form', () => {
    const text = `
      import { b } from './b.ts';
      import type { C } from './c.ts';
      import './d.ts';
      export * from './e.ts';
      const f = await import('../db/f.ts');
      let g: import('./b.ts').B;
      import fs from 'node:fs';`;
    expect(imports(text)).toEqual(['lib/b.ts', 'lib/c.ts', 'lib/d.ts', 'lib/e.ts', 'db/f.ts', 'lib/b.ts']);
  });

  it('sees no imports in comments, strings and templates', () => {
    expect(
      imports(`// import './b.ts'\n/* import('./c.ts') */ const text = "import './d.ts'"; \`import('./e.ts')\`;`),
    ).toEqual([]);
  });

  it.each(['import "./absent.ts"', 'import "../../test/x.ts"', 'import "./b.js"'])('finds %s', (text) => {
    expect(kinds(text)).toEqual(['unknown import']);
  });

  it('lets data outside src be imported', () => {
    expect(kinds(`import facts from '../../package.json' with { type: 'json' };`)).toEqual([]);
  });

  it.each([
    'await fetch(url)',
    'globalThis.fetch(url)',
    'createClient({ fetch })',
    'const get = fetch;',
    'use(fetch)',
    `import { request } from 'node:https'`,
    `const out = await import('undici')`,
  ])('finds the way out in %s', (text) => {
    expect(kinds(text)).toContain('way out');
  });

  it.each([
    'client.fetch(url)',
    'const options = { fetch: other };',
    'interface A { fetch(url: string): void }',
    'let f: typeof fetch;',
    '// fetch(url)',
    `import type { IncomingMessage } from 'node:http'`,
    `import { type Server } from 'node:http'`,
  ])('finds no way out in %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it.each([
    'process.env.PORT',
    `process['env']`,
    'const { env } = process;',
    `import { env } from 'node:process'`,
    'globalThis.process.env',
  ])('finds the environment in %s', (text) => {
    expect(kinds(text)).toEqual(['environment']);
  });

  it.each(['process.exit(1)', 'const env = 1; worker.env', `import { argv } from 'node:process'`])(
    'finds no environment in %s',
    (text) => {
      expect(kinds(text)).toEqual([]);
    },
  );

  it.each(['export default 1', 'export default function a() {}', 'const a = 1; export { a as default }'])(
    'finds the default export in %s',
    (text) => {
      expect(kinds(text)).toEqual(['default export']);
    },
  );

  it('finds an enum', () => {
    expect(kinds('const enum A { B }')).toEqual(['enum']);
  });
});

describe('the check of names', () => {
  it('finds barrels, bags and capitals', () => {
    const wrong = ['works/index.ts', 'lib/utils.ts', 'helpers/a.ts', 'works/services/b.ts', 'works/Card.ts'];
    expect(wrongNames([...wrong, 'works/card.ts', 'lib/text.ts'])).toEqual(wrong);
  });
});
