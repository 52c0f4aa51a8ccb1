import type { MultiSearchParams } from 'meilisearch';
import type { Db } from '../../db/database.ts';
import { Conflict } from '../../lib/errors.ts';
import { creditedKey } from '../../works/credited.ts';
import type { SearchEngine, SearchQuery, SearchResult } from '../engine.ts';
import { followerOf } from '../follower.ts';
import { withoutStopWords } from '../stop-words.ts';
import { checkIndexes } from './meilisearch/check.ts';
import { answered, type Connection, connect, connectToSearch } from './meilisearch/client.ts';
import { countsFrom } from './meilisearch/facets.ts';
import { areWhole, indexesOf } from './meilisearch/indexes.ts';
import { indexOver } from './meilisearch/put.ts';
import { browsing, foundIn, type Hit, merged, searching, wordsOf } from './meilisearch/query.ts';
import { isBrokenOff, rebuildIndexes } from './meilisearch/rebuild.ts';
import { suggestWorks } from './meilisearch/suggest.ts';
import { knownWords, tellingWords } from './meilisearch/telling.ts';

/** To Meilisearch many are little more work than one: what each batch costs grows with the index, not with the batch. */
const linesAtOnce = 1_000;
/** And it is another server that works: to rest would only keep what was written from being found. */
const pace = { batch: linesAtOnce, restPerWork: 0 };
const worksAtOnce = 5_000;

/** An index on a Meilisearch server. What is shown of a hit comes from the database. */
export function createMeilisearchEngine(db: Db, connection: Connection): SearchEngine {
  const client = connect(connection);
  const multiSearch = connectToSearch(connection);
  const indexes = indexesOf(client, connection.prefix);

  async function search(query: SearchQuery): Promise<SearchResult> {
    const contributors = await keysOf(db, query.filters.contributor);
    const typed = wordsOf(query.q);
    if (query.q.trim() === '') return await find(query, browsing(indexes, query, contributors));
    // Signs alone are words of no work; to Meilisearch they would be no question.
    if (typed.length === 0) return nothing;
    const asked = withoutStopWords(typed);
    const words = await tellingWords(db, asked);
    const result = await find(query, searching(indexes, query, contributors, words));
    if (result.estimated_total > 0 || asked.length < 2) return result;
    // Words that no work has were taken for typing errors, and found nothing.
    const known = await knownWords(db, asked);
    const isSame = known.length === 0 || known.length === new Set(words.map(({ text }) => text)).size;
    return isSame ? result : await find(query, searching(indexes, query, contributors, known));
  }

  async function find({ offset, limit }: SearchQuery, request: MultiSearchParams): Promise<SearchResult> {
    const { results } = await answered(multiSearch<Hit>(request));
    const facets = countsFrom(results[0]?.facetDistribution ?? {});
    return {
      found: merged(results)
        .slice(offset, offset + limit)
        .map(foundIn),
      estimated_total: Object.values(facets.kind).reduce((sum, count) => sum + count, 0),
      facets,
      facets_exact: true,
    };
  }

  const rebuilding = {
    db,
    client,
    prefix: connection.prefix,
    follower: followerOf('meilisearch'),
    atOnce: worksAtOnce,
  };

  return {
    name: 'meilisearch',
    pace,
    ...indexOver(indexes),
    search,
    suggest: (q, limit) => suggestWorks(client, indexes, q, limit),
    check: () => checkIndexes(db, indexes),
    rebuild: (onProgress) => rebuildIndexes(rebuilding, { onProgress }),
    tend: async (signal) => {
      if ((await areWhole(indexes)) && !(await isBrokenOff(rebuilding))) return;
      // Another process may be at it.
      await rebuildIndexes(rebuilding, { signal }).catch(ignoreConflict);
    },
  };
}

const nothing: SearchResult = { found: [], estimated_total: 0, facets: countsFrom({}), facets_exact: true };

function ignoreConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error;
}

/**
 * What finds the works of those who have these handles now, and as they wish to be credited now: an index that lags must
 * not go on answering to a name that was given up.
 */
async function keysOf(db: Db, handles: readonly string[] | undefined): Promise<string[]> {
  if (handles === undefined) return [];
  const rows = await db
    .selectFrom('contributors')
    .select(creditedKey.as('key'))
    .where('handle', 'in', handles)
    .execute();
  return rows.flatMap(({ key }) => key ?? []);
}
