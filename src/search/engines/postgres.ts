import type { Db } from '../../db/database.ts';
import type { FindMatches, SearchEngine, SearchQuery, SearchResult } from '../engine.ts';
import { browseWorks } from './postgres/browse.ts';
import { checkIndex, rebuildIndex } from './postgres/check.ts';
import { presentFacets } from './postgres/facets.ts';
import { placeHits } from './postgres/hits.ts';
import { findMatches } from './postgres/matches.ts';
import { putDocuments, removeDocuments } from './postgres/put.ts';
import { rankWorks } from './postgres/rank.ts';
import { suggestTitles } from './postgres/suggest.ts';
import { findTerms } from './postgres/terms.ts';

/** It alone can list every match, which feeds ask for. */
export interface PostgresEngine extends SearchEngine {
  matches: FindMatches;
}

/** The engine that needs nothing but the database: it has a share of every result, since it reads `works` as they are now. */
export function createPostgresEngine(db: Db): PostgresEngine {
  return {
    name: 'postgres',
    pace: {},
    put: async (batches) => {
      for await (const documents of batches) await putDocuments(db, documents);
    },
    remove: (ids) => removeDocuments(db, ids),
    // With one connection for all its statements: where there is but one, each would wait behind what others do.
    search: (query) => db.connection().execute((db) => search(db, query)),
    suggest: (q, limit) => db.connection().execute(async (db) => suggestTitles(db, await findTerms(db, q), limit)),
    matches: (query) => db.connection().execute((db) => findMatches(db, query)),
    check: () => checkIndex(db),
    rebuild: (onProgress) => rebuildIndex(db, onProgress),
    // It came with the schema; what is missing in it is for the follower, and the check.
    tend: async () => {},
  };
}

async function search(db: Db, query: SearchQuery): Promise<SearchResult> {
  const isEmpty = query.q.trim() === '';
  const asked = isEmpty ? { terms: [], text: '' } : await findTerms(db, query.q);
  const ranked = isEmpty ? await browseWorks(db, query) : await rankWorks(db, asked, query);
  const found = await placeHits(
    db,
    ranked.ids,
    asked.terms.filter((term) => term.meanings.length > 0),
  );
  return { found, estimated_total: ranked.total, facets: presentFacets(ranked.facets), facets_exact: ranked.isExact };
}
