import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from '../http/paging.ts';

/** Times newest first, titles in alphabetical order. */
export const sorts = ['published_at', 'updated_at', 'title'] as const;
export type Sort = (typeof sorts)[number];

interface Sorted {
  /** As the index of this order has it. */
  value: RawBuilder<unknown>;
  type: 'text' | 'timestamptz';
  direction: RawBuilder<unknown>;
}

const byTime = (column: RawBuilder<unknown>): Sorted => ({ value: column, type: 'timestamptz', direction: sql`desc` });

const sorted: Record<Sort, Sorted> = {
  published_at: byTime(sql`works.published_at`),
  updated_at: byTime(sql`works.updated_at`),
  title: { value: sql`works.title collate "und-x-icu"`, type: 'text', direction: sql`asc` },
};

export function sortedBy(sort: Sort): Sorted {
  return sorted[sort];
}

/** A value, or the place where one will be given. */
export type Given<T> = T | RawBuilder<T>;
export type After = { [Name in keyof Position]: Given<unknown> };

/** Does a work come after this place? */
export function isAfter(sort: Sort, { value, id }: After): RawBuilder<SqlBool> {
  const { value: column, type } = sorted[sort];
  const collation = type === 'text' ? sql` collate "und-x-icu"` : sql``;
  return sql<SqlBool>`(${column}, works.id) ${sql.raw(type === 'text' ? '>' : '<')} (${value}::${sql.raw(type)}${collation}, ${id}::uuid)`;
}
