import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import { shownNow } from '../../shown.ts';
import { allQuery, distinctTerms, phraseQuery } from './queries.ts';
import { longestTitle } from './rank.ts';
import type { Terms } from './terms.ts';

const mostCompared = 500;

/**
 * Public titles: those that begin with what was typed, then those that hold it, then those that are like it. Each work
 * is looked up by its key: before there are statistics, the planner would read all works for each title.
 */
export async function suggestTitles(db: Db, { terms, text }: Terms, limit: number): Promise<string[]> {
  if (text === '') return [];
  const met = terms.filter((term) => term.meanings.length > 0);
  const isComplete = met.length === terms.length;
  const all = sql`${isComplete ? allQuery(distinctTerms(met)) : ''}::tsquery`;
  const phrase = sql`${isComplete ? phraseQuery(met) : ''}::tsquery`;
  const typed = text.length <= longestTitle ? text : '';
  const { rows } = await sql<{ id: string }>`
    with found as (
      (select work_id, title, title_words, title_length from search_documents where title_words @@ ${all} limit ${mostCompared})
      union
      (select work_id, title, title_words, title_length from search_documents where ${typed}::text <> '' and title % ${typed} order by similarity(title, ${typed}) desc limit 50)
    )
    select works.id
    from found cross join lateral (
      select id, title, published_at from works where works.id = found.work_id and ${shownNow({})} offset 0) works
    order by starts_with(found.title, ${text}) desc, found.title_words @@ ${phrase} desc, found.title_words @@ ${all} desc,
      similarity(found.title, ${typed}) desc, works.published_at desc, works.id
    limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
