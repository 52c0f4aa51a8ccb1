import { type FacetCounts, type FacetName, facetNames, mostFacetValues } from '../../engine.ts';

/**
 * A value as Meilisearch gets it. It takes values for one that differ in case or in compatibility forms only (ﬁ and fi),
 * and cuts blanks off; a value that this could happen to goes with its letters written out.
 */
export function facetFor(value: string): string {
  const isPlain = value.normalize('NFKD').trim().toLowerCase() === value.normalize('NFD') && !value.startsWith('%');
  return isPlain ? value : `%${encodeURIComponent(value)}`;
}

function facetFrom(written: string): string {
  return written.startsWith('%') ? decodeURIComponent(written.slice(1)) : written;
}

/** The counts of all facets, as results show them. */
export function countsFrom(distribution: Readonly<Record<string, Record<string, number>>>): FacetCounts {
  return Object.fromEntries(facetNames.map((name) => [name, countsOf(name, distribution)])) as FacetCounts;
}

function countsOf(name: FacetName, distribution: Readonly<Record<string, Record<string, number>>>) {
  const counts = Object.entries(distribution[name] ?? {}).map(([value, count]) => [facetFrom(value), count] as const);
  const sorted = counts.sort(([a, of], [b, than]) => than - of || (a < b ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, mostFacetValues));
}
