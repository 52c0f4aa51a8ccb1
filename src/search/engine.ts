import type { FollowOptions } from '../changes/follow.ts';
import type { WorkFilters } from '../works/filters.ts';
import type { SearchDocument } from './documents.ts';
import type { Matcher } from './highlight.ts';

export interface SearchQuery {
  /** What was typed; '' lists everything, newest first. */
  q: string;
  filters: WorkFilters;
  offset: number;
  limit: number;
}

/** A work that was found, and what an index knows of why: what is shown of it comes from the database. */
export interface Found {
  id: string;
  /** The best place in the text of one version; undefined: the work as a whole. */
  place?: TextPlace | undefined;
  /** Which words to mark. */
  matcher: Matcher;
}

export interface TextPlace {
  version: number;
  /** In `sections` of its document. */
  section: number;
  /** Offset in the section's text, in UTF-16 units. */
  start: number;
}

export const facetNames = [
  'kind',
  'license',
  'language',
  'community',
  'tag',
  'setting',
  'maturity',
  'difficulty',
] as const;
export type FacetName = (typeof facetNames)[number];

/** Value → how many results have it, most frequent first; the first `mostFacetValues` only. */
export type FacetCounts = Record<FacetName, Record<string, number>>;
export const mostFacetValues = 100;

export interface SearchResult {
  /** Best first. */
  found: Found[];
  estimated_total: number;
  facets: FacetCounts;
  facets_exact: boolean;
}

/** A place in the order of feeds: newest publication first, then by id downwards. */
export interface Place {
  id: string;
  published_at: Date;
}

export interface MatchQuery {
  /** Never blank. */
  q: string;
  filters: WorkFilters;
  limit: number;
  /** Only what comes after this place. */
  after: Place | undefined;
}

/** How an index compares with the database; what was wrong has been mended. */
export interface CheckReport {
  /** Works that are public. */
  checked: number;
  missing: number;
  foreign: number;
  stale: number;
  /** Not as the database is, because what follows the log has still to come to them. */
  pending: number;
}

/** Hears how many works are done, of how many. */
export type OnProgress = (done: number, total: number) => void;

/** Documents as they are made, some at a time: never all in memory together. */
export type Batches = Iterable<readonly SearchDocument[]> | AsyncIterable<readonly SearchDocument[]>;

/**
 * Every work that has all words of `q`, in the order of feeds: what a feed of a search follows. Fewer than `limit` means
 * that there are no more.
 */
export type FindMatches = (query: MatchQuery) => Promise<Place[]>;

/**
 * An index over all public works. It decides order, never visibility: callers show only what the database holds public
 * now. Every engine follows the change log on its own; putting or removing twice does no harm, and a document older
 * than the one in the index changes nothing.
 * All throw `Unavailable` when the engine does not answer.
 */
export interface SearchEngine {
  readonly name: 'postgres' | 'meilisearch';
  /** How its follower reads the change log. */
  readonly pace: Pick<FollowOptions, 'batch' | 'restPerWork'>;
  /** Resolves when the documents can be found. */
  put(batches: Batches): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** @throws Invalid for a `q` without end; an unknown word is no error */
  search(query: SearchQuery): Promise<SearchResult>;
  /** Ids of works whose titles begin as `q` does, or nearly. */
  suggest(q: string, limit: number): Promise<string[]>;
  /** Compares the index with the database and mends it. */
  check(): Promise<CheckReport>;
  /** Makes the whole index again. @returns how many works are in it */
  rebuild(onProgress?: OnProgress): Promise<number>;
  /**
   * Makes the index where there is none, or one by other rules, and ends what was broken off: for whoever looks after it,
   * now and then. @param signal lets go of what takes long
   */
  tend(signal?: AbortSignal): Promise<void>;
}
