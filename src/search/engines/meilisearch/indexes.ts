import { isDeepStrictEqual } from 'node:util';
import type { Index, IndexSwap, Meilisearch, Settings } from 'meilisearch';
import { Unavailable } from '../../../lib/errors.ts';
import { facetNames, mostFacetValues } from '../../engine.ts';
import { synonyms } from '../../synonyms.ts';
import { answered, done } from './client.ts';
import { recordFormat, type SectionRecord, type WorkRecord } from './records.ts';
import { wordsFor } from './words.ts';

/** The indexes of one commons: its works, by which results are counted, and their sections, where words stand together. */
export interface Indexes {
  works: Index<WorkRecord>;
  sections: Index<SectionRecord>;
}

/**
 * Records of another format are in indexes of another name: a release that is being replaced goes on with its own.
 * @param maker of indexes that are being made; without one, those that are searched
 */
export function indexesOf(client: Meilisearch, prefix: string, maker?: string): Indexes {
  const uid = (name: string) => `${prefix}_${name}_${recordFormat}${maker === undefined ? '' : `${making}${maker}`}`;
  return { works: client.index(uid('works')), sections: client.index(uid('sections')) };
}

const filterable = [
  ...facetNames,
  ...['work', 'audience', 'contributor', 'origin_source', 'updated_at'],
  ...['participants_min', 'participants_max', 'minutes_min', 'minutes_max'],
];
/** Deeper pages are refused before; only what is shown needs to be ranked. */
const mostHits = 1_000;

/** Words are written as in records and queries. What is typed in more than three of them Meilisearch does not look up. */
const synonymSettings: Record<string, string[]> = Object.fromEntries(
  [...synonyms.values()].map(({ typed, others }) => [wordsFor(typed), others.map(({ written }) => wordsFor(written))]),
);

/** Why these and no others: docs/decisions/0009-search-meilisearch.md. */
const common: Settings = {
  filterableAttributes: filterable,
  // What fits as well is told apart by its age, not by where it lies in the index.
  rankingRules: [
    'words',
    'typo',
    'proximity',
    'attributeRank',
    'exactness',
    'sort',
    'wordPosition',
    'published_at:desc',
  ],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 }, disableOnNumbers: true },
  synonyms: synonymSettings,
  pagination: { maxTotalHits: mostHits },
  // Nobody searches among the values of facets, and each batch would take longer.
  facetSearch: false,
  faceting: { maxValuesPerFacet: mostFacetValues, sortFacetValuesBy: { '*': 'count' } },
};

const workSettings: Settings = {
  ...common,
  searchableAttributes: ['title', 'tags', 'headings', 'summary', 'text'],
  sortableAttributes: ['published_at', 'work'],
};

const sectionSettings: Settings = {
  ...common,
  searchableAttributes: ['title', 'heading', 'text'],
};

const making = '_made_';

/** Are they there, with our settings? An index that is searched is never made empty: it is whole, or missing. */
export async function areWhole({ works, sections }: Indexes): Promise<boolean> {
  return (await isWhole(works, workSettings)) && (await isWhole(sections, sectionSettings));
}

async function isWhole(index: Index<never>, wanted: Settings): Promise<boolean> {
  return (await exists(index)) && isSet(wanted, await answered(index.getSettings()));
}

/** Makes them, empty; what had their names is gone. */
export async function makeIndexes(client: Meilisearch, indexes: Indexes): Promise<void> {
  await removeIndexes(client, indexes);
  for (const [index, settings] of [
    [indexes.works, workSettings],
    [indexes.sections, sectionSettings],
  ] as const) {
    await done(client.createIndex(index.uid, { primaryKey: 'id' }));
    await done(index.updateSettings(settings));
  }
}

/** Puts these in the place of those, in one step. */
export async function swapIndexes(client: Meilisearch, searched: Indexes, made: Indexes): Promise<void> {
  const swaps = [];
  for (const name of ['works', 'sections'] as const) {
    const rename = !(await exists(searched[name]));
    swaps.push({
      indexes: rename ? [made[name].uid, searched[name].uid] : [searched[name].uid, made[name].uid],
      rename,
    });
  }
  await done(client.swapIndexes(swaps as IndexSwap[]));
}

/** What was being made by those who did not come to its end. */
export async function removeUnfinished(client: Meilisearch, prefix: string): Promise<void> {
  const { results } = await answered(client.getRawIndexes({ limit: 1_000 }));
  const begins = ['works', 'sections'].map((name) => `${prefix}_${name}_${recordFormat}${making}`);
  for (const { uid } of results) if (begins.some((begin) => uid.startsWith(begin))) await done(client.deleteIndex(uid));
}

export async function removeIndexes(client: Meilisearch, { works, sections }: Indexes): Promise<void> {
  for (const { uid } of [works, sections]) if (await exists(client.index(uid))) await done(client.deleteIndex(uid));
}

async function exists(index: Index<never>): Promise<boolean> {
  try {
    await answered(index.getRawInfo());
    return true;
  } catch (error) {
    if (error instanceof Unavailable && error.code === 'search_unbuilt') return false;
    throw error;
  }
}

/** Are all of these settings in force? The server has defaults for others, and gives sets in an order of its own. */
function isSet(wanted: Settings, has: Settings): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const found = has[name as keyof Settings];
    if (isUnordered.has(name)) return isEqualSet(value as string[], found as string[]);
    // What was given up must go.
    return name === 'synonyms' ? isDeepStrictEqual(value, found) : isWithin(value, found);
  });
}

const isUnordered = new Set<string>(['filterableAttributes', 'sortableAttributes'] satisfies (keyof Settings)[]);

function isEqualSet(wanted: readonly string[], has: readonly string[]): boolean {
  return isDeepStrictEqual(wanted.toSorted(), has.toSorted());
}

function isWithin(wanted: unknown, has: unknown): boolean {
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted)) return isDeepStrictEqual(wanted, has);
  return Object.entries(wanted).every(([name, value]) => isWithin(value, (has as Record<string, unknown>)?.[name]));
}
