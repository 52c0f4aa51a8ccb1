import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import type { SearchQuery } from '../../engine.ts';
import { shownNow } from '../../shown.ts';
import { countFacets, type FacetRow, facetColumns } from './facets.ts';
import { allQuery, anyQuery, asTyped, distinctTerms, phraseQuery } from './queries.ts';
import { coverageOf, placeWeights, prominenceOf } from './scores.ts';
import type { Term, Terms } from './terms.ts';
import { surelyPositioned } from './vector.ts';

export interface Ranked {
  ids: string[];
  total: number;
  facets: FacetRow[];
  /** False where only the first of very many were counted. */
  isExact: boolean;
}

/** More works than these are not counted, not looked at, not ranked. */
const most = {
  counted: sql.lit(50_001),
  tried: sql.lit(10_000),
  ranked: sql.lit(1_000),
  alike: sql.lit(2_000),
  alikeRanked: sql.lit(50),
};
/** Works compared by their best section, and works times words: that is where the time goes. */
const mostCompared = 100;
const mostSectionTerms = 600;
/** Where fewer works have all words, those that have most of them are results, too. */
const fewResults = sql.lit(20);
/** What the words met must tell, of what all tell. */
const leastCoverage = 0.4;
/** Letters. What is longer was pasted: its trigrams take longer than all else, and its words tell enough. */
export const longestTitle = 200;

/** A query in the forms that the steps of the ranking ask for; an empty tsquery matches nothing. */
interface Asked {
  distinct: readonly Term[];
  text: string;
  /** Words from the first to the last. */
  length: number;
  all: RawBuilder<unknown>;
  any: RawBuilder<unknown>;
  phrase: RawBuilder<unknown>;
  /** All words, none of them by a synonym. */
  typed: RawBuilder<unknown>;
  telling: RawBuilder<unknown>;
  isShown: RawBuilder<boolean>;
}

/** The page of works that fit best, among those that are public and pass the filters now. */
export async function rankWorks(db: Db, terms: Terms, query: SearchQuery): Promise<Ranked> {
  const asked = ask(terms, query);
  const { rows } = await sql<{ ids: string[] | null; total: number; exact: boolean; facets: FacetRow[] | null }>`
    with ${candidates(asked)}, ${measured(asked)}, ${scored(asked)}, counted as materialized (
      select work_id, kind, license, language, community_id, tags, setting, maturity, difficulty from complete
      union all
      select r.work_id, ${facetColumns} from results r join works on works.id = r.work_id
      where not exists (select from complete c where c.work_id = r.work_id)
    )
    select
      (select array_agg(work_id) from (
        select work_id from results order by is_behind, score desc, published_at desc, work_id limit ${query.limit} offset ${query.offset}) page) as ids,
      (select count(*)::int from counted) as total,
      (select count(*) < ${most.counted} from matching) as exact,
      (select json_agg(f) from (${countFacets('counted')}) f) as facets`.execute(db);
  const row = rows[0]!;
  return { ids: row.ids ?? [], total: row.total, facets: row.facets ?? [], isExact: row.exact };
}

function ask({ terms, text }: Terms, query: SearchQuery): Asked {
  const met = terms.filter((term) => term.meanings.length > 0);
  const isComplete = met.length === terms.length;
  const distinct = distinctTerms(met);
  const tsquery = (condition: boolean, query: string) => sql`${condition ? query : ''}::tsquery`;
  return {
    distinct,
    text,
    length: (met.at(-1)?.position ?? 0) - (met[0]?.position ?? 0) + 1,
    all: tsquery(isComplete, allQuery(distinct)),
    any: tsquery(true, anyQuery(distinct)),
    phrase: tsquery(isComplete, phraseQuery(met)),
    typed: tsquery(isComplete, allQuery(asTyped(distinct))),
    telling: tsquery(true, anyQuery(tellingTerms(distinct))),
    isShown: shownNow(query.filters),
  };
}

/** Without one of these no work reaches the coverage asked for: the others are not worth looking up. */
function tellingTerms(terms: readonly Term[]): Term[] {
  const sorted = [...terms].sort((a, b) => b.weight - a.weight);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let rest = total;
  return sorted.filter(({ weight }) => {
    const isTelling = rest >= total * leastCoverage;
    rest -= weight;
    return isTelling;
  });
}

