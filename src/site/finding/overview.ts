import type { FacetCounts } from '../../search/engine.ts';
import type { Search } from '../../search/search.ts';

/** How many works there are, and in which languages, with which tags. */
export interface Overview {
  total: number;
  facets: FacetCounts;
}

/** The index follows the log a moment later anyway; everybody sees the first page, and the counts are those of everything. */
const keptMs = 5_000;

export function createOverview(search: Search): () => Promise<Overview> {
  let known: { since: number; overview: Promise<Overview> } | undefined;
  return async () => {
    if (known === undefined || performance.now() - known.since > keptMs) {
      const overview = search
        .search({ q: '', filters: {}, offset: 0, limit: 0 })
        .then(({ estimated_total, facets }) => ({ total: estimated_total, facets }));
      known = { since: performance.now(), overview };
      // What failed is tried again.
      overview.catch(() => {
        known = undefined;
      });
    }
    return await known.overview;
  };
}
