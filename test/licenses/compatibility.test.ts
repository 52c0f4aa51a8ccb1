import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, targetsFor } from '../../src/licenses/compatibility.ts';
import { findLicense, licenses } from '../../src/licenses/licenses.ts';

const ids = licenses.map(({ id }) => id);
const hosted = licenses.filter((license) => license.hosted).map(({ id }) => id);
const anyId = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ids) },
  { weight: 1, arbitrary: fc.constantFrom('LicenseRef-x', 'CC-BY-NC-2.5-CH', '') },
);
const isAutomatic = (decision: string) => decision === 'allow' || decision === 'allow+notice';

describe('decide', () => {
  test.each([
    ['CC0-1.0', 'CC-BY-4.0', 'allow'],
    ['CC0-1.0', 'GFDL-1.3-no-invariants-only', 'allow'],
    ['PDDL-1.0', 'CC0-1.0', 'allow'],
    ['CC-PDM-1.0', 'CC0-1.0', 'allow'],
    ['CC-BY-4.0', 'CC-BY-4.0', 'allow'],
    ['CC-BY-4.0', 'CC-BY-SA-4.0', 'allow'],
    ['CC-BY-4.0', 'CC0-1.0', 'deny'],
    ['CC-BY-4.0', 'PDDL-1.0', 'deny'],
    ['CC-BY-4.0', 'GPL-3.0-or-later', 'steward'],
    ['CC-BY-4.0', 'CC-BY-3.0', 'steward'],
    ['CC-BY-3.0', 'CC-BY-4.0', 'allow+notice'],
    ['CC-BY-2.0', 'CC-BY-SA-4.0', 'allow+notice'],
    ['CC-BY-2.5-AU', 'CC-BY-4.0', 'allow+notice'],
    ['CC-BY-3.0-AT', 'CC0-1.0', 'deny'],
    ['CC-BY-SA-4.0', 'CC-BY-SA-4.0', 'allow'],
    ['CC-BY-SA-4.0', 'CC-BY-4.0', 'deny'],
    ['CC-BY-SA-4.0', 'CC-BY-SA-3.0', 'deny'],
    ['CC-BY-SA-4.0', 'GPL-3.0-only', 'allow'],
    ['GPL-3.0-only', 'CC-BY-SA-4.0', 'deny'],
    ['CC-BY-SA-4.0', 'LAL-1.3', 'steward'],
    ['LAL-1.3', 'CC-BY-SA-4.0', 'steward'],
    ['LAL-1.3', 'CC-BY-4.0', 'deny'],
    ['CC-BY-SA-3.0', 'CC-BY-SA-4.0', 'allow'],
    ['CC-BY-SA-3.0-DE', 'CC-BY-SA-4.0', 'allow'],
    ['CC-BY-SA-3.0', 'CC-BY-SA-2.5', 'deny'],
    ['CC-BY-SA-3.0', 'CC-BY-4.0', 'deny'],
    ['CC-BY-SA-3.0', 'CC-BY-SA-3.0-IGO', 'steward'],
    ['CC-BY-SA-2.0', 'CC-BY-SA-4.0', 'allow'],
    ['CC-BY-SA-1.0', 'CC-BY-SA-4.0', 'deny'],
    ['OGL-UK-3.0', 'CC-BY-4.0', 'allow+notice'],
    ['OGL-UK-2.0', 'CC-BY-SA-4.0', 'allow+notice'],
    ['OGL-Canada-2.0', 'CC-BY-4.0', 'steward'],
    ['etalab-2.0', 'CC-BY-4.0', 'allow+notice'],
    ['etalab-2.0', 'CC0-1.0', 'deny'],
    ['DL-DE-BY-2.0', 'CC-BY-4.0', 'steward'],
    ['ODC-By-1.0', 'CC-BY-4.0', 'deny'],
    ['ODC-By-1.0', 'ODC-By-1.0', 'allow'],
    ['ODbL-1.0', 'CC-BY-SA-4.0', 'deny'],
    ['ODbL-1.0', 'ODbL-1.0', 'allow'],
    ['GFDL-1.3-no-invariants-or-later', 'CC-BY-SA-4.0', 'deny'],
    ['GFDL-1.3-only', 'CC-BY-SA-3.0', 'deny'],
    ['MIT', 'CC-BY-4.0', 'steward'],
    ['CC-BY-NC-4.0', 'CC-BY-NC-4.0', 'deny'],
    ['CC-BY-ND-4.0', 'CC-BY-4.0', 'deny'],
    ['CC-BY-NC-2.5-CH', 'CC-BY-4.0', 'deny'],
    ['LicenseRef-x', 'CC-BY-4.0', 'steward'],
    ['LicenseRef-x', 'LicenseRef-x', 'steward'],
    ['CC-BY-4.0', 'LicenseRef-x', 'steward'],
  ])('%s → %s: %s', (source, target, decision) => {
    expect(decide(source, target).decision).toBe(decision);
  });

  test('gives a basis for every pair', () => {
    for (const source of ids) for (const target of ids) expect(decide(source, target).basis).not.toBe('');
  });

  test('what asks for credit never becomes what does not', () => {
    const crediting = licenses.filter(({ attribution }) => attribution);
    const silent = licenses.filter((license) => license.hosted && !license.attribution);
    expect(silent).not.toHaveLength(0);
    for (const { id: source } of crediting) {
      for (const { id: target } of silent)
        expect([source, target, isAutomatic(decide(source, target).decision)]).toEqual([source, target, false]);
    }
  });

  test('what is allowed for an adaptation is allowed for the adaptation of it', () => {
    for (const a of ids) {
      for (const b of targetsFor([a])) {
        for (const c of targetsFor([b])) expect([a, b, c, decide(a, c).decision]).not.toEqual([a, b, c, 'deny']);
      }
    }
  });
});

