import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { SearchEngine } from './engine.ts';
import { followerOf } from './follower.ts';

/** What was written less long ago is no reason to search elsewhere: the next moment it has been read. */
const mostBehindSeconds = 10;
/** How old an answer may be. */
const freshMs = 1_000;

/**
 * Tells whether an engine's index has lacked for some time what the database's own has already, as it does after an
 * outage. While much is written both are behind the log, which is no difference.
 */
export function createBehind(db: Db, engine: SearchEngine['name']): () => Promise<boolean> {
  let asked: { at: number; answer: Promise<boolean> } | undefined;

  async function look(): Promise<boolean> {
    const position = (name: SearchEngine['name']) =>
      sql`coalesce((select position from followers where name = ${followerOf(name)}), 0)`;
    const { rows } = await sql<{ isBehind: boolean }>`
      select coalesce((
        select clock_timestamp() - at > ${mostBehindSeconds} * interval '1 second' from changes
        where seq > ${position(engine)} and seq <= ${position('postgres')} order by seq limit 1), false) as "isBehind"`.execute(
      db,
    );
    return rows[0]!.isBehind;
  }

  return async () => {
    if (asked === undefined || performance.now() - asked.at > freshMs)
      asked = { at: performance.now(), answer: look() };
    return await asked.answer;
  };
}
