import { canonicalLanguage } from '../../lib/languages.ts';
import { pathOfKind } from '../../lib/urls.ts';
import type { WorkFilters } from '../../works/filters.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

/** Of what a feed tells: `Copse: articles in German, tagged opening or closing`; without filters the instance alone. */
export function feedTitle(instance: string, filters: WorkFilters, q: string | undefined): string {
  const parts = clauses(filters, q);
  const kinds = filters.kind === undefined ? 'works' : anyOf(filters.kind.map(pathOfKind));
  return filters.kind === undefined && parts.length === 0 ? instance : `${instance}: ${[kinds, ...parts].join(', ')}`;
}

function clauses(filters: WorkFilters, q: string | undefined): string[] {
  const { community, tag, license, language, contributor, setting, maturity, difficulty, audience } = filters;
  const words: [string, readonly string[] | undefined][] = [
    ['about', q === undefined ? undefined : [`“${q}”`]],
    ['from the community', community],
    ['tagged', tag],
    ['by', contributor],
    ['in', language?.map(languageName)],
    ['under', license],
    ['maturity', maturity],
    ['setting', setting?.map((name) => name.replaceAll('_', ' '))],
    ['difficulty', difficulty],
    ['for', audience],
    ['for', filters.participants === undefined ? undefined : [`${filters.participants} people`]],
    ['in', filters.minutes === undefined ? undefined : [`${filters.minutes} minutes`]],
    ['updated since', filters.updated_since === undefined ? undefined : [filters.updated_since]],
    ['imported from', filters.origin_source],
  ];
  return words.flatMap(([before, values]) => (values === undefined ? [] : [`${before} ${anyOf(values)}`]));
}

function anyOf(values: readonly string[]): string {
  return values.join(' or ');
}

function languageName(tag: string): string {
  const canonical = canonicalLanguage(tag);
  return (canonical === undefined ? undefined : languages.of(canonical)) ?? tag;
}
