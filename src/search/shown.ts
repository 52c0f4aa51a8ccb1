import { type RawBuilder, sql } from 'kysely';
import { isPublic, matchesFilters, type WorkFilters, works } from '../works/filters.ts';

/** The condition on `works` that decides what anyone sees, as it is now. */
export function shownNow(filters: WorkFilters): RawBuilder<boolean> {
  return sql<boolean>`(${isPublic(works)} and ${matchesFilters(filters)(works)})`;
}
