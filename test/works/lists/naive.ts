import { sql } from 'kysely';
import type { Db } from '../../../src/db/database.ts';
import type { WorkFilters } from '../../../src/works/filters.ts';
import type { Sort } from '../../../src/works/sorts.ts';

const orders = {
  published_at: sql`published_at desc, id desc`,
  updated_at: sql`updated_at desc, id desc`,
  title: sql`title collate "und-x-icu", id`,
};

/** The ids of a whole list, as one would write it without a thought of indexes. */
export async function listNaively(db: Db, filters: WorkFilters, sort: Sort): Promise<string[]> {
  const given = sql`(select ${JSON.stringify(filters)}::jsonb as f)`;
  const isIn = (column: string, name = column) =>
    sql`(not f ? ${sql.lit(name)} or f -> ${sql.lit(name)} ? ${sql.ref(column)})`;
  const overlaps = (column: string, name = column) =>
    sql`(not f ? ${sql.lit(name)} or exists (select from unnest(${sql.ref(column)}) v where f -> ${sql.lit(name)} ? v))`;
  const { rows } = await sql<{ id: string }>`
    select id from works, ${given} g
    where status = 'published' and redacted = false
      and ${isIn('kind')} and ${isIn('license')} and ${isIn('language')} and ${isIn('maturity')} and ${isIn('difficulty')}
      and ${isIn('origin_source')} and ${overlaps('tags', 'tag')} and ${overlaps('setting')} and ${overlaps('audience')}
      and (not f ? 'participants' or participants @> (f ->> 'participants')::int)
      and (not f ? 'minutes' or minutes @> (f ->> 'minutes')::int)
      and (not f ? 'updated_since' or updated_at >= (f ->> 'updated_since')::timestamptz)
      and (not f ? 'community' or exists (select from communities c where c.id = community_id and f -> 'community' ? c.slug))
      and (not f ? 'contributor' or exists (
        select from credits join contributors p on p.id = contributor_id
        where work_id = works.id and f -> 'contributor' ? handle and erased_at is null and coalesce(choice, credit) = 'name'))
    order by ${orders[sort]}`.execute(db);
  return rows.map(({ id }) => id);
}
