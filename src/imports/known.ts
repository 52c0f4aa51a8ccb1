import type { Db } from '../db/database.ts';

export interface Known {
  id: string;
  kind: string;
  slug: string | null;
  version: number;
  hash: Buffer | null;
  /** Can be seen by anyone: neither draft nor withdrawn nor redacted. */
  isPublic: boolean;
}

interface Place {
  source: string;
  path: string;
}

/** The works that came from these places, by `originId`. */
export async function findByOrigins(db: Db, places: readonly Place[]): Promise<Map<string, Known>> {
  const bySource = Map.groupBy(places, ({ source }) => source);
  if (bySource.size === 0) return new Map();
  const rows = await db
    .selectFrom('works')
    .select(['id', 'kind', 'slug', 'version', 'status', 'redacted', 'origin_source', 'origin_path', 'origin_hash'])
    .where((eb) =>
      eb.or(
        [...bySource].map(([source, from]) =>
          eb.and([
            eb('origin_source', '=', source),
            eb('origin_path', 'in', [...new Set(from.map(({ path }) => path))]),
          ]),
        ),
      ),
    )
    .execute();
  return new Map(
    rows.map(({ id, kind, slug, version, ...row }) => [
      originId({ source: row.origin_source!, path: row.origin_path! }),
      { id, kind, slug, version, hash: row.origin_hash, isPublic: row.status === 'published' && !row.redacted },
    ]),
  );
}

export function originId({ source, path }: Place): string {
  return JSON.stringify([source, path]);
}