/** Works with all words, works whose title looks like the query, and where those are few, works with most words. */
function candidates({ text, all, any, telling, isShown }: Asked): RawBuilder<unknown> {
  const titleText = text.length > 2 && text.length <= longestTitle ? text : '';
  return sql`
    matching as materialized (select work_id, is_titled from search_documents_matching(${all}, ${any}, ${most.counted})),
    complete as materialized (
      select works.id as work_id, works.published_at, matching.is_titled, ${facetColumns}
      from matching join works on works.id = matching.work_id
      where ${isShown}
    ), alike as materialized (
      select works.id as work_id, works.published_at, found.similarity
      from search_documents_alike(${titleText}, ${most.alike}) as found join works on works.id = found.work_id
      where ${isShown}
      order by similarity desc limit ${most.alikeRanked}
    ), partial as materialized (
      select works.id as work_id, works.published_at, found.is_titled
      from search_documents_matching(
        case when (select count(*) from complete) < ${fewResults} then ${telling} else ''::tsquery end, ${any}, ${most.tried}) as found
      join works on works.id = found.work_id
      where ${isShown}
      order by is_titled desc, works.published_at desc limit ${most.ranked}
    ), candidates as (
      (select work_id, published_at from complete order by is_titled desc, published_at desc limit ${most.ranked})
      union select work_id, published_at from alike
      union select work_id, published_at from partial
    )`;
}

/** What the score is made of. Each vector is read once: it lies compressed outside its row. */
function measured({ distinct, all, typed, phrase }: Asked): RawBuilder<unknown> {
  const vector = sql`d.vector`;
  const [isPhrase, closeness] =
    distinct.length < 2
      ? [sql`${vector} @@ ${typed}`, sql`0`]
      : [
          sql`${vector} @@ ${phrase} or (d.length > ${sql.lit(surelyPositioned)} and ${vector} @@ ${typed} and (
            select bool_or(s.words @@ ${phrase}) from search_sections s where s.work_id = c.work_id))`,
          sql`case when ${vector} @@ ${typed} then ts_rank_cd(${placeWeights}, ${vector}, ${typed}, 32) else 0 end`,
        ];
  return sql`
    measured as (
      select c.work_id, c.published_at, d.length, d.title_length, coalesce(a.similarity, 0) as similarity,
        ${vector} @@ ${all} as is_complete,
        d.title_words @@ ${all} as is_title_complete,
        d.title_words @@ ${phrase} as is_title_phrase,
        ${isPhrase} as is_phrase,
        ${closeness} as closeness,
        ${coverageOf(distinct, vector)} as coverage,
        ${coverageOf(distinct, sql`d.title_words`)} as title_coverage,
        ${prominenceOf(distinct, vector)} as prominence
      from candidates c
      cross join lateral (
        select length, title_length, title_words, words || ''::tsvector as vector from search_documents
        where work_id = c.work_id offset 0) d
      left join alike a on a.work_id = c.work_id
    )`;
}

/**
 * The whole title, a title with the phrase, the phrase, all words, most words: in this order, unless the words say
 * otherwise by where they are met. Long works have any word somewhere: their words count less, and of the best works
 * the best section counts as well.
 */
function scored({ distinct, length }: Asked): RawBuilder<unknown> {
  // A single word is as much in one section as in the work.
  const compared = sql.lit(
    distinct.length < 2 ? 0 : Math.min(mostCompared, Math.ceil(mostSectionTerms / distinct.length)),
  );
  return sql`
    scored as materialized (
      select work_id, published_at,
        case when is_title_phrase and title_length = ${length}::int then 6 else 0 end
        + case when is_title_phrase then 2 + 2 * ${length}::real / greatest(title_length, 1) else 0 end
        + case when is_title_complete then 1 else 0 end
        + case when is_phrase then 2 else 0 end
        + case when is_complete then 1 + closeness else 0 end
        + 3 * coverage * greatest(1 - 0.12 * ln(greatest(length, 200) / 200.0), 0.2)
        + title_coverage + 2 * prominence + 4 * similarity * similarity as score
      from measured
      where is_complete or coverage >= ${sql.lit(leastCoverage)} or similarity > 0
    ), best as (
      select t.work_id, (select max(${coverageOf(distinct, sql`s.words`)}) from search_sections s where s.work_id = t.work_id) as coverage
      from (select work_id from scored order by score desc, published_at desc, work_id limit ${compared}) t
    ), results as materialized (
      select s.work_id, s.published_at, s.score + 4 * coalesce(b.coverage, 0) as score, b.work_id is null as is_behind
      from scored s left join best b on b.work_id = s.work_id
    )`;
}
