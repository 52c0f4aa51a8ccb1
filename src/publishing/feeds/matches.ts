import type { Db } from '../../db/database.ts';
import { decodeCursor, encodeCursor } from '../../http/paging.ts';
import { invalid } from '../../lib/errors.ts';
import type { FindMatches, Place } from '../../search/engine.ts';
import { countCarried } from '../../works/carried.ts';
import { isPublic, matchesFilters, type WorkFilters } from '../../works/filters.ts';
import { selectWorks, type WorkRow } from '../../works/rows.ts';

export interface MatchRequest {
  q: string;
  filters: WorkFilters;
  limit: number;
  cursor: string | undefined;
}

/** An index that lags far behind must not make one request ask it for ever. */
const mostRounds = 10;

/** One page of matches. The index only proposes: what is not public now, or does not pass the filters, is left out. */
export async function listMatches(
  db: Db,
  findMatches: FindMatches,
  request: MatchRequest,
): Promise<{ items: WorkRow[]; next: string | undefined }> {
  const { q, filters, limit } = request;
  const list = { q, filters };
  const found: WorkRow[] = [];
  let after = placeOf(request.cursor, list);
  for (let round = 0; round < mostRounds && found.length <= limit; round++) {
    const places = await findMatches({ q, filters, limit: limit + 1, after });
    found.push(...(await findRows(db, places, filters)));
    after = places.length > limit ? places.at(-1) : undefined;
    if (after === undefined) break;
  }
  const items = found.slice(0, Math.min(limit, countCarried(found)));
  const end = found.length > items.length ? asPlace(items.at(-1)!) : after;
  return { items, next: end && encodeCursor({ value: end.published_at.toISOString(), id: end.id }, list) };
}

async function findRows(db: Db, places: readonly Place[], filters: WorkFilters): Promise<WorkRow[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const rows = await selectWorks(db)
    .where('works.id', 'in', ids)
    .where(isPublic)
    .where(matchesFilters(filters))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function placeOf(cursor: string | undefined, list: object): Place | undefined {
  const position = decodeCursor(cursor, list);
  if (position === undefined) return undefined;
  const published_at = new Date(position.value);
  if (Number.isNaN(published_at.getTime())) throw invalid('?cursor', 'is not a cursor of this API', 'cursor_invalid');
  return { id: position.id, published_at };
}

function asPlace({ id, published_at }: WorkRow): Place {
  return { id, published_at: published_at! };
}
