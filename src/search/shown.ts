import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { isPublic, matchesFilters, type WorkFilters } from '../works/filters.ts';

/** The condition on `works` that decides what anyone sees, as it is now. */
export function shownNow(filters: WorkFilters): RawBuilder<boolean> {
  const works = expressionBuilder<Tables, 'works'>();
  return sql<boolean>`(${isPublic(works)} and ${matchesFilters(filters)(works)})`;
}
