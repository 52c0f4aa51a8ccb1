import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import type { MatchQuery, Place } from '../../engine.ts';
import { shownNow } from '../../shown.ts';
import { allQuery, distinctTerms } from './queries.ts';
import { findTerms } from './terms.ts';

/** Works that have all the words, newest publication first: a list that no ranking cuts off. */
export async function findMatches(db: Db, { q, filters, limit, after }: MatchQuery): Promise<Place[]> {
  const { terms } = await findTerms(db, q);
  const isMet = terms.length > 0 && terms.every(({ meanings }) => meanings.some(({ isLoose }) => !isLoose));
  if (!isMet) return [];
  const isAfter =
    after === undefined
      ? sql`true`
      : sql`(works.published_at, works.id) < (${after.published_at}::timestamptz, ${after.id}::uuid)`;
  const { rows } = await sql<Place>`
    select works.id, works.published_at
    from search_documents d join works on works.id = d.work_id
    where ${shownNow(filters)} and d.words @@ ${allQuery(distinctTerms(terms))}::tsquery and ${isAfter}
    order by works.published_at desc, works.id desc limit ${limit}`.execute(db);
  return rows;
}
