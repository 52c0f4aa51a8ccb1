import { type RawBuilder, sql } from 'kysely';
import { type FacetCounts, type FacetName, facetNames, mostFacetValues } from '../../engine.ts';

const columns: Record<Exclude<FacetName, 'community'>, RawBuilder<unknown>> = {
  kind: sql`kind`,
  license: sql`license`,
  language: sql`language`,
  tag: sql`unnest(tags)`,
  setting: sql`unnest(setting)`,
  maturity: sql`maturity`,
  difficulty: sql`difficulty`,
};

/** Columns of `works` that `countFacets` reads. */
export const facetColumns = sql`works.kind, works.license, works.language, works.community_id, works.tags, works.setting, works.maturity, works.difficulty`;

/** Rows of (name, value, count) for the works in a common table expression that has `facetColumns`. */
export function countFacets(table: string): RawBuilder<unknown> {
  const parts = facetNames.map((name) => {
    const counts =
      name === 'community'
        ? countCommunities(table)
        : sql`
        select value, count(*)::int as count from (select ${columns[name]} as value from ${sql.table(table)}) v
        where value is not null group by value`;
    return sql`(select ${sql.lit(name)} as name, value, count from (${counts}) c order by count desc, value limit ${sql.lit(mostFacetValues)})`;
  });
  return sql.join(parts, sql` union all `);
}

/** Counted by their ids: to look the slug up for each work takes as long as all other facets. */
function countCommunities(table: string): RawBuilder<unknown> {
  return sql`
    select communities.slug as value, c.count
    from (select community_id, count(*)::int as count from ${sql.table(table)} group by community_id) c
    join communities on communities.id = c.community_id`;
}

export interface FacetRow {
  name: FacetName;
  value: string;
  count: number;
}

export function presentFacets(rows: readonly FacetRow[]): FacetCounts {
  // Not by assignment, which `__proto__`, a tag like any other, would take for something else.
  const countsOf = (name: FacetName) =>
    Object.fromEntries(rows.filter((row) => row.name === name).map(({ value, count }) => [value, count]));
  return Object.fromEntries(facetNames.map((name) => [name, countsOf(name)])) as FacetCounts;
}
