import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import { isGathered } from '../../../works/gathered.ts';
import type { SearchQuery } from '../../engine.ts';
import { countFacets, type FacetRow, facetColumns } from './facets.ts';
import type { Ranked } from './rank.ts';

/** Without words: everything that passes the filters, newest first, counted exactly. The index has no part in it. */
export async function browseWorks(db: Db, query: SearchQuery): Promise<Ranked> {
  const { rows } = await sql<{ ids: string[] | null; total: number; facets: FacetRow[] | null }>`
    with counted as materialized (
      select works.id, works.published_at, ${facetColumns} from works where ${isGathered(query.filters, 'published_at')})
    select
      (select array_agg(id) from (
        select id from counted order by published_at desc, id desc limit ${query.limit} offset ${query.offset}) page) as ids,
      (select count(*)::int from counted) as total,
      (select json_agg(f) from (${countFacets('counted')}) f) as facets`.execute(db);
  const row = rows[0]!;
  return { ids: row.ids ?? [], total: row.total, facets: row.facets ?? [], isExact: true };
}
