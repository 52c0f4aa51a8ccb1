import type { WorkFilters } from '../../works/filters.ts';

/** What somebody looks for; the address of the page says all of it. */
export interface Asked {
  q: string;
  filters: WorkFilters;
  offset: number;
}

/** The search without its page, as in its address and that of its feeds. */
export function queryOf({ q, filters }: Pick<Asked, 'q' | 'filters'>): URLSearchParams {
  const query = new URLSearchParams(q === '' ? {} : { q });
  for (const [name, value] of pairsOf(filters)) query.append(name, value);
  return query;
}

/** Each value of each filter. */
export function pairsOf(filters: WorkFilters): [name: string, value: string][] {
  return Object.entries(filters).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, String(value)]),
  );
}

export function searchPath(query: URLSearchParams): string {
  return query.size === 0 ? '/search' : `/search?${query.toString()}`;
}

/** The same search without this one value. */
export function pathWithout(asked: Asked, name: string, value: string): string {
  const query = queryOf(asked);
  query.delete(name, value);
  return searchPath(query);
}

/** The same search from another result on. */
export function pathAt(asked: Asked, offset: number): string {
  const query = queryOf(asked);
  if (offset > 0) query.set('offset', String(offset));
  return searchPath(query);
}
