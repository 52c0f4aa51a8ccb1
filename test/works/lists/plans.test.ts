import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCursor } from '../../../src/http/paging.ts';
import { browseWorks } from '../../../src/search/engines/postgres/browse.ts';
import { isPublic, matchesFilters, type WorkFilters, works } from '../../../src/works/filters.ts';
import { listWorkRows } from '../../../src/works/list.ts';
import { type Sort, sortedBy, sorts } from '../../../src/works/sorts.ts';
import { createServerDatabase, databaseKinds } from '../../support/databases.ts';
import { fillCommons } from './commons.ts';
import { openExplained } from './explained.ts';
import { extremes, pairs } from './values.ts';

/** Rows read in vain for each one that was asked for. */
const mostEach = 100;

describe.skipIf(!databaseKinds.includes('postgres'))('how 70,000 works are listed on a server', () => {
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let opened: ReturnType<typeof openExplained>;
  beforeAll(async () => {
    server = await createServerDatabase();
    opened = openExplained(server.url);
    await fillCommons(opened.db);
  });
  afterAll(async () => {
    await opened.close();
    await server.drop();
  });

  /** Of the first page, of one in the middle, and of the last: what they scan and what they read in vain. */
  async function faultsOf(filters: WorkFilters, sort: Sort, limit: number): Promise<string[]> {
    const faults: string[] = [];
    for (const [place, cursor] of Object.entries(await cursorsOf(filters, sort))) {
      const costs = await opened.explain(() => listWorkRows(opened.db, { filters, sort, limit, cursor }));
      const removed = costs.reduce((sum, cost) => sum + cost.removed, 0);
      if (removed > mostEach * limit || costs.some(({ scanned }) => scanned.includes('works'))) {
        const worst = costs.toSorted((a, b) => b.removed - a.removed)[0]!;
        faults.push(`${JSON.stringify(filters)} by ${sort}, ${place} ${limit}: ${removed} removed\n${worst.plan}`);
      }
    }
    return faults;
  }

  async function cursorsOf(filters: WorkFilters, sort: Sort): Promise<Record<string, string | undefined>> {
    const { value, direction } = sortedBy(sort);
    const { rows } = await sql<{ value: Date | string; id: string; place: string }>`
      select value, id, place::float / count as place from (
        select ${value} as value, works.id, count(*) over () as count,
          row_number() over (order by ${value} ${direction}, works.id ${direction}) as place
        from works where ${isPublic(works)} and ${matchesFilters(filters)(works)}) listed
      where place in (count / 2, greatest(1, count - 10))`.execute(opened.db);
    const cursors = rows.map(({ value: at, id }) =>
      encodeCursor({ value: at instanceof Date ? at.toISOString() : at, id }, { filters, sort }),
    );
    return { first: undefined, middle: cursors[0], last: cursors[1] };
  }

  test.each(sorts)('by %s, with each filter at its rarest and its commonest: no scan, little in vain', async (sort) => {
    for (const filters of [{}, ...extremes]) expect(await faultsOf(filters, sort, 20)).toEqual([]);
  });

  test.each(sorts)(
    'by %s, with pairs that exclude each other or lie in one block: no scan, little in vain',
    async (sort) => {
      for (const filters of pairs) expect(await faultsOf(filters, sort, 20)).toEqual([]);
    },
  );

  test('a search without words counts by the same index: no scan, nothing in vain', async () => {
    for (const filters of [...extremes, ...pairs]) {
      const query = { q: '', filters, offset: 0, limit: 20 };
      const costs = await opened.explain(() => browseWorks(opened.db, query));
      expect(costs.flatMap(({ scanned }) => scanned)).not.toContain('works');
      expect(costs.map(({ removedWorks }) => removedWorks)).toEqual([0]);
    }
  });

  test.each([1, 100])('%d at a time', async (limit) => {
    for (const filters of [{}, ...extremes.slice(0, 12), ...pairs.slice(0, 6)])
      expect(await faultsOf(filters, 'published_at', limit)).toEqual([]);
  });
});
