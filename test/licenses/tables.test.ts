import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decisions } from '../../src/licenses/compatibility.ts';
import { licenses, normalizeLicense } from '../../src/licenses/licenses.ts';
import { whyRefused } from '../../src/licenses/refusal.ts';
import { keyOf } from '../../src/licenses/spelling.ts';
import { parseTable, readTable } from '../../src/licenses/table.ts';

const columns = [
  'id',
  'name',
  'url',
  'family',
  'version',
  'share_alike',
  'attribution',
  'od_conformant',
  'hosted',
] as const;
const rows = readTable('licenses.csv', columns);
const rules = readTable('license-compatibility.csv', ['source', 'target', 'decision', 'basis']);

describe('data/licenses.csv', () => {
  test.each(rows)('$id is well formed', (row) => {
    expect(row.id).toMatch(/^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/);
    expect(row.name).not.toBe('');
    expect(new URL(row.url).protocol).toBe('https:');
    expect(row.family).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(row.version).toBe(/\d+\.\d+/.exec(row.id)?.[0] ?? '');
    for (const flag of ['share_alike', 'attribution', 'od_conformant', 'hosted'] as const)
      expect(row[flag]).toMatch(/^(?:yes|no)$/);
  });

  test('ids are unique, in any case', () => {
    expect(new Set(rows.map(({ id }) => id.toLowerCase())).size).toBe(rows.length);
  });

  test('holds what the Open Definition register approves, by SPDX ids', () => {
    const approved = [
      ...[
        'CC0-1.0',
        'CC-BY-4.0',
        'CC-BY-SA-4.0',
        'LAL-1.3',
        'GFDL-1.3-no-invariants-or-later',
        'GFDL-1.3-no-invariants-only',
      ],
      ...['OGL-UK-3.0', 'OGL-UK-2.0', 'OGL-Canada-2.0', 'ODC-By-1.0', 'ODbL-1.0', 'PDDL-1.0', 'MirOS'],
    ];
    expect(rows.filter(({ od_conformant }) => od_conformant === 'yes').map(({ id }) => id)).toEqual(approved);
    for (const id of approved) expect(rows.find((row) => row.id === id)?.hosted).toBe('yes');
  });

  test('lists the hosted ones first, and never one with NC or ND', () => {
    const hosted = rows.map((row) => row.hosted);
    expect(hosted.lastIndexOf('yes')).toBeLessThan(hosted.indexOf('no'));
    for (const { id } of licenses.filter((license) => license.hosted)) expect(id).not.toMatch(/-N[CD]\b|NCGL/);
    expect(licenses.slice(0, 3).map(({ id }) => id)).toEqual(['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0']);
  });

  test.each(rows.filter(({ hosted }) => hosted === 'no'))('$id is refused for a reason of its own', ({ id }) => {
    expect(whyRefused(id)).not.toBe(whyRefused('Nothing-1.0'));
  });

  test('SA in an id and share_alike agree', () => {
    for (const { id, share_alike } of rows.filter((row) => row.id.startsWith('CC-'))) {
      expect([id, share_alike]).toEqual([id, /-SA-/.test(id) ? 'yes' : 'no']);
    }
  });

  test('no two licences are spelled alike', () => {
    const spellings = rows.flatMap(({ id, name }) => [...new Set([keyOf(id), keyOf(name)])]);
    expect(new Set(spellings).size).toBe(spellings.length);
  });

  test.each(rows)('$id is found by its id in any case and by its name', ({ id, name }) => {
    expect(normalizeLicense(id.toLowerCase())).toBe(id);
    expect(normalizeLicense(name.toUpperCase())).toBe(id);
  });
});

describe('data/license-compatibility.csv', () => {
  const known = new Set(rows.map(({ id }) => id));

  test.each(rules)('$source → $target is well formed', ({ source, target, decision, basis }) => {
    expect(known).toContain(source);
    if (target !== '*') expect(known).toContain(target);
    expect(decisions).toContain(decision);
    expect(basis.length).toBeGreaterThan(10);
    expect(source).not.toBe(target);
  });

  test('rules are unique, and no line is in a shorthand', () => {
    expect(new Set(rules.map(({ source, target }) => `${source} ${target}`)).size).toBe(rules.length);
    expect(readFileSync(new URL('../../data/license-compatibility.csv', import.meta.url), 'utf8')).not.toMatch(/[{}]/);
  });

  test('every NC and ND licence is denied everything', () => {
    const restricted = rows.filter(({ family }) => /(?:^|-)(?:nc|nd|ncgl)(?:-|$)/.test(family));
    expect(restricted.length).toBeGreaterThan(25);
    for (const { id } of restricted) {
      expect(rules.filter(({ source }) => source === id)).toMatchObject([{ target: '*', decision: 'deny' }]);
    }
  });
});

describe('a table', () => {
  test('reads quoted cells', () => {
    expect(parseTable('a,b\n"x, ""y""",\n,z\r\n', 't.csv', ['a', 'b'])).toEqual([
      { a: 'x, "y"', b: '' },
      { a: '', b: 'z' },
    ]);
  });

  test.each([
    ['another header', 'a,c\nx,y\n', /first line must be a,b/],
    ['a missing cell', 'a,b\nx,y\nx\n', /line 3/],
    ['a cell too many', 'a,b\nx,y,z\n', /line 2/],
    ['an open quote', 'a,b\n"x,y\n', /line 2/],
    ['a quote inside', 'a,b\nx"y,z\n', /line 2/],
    ['an empty line', 'a,b\n\nx,y\n', /line 2/],
  ])('refuses %s', (_what, csv, message) => {
    expect(() => parseTable(csv, 't.csv', ['a', 'b'])).toThrow(message);
  });
});
