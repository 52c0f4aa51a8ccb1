import { hash } from 'node:crypto';
import { type FacetCounts, type FacetName, facetNames, mostFacetValues } from '../../engine.ts';

/**
 * A value as Meilisearch gets it. It takes values for one that differ in case or in compatibility forms only (ﬁ and fi),
 * cuts blanks off, and everything past 468 bytes. A value that this could happen to goes with its letters written out,
 * capitals too, and a very long one as its hash: among the counts of facets it is left out.
 */
export function facetFor(value: string): string {
  const isPlain = value.normalize('NFKD').trim().toLowerCase() === value.normalize('NFD') && !/^[%#]/.test(value);
  const written = isPlain ? value : `%${value.replace(/[^a-z0-9-]+/g, writtenOut)}`;
  return Buffer.byteLength(written) <= longestFacet ? written : `#${hash('sha256', value)}`;
}

const longestFacet = 460;

function writtenOut(letters: string): string {
  return Buffer.from(letters).toString('hex').replace(/../g, '%$&');
}

function facetFrom(written: string): string | undefined {
  if (written.startsWith('#')) return undefined;
  return written.startsWith('%') ? decodeURIComponent(written.slice(1)) : written;
}

/** The counts of all facets, as results show them. */
export function countsFrom(distribution: Readonly<Record<string, Record<string, number>>>): FacetCounts {
  return Object.fromEntries(facetNames.map((name) => [name, countsOf(name, distribution)])) as FacetCounts;
}

function countsOf(name: FacetName, distribution: Readonly<Record<string, Record<string, number>>>) {
  const counts = Object.entries(distribution[name] ?? {}).flatMap(([written, count]): [string, number][] => {
    const value = facetFrom(written);
    return value === undefined ? [] : [[value, count]];
  });
  const sorted = counts.sort(([a, of], [b, than]) => than - of || (a < b ? -1 : 1));
  return Object.fromEntries(sorted.slice(0, mostFacetValues));
}
