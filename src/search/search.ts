import CircuitBreaker from 'opossum';
import { Invalid, Unavailable } from '../lib/errors.ts';
import type { FindMatches, SearchEngine, SearchQuery, SearchResult } from './engine.ts';
import type { PostgresEngine } from './engines/postgres.ts';

/** Which engine answers. */
export interface Standing {
  engine: SearchEngine['name'];
  /** An engine that was to answer does not. */
  degraded: boolean;
}

export interface SearchAnswer extends SearchResult, Standing {}

/** What readers search with: one engine, or two of which the database stands in for the other. */
export interface Search {
  /** All there are. Each follows the change log, whichever answers. */
  engines: readonly SearchEngine[];
  /** Found out by asking it. */
  standing(): Promise<Standing>;
  search(query: SearchQuery): Promise<SearchAnswer>;
  /** Ids of works whose titles begin as `q` does, or nearly. */
  suggest(q: string, limit: number): Promise<string[]>;
  matches: FindMatches;
}

/** What a reader waits for an engine, at most; it answers within a few hundredths of that. */
const budgetMs = 1_500;
/** After a failure all go to the other engine for so long; then one of them tries again. */
const restMs = 5_000;

/** @param isBehind does the index of the other engine lack what the database's own has already? */
export function createSearch(
  postgres: PostgresEngine,
  other?: SearchEngine,
  isBehind: () => Promise<boolean> = async () => false,
): Search {
  const { matches } = postgres;
  if (other === undefined) {
    return {
      engines: [postgres],
      standing: async () => ({ engine: 'postgres', degraded: false }),
      search: async (query) => ({ ...(await postgres.search(query)), engine: 'postgres', degraded: false }),
      suggest: postgres.suggest,
      matches,
    };
  }
  const breaker = new CircuitBreaker((ask: () => Promise<unknown>) => ask(), {
    ...{ timeout: budgetMs, resetTimeout: restMs, errorThresholdPercentage: 1 },
    // What is wrong with a question is no fault of the engine.
    errorFilter: (error) => error instanceof Invalid,
  });

  /** Undefined: it does not answer, or not in time, or not with what there is. */
  async function tried<T>(ask: () => Promise<T>): Promise<T | undefined> {
    if (await isBehind()) return undefined;
    try {
      return (await breaker.fire(ask)) as T;
    } catch (error) {
      if (error instanceof Invalid) throw error;
      // Whatever else it is, readers get an answer; what is nobody's outage has to be told to somebody.
      if (!isOut(error)) process.emitWarning(error as Error);
      return undefined;
    }
  }

  return {
    engines: [other, postgres],
    async standing() {
      const answer = await tried(() => other.search({ q: '', filters: {}, offset: 0, limit: 0 }));
      return answer === undefined ? { engine: 'postgres', degraded: true } : { engine: other.name, degraded: false };
    },
    async search(query) {
      const result = await tried(() => other.search(query));
      if (result !== undefined) return { ...result, engine: other.name, degraded: false };
      return { ...(await postgres.search(query)), engine: 'postgres', degraded: true };
    },
    suggest: async (q, limit) => (await tried(() => other.suggest(q, limit))) ?? (await postgres.suggest(q, limit)),
    matches,
  };
}

function isOut(error: unknown): boolean {
  return (
    error instanceof Unavailable || (error instanceof Error && 'code' in error && outCodes.has(String(error.code)))
  );
}

/** Of the breaker: open, and too late. */
const outCodes = new Set(['EOPENBREAKER', 'ETIMEDOUT', 'ESHUTDOWN']);
