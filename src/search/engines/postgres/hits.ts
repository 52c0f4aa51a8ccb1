import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import type { Found, TextPlace } from '../../engine.ts';
import { type Matcher, matchPhrases } from '../../highlight.ts';
import { anyQuery, distinctTerms, phraseQuery } from './queries.ts';
import { coverageOf, placeWeights } from './scores.ts';
import type { Term } from './terms.ts';

/** A section that tells less of what was asked is no better a place than the beginning. */
const leastCoverage = 0.25;

/** Where in these works, in the order given, stands what was asked for. */
export async function placeHits(db: Db, ids: readonly string[], terms: readonly Term[]): Promise<Found[]> {
  if (ids.length === 0) return [];
  const places = terms.length === 0 ? new Map<string, TextPlace>() : await findPlaces(db, ids, terms);
  const matcher = matcherOf(terms);
  return ids.map((id) => ({ id, place: places.get(id), matcher }));
}

/** For each work the row of the index that meets most; the title, which all its rows have, does not count. */
async function findPlaces(db: Db, ids: readonly string[], typed: readonly Term[]): Promise<Map<string, TextPlace>> {
  const terms = distinctTerms(typed);
  const any = sql`${anyQuery(terms)}::tsquery`;
  const { rows } = await sql<TextPlace & { work_id: string }>`
    select distinct on (work_id) rows.work_id, d.version, place as section, start from (
      select s.work_id, s.position, s.place, s.start, ts_rank(${placeWeights}, s.own, ${any}) as rank,
        ${coverageOf(terms, sql`s.own`)} as coverage, s.own @@ ${phraseQuery(typed)}::tsquery as is_phrase
      from (
        select work_id, position, place, start, ts_filter(words, '{b,c,d}') as own from search_sections
        where work_id in (${sql.join(ids)}) and words @@ ${any} offset 0) s
    ) rows
    join search_documents d on d.work_id = rows.work_id
    where coverage >= ${sql.lit(leastCoverage)}
    order by work_id, is_phrase desc, coverage desc, rank desc, position`.execute(db);
  return new Map(rows.map(({ work_id, ...place }) => [work_id, place]));
}

function matcherOf(terms: readonly Term[]): Matcher {
  const meanings = terms.flatMap(({ meanings, weight }) =>
    meanings.map(({ words, isPrefix }) => ({ words, isPrefix, worth: weight / words.length })),
  );
  const begun = meanings.filter(({ isPrefix }) => isPrefix);
  const whole = matchPhrases(meanings.filter(({ isPrefix }) => !isPrefix));
  return {
    beginnings: [...whole.beginnings, ...begun.map(({ words }) => words[0]!)],
    worthOf: (words, at) =>
      whole.worthOf(words, at) ?? begun.find((one) => words[at]!.text.startsWith(one.words[0]!))?.worth,
  };
}