describe('targetsFor', () => {
  test.each([
    [['CC-BY-4.0', 'CC-BY-SA-4.0'], ['CC-BY-SA-4.0']],
    [['CC-BY-SA-3.0', 'CC-BY-SA-4.0'], ['CC-BY-SA-4.0']],
    [
      ['CC-BY-4.0', 'CC-BY-3.0', 'CC0-1.0'],
      ['CC-BY-4.0', 'CC-BY-SA-4.0'],
    ],
    [
      ['OGL-UK-3.0', 'etalab-2.0'],
      ['CC-BY-4.0', 'CC-BY-SA-4.0', 'OGL-UK-3.0', 'ODC-By-1.0'],
    ],
    [['CC-BY-SA-4.0', 'GFDL-1.3-no-invariants-only'], []],
    [['CC-BY-4.0', 'CC-BY-NC-4.0'], []],
    [['CC-BY-SA-1.0'], []],
    [['LicenseRef-x'], []],
    [[], hosted],
    [['CC0-1.0'], hosted],
  ])('%j may become %j', (sources, targets) => {
    expect(targetsFor(sources)).toEqual(targets);
  });

  test('every hosted licence may become itself, and a refused one nothing but other licences', () => {
    for (const id of ids) expect([id, targetsFor([id]).includes(id)]).toEqual([id, hosted.includes(id)]);
  });

  test('over all pairs and triples: order never matters, and a source never adds a target', () => {
    const single = new Map(ids.map((id) => [id, new Set(targetsFor([id]))]));
    for (const a of ids) {
      for (const b of ids) {
        const pair = targetsFor([a, b]);
        expect(targetsFor([b, a])).toEqual(pair);
        expect(pair.every((target) => single.get(a)!.has(target) && single.get(b)!.has(target))).toBe(true);
        expect(pair).toHaveLength([...single.get(a)!].filter((target) => single.get(b)!.has(target)).length);
      }
    }
    fc.assert(
      fc.property(fc.array(anyId, { maxLength: 3 }), anyId, fc.nat(), (sources, more, at) => {
        const targets = targetsFor(sources);
        const inserted = sources.toSpliced(at % (sources.length + 1), 0, more);
        expect(targetsFor([...sources].reverse())).toEqual(targets);
        expect(targetsFor(inserted)).toEqual(targetsFor([...sources, more]));
        expect(targetsFor(inserted)).toEqual(targets.filter((target) => isAutomatic(decide(more, target).decision)));
        expect(targetsFor([...sources, ...sources])).toEqual(targets);
      }),
      { numRuns: 1000 },
    );
  });

  test('steward is never automatic, and only hosted licences come out', () => {
    for (const source of ids) {
      for (const target of targetsFor([source])) {
        expect(hosted).toContain(target);
        expect(isAutomatic(decide(source, target).decision)).toBe(true);
      }
    }
  });

  test('ShareAlike is never lost, over all pairs', () => {
    const loses: string[] = [];
    for (const a of licenses.filter(({ share_alike }) => share_alike)) {
      for (const b of ids) {
        for (const target of targetsFor([a.id, b])) {
          const found = findLicense(target)!;
          if (!found.share_alike || found.family !== a.family) loses.push(`${a.id} + ${b} → ${target}`);
        }
      }
    }
    expect(loses).toEqual([]);
    expect(targetsFor(['CC-BY-SA-2.0', 'CC-BY-4.0'])).toEqual(['CC-BY-SA-4.0']);
  });
});
