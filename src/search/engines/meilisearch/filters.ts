import { tidyTag } from '../../../works/content.ts';
import type { WorkFilters } from '../../../works/filters.ts';
import { facetFor } from './facets.ts';

/** What the filters mean to Meilisearch: all of these. @param contributors what finds the works of those whose handles are asked for */
export function filterFor(filters: WorkFilters, contributors: readonly string[]): string[] {
  const conditions: string[] = [];
  const oneOf = (name: string, values: readonly string[] | undefined) => {
    if (values !== undefined) conditions.push(`${name} IN [${values.map(quoted).join(', ')}]`);
  };
  const within = (name: string, value: number | undefined) => {
    if (value !== undefined) conditions.push(`${name}_min <= ${value}`, `${name}_max >= ${value}`);
  };
  oneOf('kind', filters.kind);
  oneOf('license', filters.license);
  oneOf('language', filters.language);
  oneOf('community', filters.community);
  oneOf('tag', filters.tag?.map(tidyTag).map(facetFor));
  oneOf('setting', filters.setting);
  oneOf('audience', filters.audience?.map(facetFor));
  oneOf('maturity', filters.maturity);
  oneOf('difficulty', filters.difficulty);
  oneOf('contributor', filters.contributor && contributors);
  oneOf('origin_source', filters.origin_source?.map(facetFor));
  within('participants', filters.participants);
  within('minutes', filters.minutes);
  if (filters.updated_since !== undefined)
    conditions.push(`updated_at >= ${new Date(filters.updated_since).getTime()}`);
  return conditions;
}

/** As a value in a filter. */
export function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
