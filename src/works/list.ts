import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { type PlaceOf, prepareRows } from '../db/prepared.ts';
import { cutPage, decodeCursor, type Position } from '../http/paging.ts';
import type { Urls } from '../lib/urls.ts';
import type { Card, Include } from './card.ts';
import { presentCards } from './cards.ts';
import { countCarried } from './carried.ts';
import { isPublic, matchesFilters, type WorkFilters } from './filters.ts';
import { selectWorks, type WorkRow } from './rows.ts';

/** Times newest first, titles in alphabetical order. */
export const sorts = ['published_at', 'updated_at', 'title'] as const;
export type Sort = (typeof sorts)[number];

export interface ListRequest {
  filters: WorkFilters;
  sort?: Sort | undefined;
  /** At most 100. */
  limit?: number | undefined;
  cursor?: string | undefined;
}

interface CardRequest extends ListRequest {
  include?: ReadonlySet<Include> | undefined;
}

interface RowRequest extends ListRequest {
  /** Whether the caller adds texts to the rows: then a page ends where these grow too many. */
  carriesTexts?: boolean;
}

export interface Listed {
  items: WorkRow[];
  /** The cursor of the next page. */
  next: string | undefined;
}

export interface CardPage {
  items: Card[];
  /** The cursor of the next page. */
  next: string | undefined;
  /** Of the item that changed last. */
  touchedAt: Date | undefined;
}

/** One page of the works anyone may see, as cards. */
export async function listWorks(db: Db, urls: Urls, request: CardRequest): Promise<CardPage> {
  const { include, ...list } = request;
  const { items: rows, next } = await listWorkRows(db, { ...list, carriesTexts: (include?.size ?? 0) > 0 });
  const touchedAt = rows.reduce<Date | undefined>(
    (latest, { touched_at }) => (latest !== undefined && latest > touched_at ? latest : touched_at),
    undefined,
  );
  return { items: await presentCards(db, urls, rows, include), next, touchedAt };
}

/** Keyset paging: a page begins after the last row of the one before, so that inserts neither repeat nor hide rows. */
export async function listWorkRows(db: Db, request: RowRequest): Promise<Listed> {
  const { filters, sort = 'published_at', limit = 20 } = request;
  const list = { filters, sort };
  const after = decodeCursor(request.cursor, list, sort === 'title' ? 'text' : 'time');
  const isWhole = Object.values(filters).every((value) => value === undefined);
  const rows = isWhole
    ? await wholeLists[sort][after === undefined ? 'first' : 'next'](db, { ...after, limit: limit + 1 })
    : await selectPage(db, sort, limit + 1, after)
        .where(matchesFilters(filters))
        .execute();
  const fits = request.carriesTexts === true ? Math.min(limit, countCarried(rows)) : limit;
  return cutPage(rows, fits, list, (row) => ({ value: sortValue(row, sort), id: row.id }));
}

function selectPage(db: Db, sort: Sort, limit: Given<number>, after: After | undefined) {
  return selectWorks(db)
    .where(isPublic)
    .$if(after !== undefined, (query) => query.where(isAfter(sort, after!)))
    .$if(sort === 'title', (query) => query.orderBy(sql`works.title collate "und-x-icu"`).orderBy('works.id'))
    .$if(sort !== 'title', (query) =>
      query.orderBy(`works.${sort as 'updated_at'}`, 'desc').orderBy('works.id', 'desc'),
    )
    .limit(limit);
}

/** A value, or the place where one will be given. */
type Given<T> = T | RawBuilder<T>;
type After = { [Name in keyof Position]: Given<Position[Name]> };

/** Lists of everything are asked for most, and are read along an index whatever their values: unlike those with filters. */
const wholeLists = {
  published_at: wholeList('published_at'),
  updated_at: wholeList('updated_at'),
  title: wholeList('title'),
};

function wholeList(sort: Sort) {
  const times = ['published_at', 'updated_at', 'amended_at', 'touched_at'] as const;
  const limit = (value: PlaceOf) => value<number>('limit', 'bigint');
  const first = (db: Db, value: PlaceOf) => selectPage(db, sort, limit(value), undefined);
  const next = (db: Db, value: PlaceOf) =>
    selectPage(db, sort, limit(value), {
      value: value<string>('value', sort === 'title' ? 'text' : 'timestamptz'),
      id: value<string>('id', 'uuid'),
    });
  return { first: prepareRows(first, times), next: prepareRows(next, times) };
}

function isAfter(sort: Sort, { value, id }: After) {
  if (sort === 'title')
    return sql<SqlBool>`(works.title collate "und-x-icu", works.id) > (${value}::text collate "und-x-icu", ${id}::uuid)`;
  return sql<SqlBool>`(${sql.ref(`works.${sort}`)}, works.id) < (${value}::timestamptz, ${id}::uuid)`;
}

function sortValue(row: WorkRow, sort: Sort): string {
  return sort === 'title' ? row.title : row[sort]!.toISOString();
}
