import { describe, expect, it } from 'vitest';
import { cycles, type Floors, wrongArrows, wrongNames } from './house/arrows.ts';
import { type FindingKind, readSourceFiles } from './house/source-files.ts';

/** The house: a file imports only from lower floors, or from its own folder. */
const floors: Floors = [
  ['lib'],
  ['config.ts'],
  ['db', 'outbound', 'files', 'rendering'],
  ['http'],
  ['changes', 'licenses'],
  ['people'],
  ['works'],
  ['articles', 'resources', 'threads'],
  ['experiences', 'gathering'],
  ['circles', 'moderation', 'worklist'],
  ['search'],
  ['publishing'],
  ['imports', 'site', 'admin'],
  ['deps.ts'],
  ['app.ts', 'worker.ts'],
  ['main.ts', 'cli'],
];
const apart = [{ folder: 'publishing', shared: 'publishing/published.ts' }];

/** `main.ts` and the commands of `cli/` are one room: the entry file only starts them. */
const oneRoom = (path: string) => (path.startsWith('cli/') ? `main.ts/${path}` : path);

const files = readSourceFiles();
const found = (kind: FindingKind, isAllowed: (path: string) => boolean = () => false) =>
  files
    .filter((file) => !isAllowed(file.path))
    .flatMap((file) => file.findings.filter((f) => f.kind === kind).map((f) => `${file.path}:${f.line} ${f.text}`));

describe('the house', () => {
  it('has files on its floors', () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it('has no arrow that goes up or sideways', () => {
    const graph = files.map((file) => ({ ...file, path: oneRoom(file.path), imports: file.imports.map(oneRoom) }));
    expect(wrongArrows(graph, floors, apart)).toEqual([]);
  });

  it('has no cycle, type imports included', () => {
    expect(cycles(files)).toEqual([]);
  });

  it('imports only what lies in src', () => {
    expect(found('unknown import')).toEqual([]);
  });

  it('goes out through outbound alone, as the client that the CLI is, or to the Meilisearch that the operator names', () => {
    const isAllowed = (path: string) =>
      /^(outbound|cli)\//.test(path) || path === 'search/engines/meilisearch/client.ts';
    expect(found('way out', isAllowed)).toEqual([]);
  });

  it('reads the environment in config.ts alone', () => {
    expect(found('environment', (path) => path === 'config.ts')).toEqual([]);
  });

  it('has no default exports and no enums', () => {
    expect([...found('default export'), ...found('enum')]).toEqual([]);
  });

  it('has no barrels and no names that say nothing', () => {
    expect(wrongNames(files.map((file) => file.path))).toEqual([]);
  });
});
