import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Invalid, Unavailable } from '../../src/lib/errors.ts';
import type { SearchEngine, SearchQuery, SearchResult } from '../../src/search/engine.ts';
import type { PostgresEngine } from '../../src/search/engines/postgres.ts';
import { createSearch, searchWith } from '../../src/search/search.ts';

const query = { q: 'x', filters: {}, offset: 0, limit: 20 };

function engine(name: 'postgres' | 'meilisearch', id: string, act: () => Promise<void> = async () => {}) {
  const search = vi.fn(async ({ onOrder }: SearchQuery) => {
    await act();
    onOrder?.([id]);
    return { hits: [{ id, anchor: null, highlight: { title: '', body: '' } }], estimated_total: 1 } as SearchResult;
  });
  return { name, search, suggest: async () => [id] } as unknown as SearchEngine &
    PostgresEngine & { search: typeof search };
}

describe('with the database to stand in for another engine', () => {
  afterEach(() => void vi.restoreAllMocks());
  const postgres = engine('postgres', 'p', () => sleep(300));

  test('what is shown beside the hits is of the same works, also when the other engine comes too late', async () => {
    const late = createSearch(
      postgres,
      engine('meilisearch', 'm', () => sleep(1_600)),
    );
    const [answer, ids] = await searchWith(late, query, async (ids) => ids);
    expect([answer.engine, answer.hits.map(({ id }) => id), ids]).toEqual(['postgres', ['p'], ['p']]);
    const prompt = createSearch(postgres, engine('meilisearch', 'm'));
    const [other, otherIds] = await searchWith(prompt, query, async (ids) => ids);
    expect([other.engine, otherIds]).toEqual(['meilisearch', ['m']]);
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
