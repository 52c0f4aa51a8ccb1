import type { MultiSearchParams, MultiSearchQuery, MultiSearchResult } from 'meilisearch';
import { isUuid } from '../../../lib/ids.ts';
import { type Found, facetNames, type SearchQuery } from '../../engine.ts';
import { matchPhrases } from '../../highlight.ts';
import { cutWords, type Word, withoutTails } from '../../words.ts';
import { filterFor } from './filters.ts';
import type { Indexes } from './indexes.ts';
import type { SectionRecord, WorkRecord } from './records.ts';
import { wordFrom, wordsFor } from './words.ts';

/** Around the words met; no word has them. */
const marks = { highlightPreTag: '<', highlightPostTag: '>' };
/** Words around the first one met: all that a highlight shows. */
const cropLength = 60;

/** The words asked for. */
export function wordsOf(q: string): Word[] {
  return withoutTails(cutWords(q));
}

/** Everything that passes the filters, newest first. */
export function browsing(
  { works }: Indexes,
  { filters, offset, limit }: SearchQuery,
  contributors: readonly string[],
): MultiSearchParams {
  const query: MultiSearchQuery = {
    ...{ indexUid: works.uid, filter: filterFor(filters, contributors), facets: [...facetNames] },
    ...{ sort: ['published_at:desc', 'work:desc'], attributesToRetrieve: ['work', 'published_at'] },
    limit: offset + limit,
  };
  return { queries: [query] };
}

/**
 * Works by all their words, which are counted, and those whose words stand together in one section. Not as a federated
 * search: that takes works out of the counts whose section it prefers.
 */
export function searching(
  { works, sections }: Indexes,
  { filters, offset, limit }: SearchQuery,
  contributors: readonly string[],
  words: readonly Word[],
): MultiSearchParams {
  const shared = {
    ...{ q: wordsFor(words), filter: filterFor(filters, contributors), matchingStrategy: 'frequency' as const },
    ...{ showRankingScore: true, ...marks },
  };
  return {
    queries: [
      {
        ...{ indexUid: works.uid, ...shared, facets: [...facetNames], limit: offset + limit },
        attributesToRetrieve: ['work', 'published_at'] satisfies (keyof WorkRecord)[],
        attributesToHighlight: ['title', 'summary'] satisfies (keyof WorkRecord)[],
      },
      {
        ...{ indexUid: sections.uid, ...shared, distinct: 'work', limit: offset + limit },
        attributesToRetrieve: ['work', 'published_at', 'version', 'section', 'start'] satisfies (keyof SectionRecord)[],
        attributesToHighlight: ['title', 'heading', 'text'] satisfies (keyof SectionRecord)[],
        ...{ attributesToCrop: ['text'] satisfies (keyof SectionRecord)[], cropLength },
      },
    ],
  };
}

/** The hits of both in one list, each work once, where it fits best; a section that fits as well is the better place. */
export function merged([works, sections]: readonly MultiSearchResult<Hit>[]): Hit[] {
  const all = [...(sections?.hits ?? []), ...(works?.hits ?? [])] as Hit[];
  const best = new Map<string, Hit>();
  // An index may hold what was never a work.
  for (const hit of all
    .filter(({ work }) => isUuid(work))
    .toSorted((a, b) => scoreOf(b) - scoreOf(a) || b.published_at - a.published_at))
    if (!best.has(hit.work)) best.set(hit.work, hit);
  return [...best.values()];
}

function scoreOf({ _rankingScore }: Hit): number {
  return _rankingScore ?? 0;
}

/** What Meilisearch says of a hit, of either index. */
export interface Hit {
  work: string;
  /** As the index has it. */
  published_at: number;
  version?: number;
  section?: number;
  start?: number;
  _rankingScore?: number | undefined;
  _formatted?: Readonly<Record<string, unknown>> | undefined;
}

export function foundIn({ work, version, section, start, _formatted }: Hit): Found {
  const place =
    version === undefined || section === undefined || start === undefined ? undefined : { version, section, start };
  const phrases = markedPhrases(_formatted).map((words) => ({ words, worth: 1 / words.length }));
  return { id: work, place, matcher: matchPhrases(phrases) };
}

/**
 * What is marked in what Meilisearch formatted: a mark may end within a word, where that only begins so, and hold
 * several, where these are one synonym.
 */
function markedPhrases(formatted: Readonly<Record<string, unknown>> = {}): string[][] {
  const marked = Object.values(formatted)
    .filter((text) => typeof text === 'string')
    .flatMap((text) => text.match(markedWords) ?? [])
    .map((phrase) => phrase.replace(/[<>…]/g, '').split(' '));
  const phrases = marked.flatMap((phrase) => [phrase, phrase.map(wordFrom)]);
  return [...new Map(phrases.map((phrase) => [phrase.join(' '), phrase])).values()];
}

/** With the rest of the word that a mark ends in. */
const markedWords = /[^ <]*<[^>]*>[^ ]*/g;
