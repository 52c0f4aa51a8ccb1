import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Position } from '../http/paging.ts';
import { isPublic, matchesFilters, type WorkFilters, works } from './filters.ts';
import { isGathered } from './gathered.ts';
import { isAfter, type Sort, sortedBy } from './sorts.ts';

export interface PlacesRequest {
  filters: WorkFilters;
  sort: Sort;
  after: Position | undefined;
  /** How many at the most. */
  most: number;
}

/** Works that are passed over for each one wanted, before the matches are looked up instead. */
const stepsEach = 40;

/**
 * Where the works that pass the filters stand in the order. Common ones come soon along the index of that order; others
 * are gathered by their facets and put in order then: neither takes long where the other does.
 */
export async function findPlaces(db: Db, request: PlacesRequest): Promise<Position[]> {
  const met = await walk(db, request);
  return met.length === request.most ? met : await gather(db, request);
}

async function walk(db: Db, { filters, sort, after, most }: PlacesRequest): Promise<Position[]> {
  const { value, direction } = sortedBy(sort);
  // A walk by this time ends where the filter says.
  const ends = sort === 'updated_at' && filters.updated_since !== undefined;
  const { rows } = await sql<Position>`
    select works.id, works.value from (
      select works.*, ${value} as value from works
      where ${isPublic(works)}
        and ${after === undefined ? sql`true` : isAfter(sort, after)}
        and ${ends ? sql`works.updated_at >= ${filters.updated_since}::timestamptz` : sql`true`}
      order by ${value} ${direction}, works.id ${direction} limit ${stepsEach * most}) as works
    where ${matchesFilters(filters)(works)}
    order by works.value ${direction}, works.id ${direction} limit ${most}`.execute(db);
  return rows.map(asPosition);
}

/** Without `offset 0` the planner would see that they are to be in order, and walk along the order here, too. */
async function gather(db: Db, { filters, sort, after, most }: PlacesRequest): Promise<Position[]> {
  const { value, direction } = sortedBy(sort);
  const { rows } = await sql<Position>`
    select works.id, works.value from (
      select works.id, ${value} as value from works
      where ${isGathered(filters, sort, after)}
      offset 0) as works
    order by works.value ${direction}, works.id ${direction} limit ${most}`.execute(db);
  return rows.map(asPosition);
}

function asPosition({ value, id }: { value: unknown; id: string }): Position {
  return { value: value instanceof Date ? value.toISOString() : (value as string), id };
}
