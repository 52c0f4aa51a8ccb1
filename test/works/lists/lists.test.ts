import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import type { WorkFilters } from '../../../src/works/filters.ts';
import { listWorkRows } from '../../../src/works/list.ts';
import { type Sort, sorts } from '../../../src/works/sorts.ts';
import { databaseKinds, openTestDatabase } from '../../support/databases.ts';
import { fillCommons } from './commons.ts';
import { listNaively } from './naive.ts';
import { extremes, pairs } from './values.ts';

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const anyFilters = fc.record<WorkFilters>(
  {
    kind: some('article', 'rare', 'no-kind'),
    community: some('commons', 'tools', 'facilitators', 'single', 'no-community'),
    tag: some('all', 'half', 'fiftieth', 'hundred', 'web', 'topic-1', 'tldr-pages', 'no-tag'),
    license: some('CC-BY-4.0', 'CC-BY-SA-2.5', 'CC0-1.0'),
    language: some('en', 'de', 'ko', 'no', 'pt-BR'),
    contributor: some('person-1', 'person-2', 'person-3', 'person-4', 'person-2999', 'nobody'),
    setting: some('online', 'in_person', 'async'),
    maturity: some('wanted', 'outlined', 'described'),
    difficulty: some('easy', 'moderate', 'hard'),
    audience: some('hosts', 'developers', 'pilots'),
    participants: fc.integer({ min: 1, max: 40 }),
    minutes: fc.integer({ min: 1, max: 120 }),
    updated_since: fc.constantFrom(
      '2026-03-01T00:10:00.000Z',
      '2026-03-01T00:30:00.000Z',
      '2026-03-01T06:00:00+02:00',
      '2026-03-01T23:00:00.000Z',
    ),
    origin_source: some('mdn-de', 'win32-docs', 'cpp-docs', 'tldr-pages', 'no-source'),
  },
  { requiredKeys: [] },
);
/** One filter, two or three: of more next to nothing is left. */
const few = fc
  .tuple(anyFilters, fc.shuffledSubarray(Object.keys(extremesByName()), { minLength: 1, maxLength: 3 }))
  .map(
    ([filters, names]) =>
      Object.fromEntries(Object.entries(filters).filter(([name]) => names.includes(name))) as WorkFilters,
  );

function extremesByName(): object {
  return Object.assign({}, ...extremes, ...pairs);
}

describe.each(databaseKinds)('the lists on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await fillCommons(database.db, 1400);
  });
  afterAll(async () => await database.close());

  async function expectSame(filters: WorkFilters, sort: Sort, size: number): Promise<void> {
    const expected = await listNaively(database.db, filters, sort);
    // Some pages at least, and not too many.
    const limit = Math.min(100, Math.max(size, Math.ceil(expected.length / 12)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listWorkRows(database.db, { filters, sort, limit, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      if (cursor !== undefined) {
        const next = await listWorkRows(database.db, { filters, sort, limit: 1, cursor });
        expect(next.items.map(({ id }) => id)).toEqual([expected[seen.length]]);
      }
    } while (cursor !== undefined);
    expect(seen).toEqual(expected);
  }

  test.each(sorts)('are complete and in order by %s, for every filter and pair', async (sort) => {
    for (const filters of [{}, ...extremes, ...pairs]) await expectSame(filters, sort, 7);
  });

  test('are what a query without a thought of indexes finds, whatever is combined, in pages of any size', async () => {
    await fc.assert(fc.asyncProperty(few, fc.constantFrom(...sorts), fc.integer({ min: 1, max: 100 }), expectSame), {
      numRuns: kind === 'embedded' ? 60 : 200,
      seed: 20_270_102,
    });
  });
});
