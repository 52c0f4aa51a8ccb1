import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from '../http/paging.ts';
import { hasFacets } from './facet-query.ts';
import { isPublic, type WorkFilters, works } from './filters.ts';
import { isAfter, type Sort, sortedBy } from './sorts.ts';

/**
 * The same works as `isPublic` and `matchesFilters` find, after a place in the order, by indexes alone: what is read
 * passes. Where the planner sees the values it takes filters for independent of each other, and where common ones
 * exclude each other it reads everything; of what it does not see it assumes that little is found, and reads several
 * indexes together.
 */
export function isGathered(filters: WorkFilters, sort: Sort, after?: Position): RawBuilder<SqlBool> {
  const since = filters.updated_since === undefined ? undefined : unseen(filters.updated_since, 'timestamptz');
  const isBeyond = after === undefined ? isUpdatedSince(since) : isAfterPlace(sort, after, since);
  return sql`(${isPublic(works)} and ${hasFacets(filters)} and ${isBeyond})`;
}

function isUpdatedSince(since: RawBuilder<unknown> | undefined): RawBuilder<SqlBool> {
  return since === undefined ? sql`true` : isWithin(sql`works.updated_at`, since, unseen('infinity', 'timestamptz'));
}

/** The indexes of the other orders hold the time of the update, too. */
function isAfterPlace(
  sort: Sort,
  { value, id }: Position,
  since: RawBuilder<unknown> | undefined,
): RawBuilder<SqlBool> {
  const { value: column, type } = sortedBy(sort);
  const place = { value: unseen(value, type), id: unseen(id, 'uuid') };
  const isFurther = isAfter(sort, place);
  if (sort === 'updated_at') return sql`(${isWithin(column, since ?? longAgo, place.value)} and ${isFurther})`;
  const range = sort === 'title' ? isWithin(column, place.value, lastTitle) : isWithin(column, longAgo, place.value);
  return sql`(${range} and ${isFurther} and ${since === undefined ? sql`true` : sql`works.updated_at >= ${since}`})`;
}

/** With both ends: the planner takes a range for small, and half a range for a third of everything. */
function isWithin(
  value: RawBuilder<unknown>,
  first: RawBuilder<unknown>,
  last: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  return sql`(${value} >= ${first} and ${value} <= ${last})`;
}

/** A value that is given, where the planner does not look. */
function unseen(value: unknown, type: string): RawBuilder<unknown> {
  return sql`(select ${value}::${sql.raw(type)})`;
}

const longAgo = unseen('-infinity', 'timestamptz');
const lastTitle = sql`(select ${sortedBy('title').value} from works where ${isPublic(works)}
  order by ${sortedBy('title').value} desc, works.id desc limit 1)`;
