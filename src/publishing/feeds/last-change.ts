import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/**
 * When anything here last changed, by the newest lines of the log: undefined before there is one. For a list, the
 * times of the items in it are not enough: what left the list leaves no trace there, and a client that sends only
 * If-Modified-Since would go on showing what was withdrawn.
 */
export async function findLastChange(db: Db): Promise<Date | undefined> {
  // `at` is when a request began, `seq` the order of the commits: the newest line need not have the latest time.
  const { rows } = await sql<{ at: Date | null }>`
    select max(at) as at from (select at from changes order by seq desc limit 100) newest`.execute(db);
  return rows[0]?.at ?? undefined;
}
