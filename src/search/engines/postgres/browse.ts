import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import type { SearchQuery } from '../../engine.ts';
import { shownNow } from '../../shown.ts';
import { countFacets, type FacetRow, facetColumns } from './facets.ts';
import type { Ranked } from './rank.ts';

/** Without words: everything that passes the filters, newest first, counted exactly. The index has no part in it. */
export async function browseWorks(db: Db, query: SearchQuery): Promise<Ranked> {
  const { rows } = await sql<{ ids: string[] | null; total: number; facets: FacetRow[] | null }>`
    with counted as materialized (select ${facetColumns} from works where ${shownNow(query.filters)})
    select
      (select array_agg(id) from (
        select works.id from works where ${shownNow(query.filters)}
        order by works.published_at desc, works.id desc limit ${query.limit} offset ${query.offset}) page) as ids,
      (select count(*)::int from counted) as total,
      (select json_agg(f) from (${countFacets('counted')}) f) as facets`.execute(db);
  const row = rows[0]!;
  return { ids: row.ids ?? [], total: row.total, facets: row.facets ?? [], isExact: true };
}
