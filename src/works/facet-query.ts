import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { tidyTag } from './content.ts';
import { creditedKey } from './credited.ts';
import type { WorkFilters } from './filters.ts';

/** All that a public work is found by, as the index has it. */
const facets = sql`work_facets(works.status, works.redacted, works.kind, works.license, works.language, works.community_id,
  works.maturity, works.difficulty, works.origin_source, works.tags, works.setting, works.audience, works.credited,
  works.participants, works.minutes)`;

/**
 * All that these filters ask for, but for times, as one condition: of two the planner would assume that next to nothing
 * is left, for which no other index is worth its while.
 */
export function hasFacets(filters: WorkFilters): RawBuilder<SqlBool> {
  const parts = facetsOf(filters).map((any) => sql`'(' || ${sql.join(any, sql` || '|' || `)} || ')'`);
  if (parts.length === 0) return sql`true`;
  return sql`${facets} @@ (select (${sql.join(parts, sql` || '&' || `)})::tsquery)`;
}

/** A facet as a tsquery has it. */
type Facet = RawBuilder<string>;

/** For each name that is filtered by, the facets of which a work has one. */
function facetsOf(filters: WorkFilters): Facet[][] {
  const { kind, license, language, maturity, difficulty, origin_source, setting, audience, participants, minutes } =
    filters;
  const words = { kind, license, language, maturity, difficulty, origin_source, setting, audience };
  const named = Object.entries({ ...words, tag: filters.tag?.map(tidyTag) });
  return [
    ...named.map(([name, values]) => values?.map((value) => quoted(`${name}:${value}`))),
    filters.community?.map(communityFacet),
    filters.contributor?.map(contributorFacet),
    spansAround('participants', participants),
    spansAround('minutes', minutes),
  ].filter((any) => any !== undefined);
}

/** Of every size the span in which a number lies: see `work_facets()` in the database. */
function spansAround(name: string, number: number | undefined): Facet[] | undefined {
  if (number === undefined) return undefined;
  return Array.from({ length: 21 }, (_, size) => quoted(`${name}:${size}:${number >> size}`));
}

function communityFacet(slug: string): Facet {
  return sql`coalesce((select '''community:' || communities.id || '''' from communities where communities.slug = ${slug}), 'nothing')`;
}

function contributorFacet(handle: string): Facet {
  return sql`coalesce((select '''contributor:' || ${creditedKey} || '''' from contributors where contributors.handle = ${handle}), 'nothing')`;
}

function quoted(facet: string): Facet {
  return sql`${`'${facet.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`}::text`;
}
