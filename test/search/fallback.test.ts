import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { describeMetrics } from '../../src/admin/metrics.ts';
import { findHead } from '../../src/changes/list.ts';
import { Invalid, Unavailable } from '../../src/lib/errors.ts';
import { newId } from '../../src/lib/ids.ts';
import { createBehind } from '../../src/search/behind.ts';
import type { SearchEngine, SearchQuery, SearchResult } from '../../src/search/engine.ts';
import type { PostgresEngine } from '../../src/search/engines/postgres.ts';
import { createSearch } from '../../src/search/search.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';

const query = { q: 'x', filters: {}, offset: 0, limit: 20 };

function engine(name: 'postgres' | 'meilisearch', id: string, act: () => Promise<void> = async () => {}) {
  const search = vi.fn(async (_query: SearchQuery) => {
    await act();
    return { found: [{ id }], estimated_total: 1 } as SearchResult;
  });
  return { name, search, suggest: async () => [id] } as unknown as SearchEngine &
    PostgresEngine & { search: typeof search };
}

describe('with the database to stand in for another engine', () => {
  afterEach(() => void vi.restoreAllMocks());
  const postgres = engine('postgres', 'p');

  test('what comes too late is not shown', async () => {
    const answer = async (ms: number) => {
      const { found, ...standing } = await createSearch(
        postgres,
        engine('meilisearch', 'm', async () => void (await sleep(ms))),
      ).search(query);
      return [standing.engine, standing.degraded, found.map(({ id }) => id)];
    };
    expect(await answer(1_600)).toEqual(['postgres', true, ['p']]);
    expect(await answer(0)).toEqual(['meilisearch', false, ['m']]);
  });

  test('any failure of it is replaced, but for a question that is wrong', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const broken = createSearch(
      postgres,
      engine('meilisearch', 'm', async () => {
        throw new Error('Pattern kind is not filterable');
      }),
    );
    expect(await broken.search(query)).toMatchObject({ engine: 'postgres', degraded: true });
    expect(warned).toHaveBeenCalledTimes(1);
    const asked = createSearch(
      postgres,
      engine('meilisearch', 'm', async () => {
        throw new Invalid('too_long', 'Too long.');
      }),
    );
    await expect(asked.search(query)).rejects.toMatchObject({ code: 'too_long' });
  });

  test('after one failure nobody waits for it; how it stands is found out by asking', async () => {
    let isAway = true;
    const other = engine('meilisearch', 'm', async () => {
      if (isAway) throw new Unavailable('search_away', 'Away.');
    });
    const search = createSearch(postgres, other);
    for (let n = 0; n < 20; n++) await search.suggest('x', 1).catch(() => {});
    expect(await search.standing()).toEqual({ engine: 'postgres', degraded: true });
    const asked = other.search.mock.calls.length;
    expect(await search.search(query)).toMatchObject({ engine: 'postgres', degraded: true });
    expect(other.search.mock.calls.length).toBe(asked);
    isAway = false;
    await expect
      .poll(() => search.standing(), { timeout: 10_000, interval: 500 })
      .toEqual({ engine: 'meilisearch', degraded: false });
  });
});

describe.each(databaseKinds)('an index over %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(kind);
  });
  afterAll(async () => await app.close());

  /** Thirty lines written so many seconds ago, and how many of them each engine has read. */
  async function stand(age: number, postgres: number, meilisearch: number): Promise<boolean> {
    const head = await findHead(app.db);
    const at = new Date(Date.now() - age * 1_000);
    const line = { subject: 'work', event: 'published', version: 1, touch: 0, at } as const;
    await app.db
      .insertInto('changes')
      .values(Array.from({ length: 30 }, () => ({ ...line, id: newId() })))
      .execute();
    await app.db.deleteFrom('followers').execute();
    await app.db
      .insertInto('followers')
      .values([
        { name: 'search:postgres', position: head + postgres },
        { name: 'search:meilisearch', position: head + meilisearch },
      ])
      .execute();
    return await createBehind(app.db, 'meilisearch')();
  }

  test.each([
    ['lacks for a minute what the database has', 60, 30, 10, true],
    ['lacks what the database lacks, too', 60, 10, 10, false],
    ['lacks what was written just now', 1, 30, 10, false],
    ['has everything', 60, 30, 30, false],
    ['has more than the database', 60, 10, 30, false],
  ])('that %s', async (_what, age, postgres, meilisearch, isBehind) => {
    expect(await stand(age, postgres, meilisearch)).toBe(isBehind);
  });

  test('does not answer while it is behind, and says so where it is watched', async () => {
    expect(await stand(60, 30, 10)).toBe(true);
    const other = engine('meilisearch', 'm');
    const search = createSearch(engine('postgres', 'p'), other, createBehind(app.db, 'meilisearch'));
    expect(await search.search(query)).toMatchObject({ engine: 'postgres', degraded: true });
    expect(await search.suggest('x', 1)).toEqual(['p']);
    expect(other.search).not.toHaveBeenCalled();
    const registry = new Registry();
    await describeMetrics(registry, app.db, search, 'test')();
    expect(await registry.getSingleMetricAsString('copse_search_degraded')).toMatch(/^copse_search_degraded 1$/m);
  });
});
