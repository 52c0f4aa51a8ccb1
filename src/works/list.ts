import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { type PlaceOf, prepareRows } from '../db/prepared.ts';
import { cutPage, decodeCursor, type Position } from '../http/paging.ts';
import type { Urls } from '../lib/urls.ts';
import type { Card, Include } from './card.ts';
import { presentCards } from './cards.ts';
import { countCarried } from './carried.ts';
import { isPublic, isUnfiltered, type WorkFilters } from './filters.ts';
import { findPlaces, type PlacesRequest } from './places.ts';
import { findPublicRows, selectWorks, times, type WorkRow } from './rows.ts';
import { type After, isAfter, type Sort, sortedBy } from './sorts.ts';

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
  const found = await (isUnfiltered(filters) ? findAll : findFiltered)(db, { filters, sort, after, most: limit + 1 });
  const carried = request.carriesTexts === true ? countCarried(found.map(({ row }) => row ?? nothing)) : limit;
  const { items, next } = cutPage(found, Math.min(limit, carried), list, ({ place }) => place);
  return { items: items.flatMap(({ row }) => row ?? []), next };
}

/** A work at its place in the list; without a row where it was withdrawn since the place was found. */
interface Found {
  place: Position;
  row: WorkRow | undefined;
}

const nothing = { text_bytes: 0 };

async function findFiltered(db: Db, request: PlacesRequest): Promise<Found[]> {
  const places = await findPlaces(db, request);
  if (places.length === 0) return [];
  const rows = await findPublicRows(db, { ids: places.map(({ id }) => id) });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return places.map((place) => ({ place, row: byId.get(place.id) }));
}

async function findAll(db: Db, { sort, after, most: limit }: PlacesRequest): Promise<Found[]> {
  const rows = await wholeLists[sort][after === undefined ? 'first' : 'next'](db, { ...after, limit });
  return rows.map((row) => ({ place: { value: sortValue(row, sort), id: row.id }, row }));
}

function sortValue(row: WorkRow, sort: Sort): string {
  return sort === 'title' ? row.title : row[sort]!.toISOString();
}

/** Lists of everything are asked for most, and are read along an index whatever their values: unlike those with filters. */
const wholeLists = {
  published_at: wholeList('published_at'),
  updated_at: wholeList('updated_at'),
  title: wholeList('title'),
};

function wholeList(sort: Sort) {
  const first = (db: Db, value: PlaceOf) => selectPage(db, sort, value<number>('limit', 'bigint'), undefined);
  const next = (db: Db, value: PlaceOf) =>
    selectPage(db, sort, value<number>('limit', 'bigint'), {
      value: value<string>('value', sortedBy(sort).type),
      id: value<string>('id', 'uuid'),
    });
  return { first: prepareRows(first, times), next: prepareRows(next, times) };
}

function selectPage(db: Db, sort: Sort, limit: RawBuilder<number>, after: After | undefined) {
  const { value, direction } = sortedBy(sort);
  return selectWorks(db)
    .where(isPublic)
    .$if(after !== undefined, (query) => query.where(isAfter(sort, after!)))
    .orderBy(sql`${value} ${direction}`)
    .orderBy(sql`works.id ${direction}`)
    .limit(limit);
}
