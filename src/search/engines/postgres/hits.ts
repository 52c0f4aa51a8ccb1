import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import type { Content } from '../../../works/content.ts';
import { type DocumentSection, sectionAt } from '../../documents.ts';
import type { SearchHit } from '../../engine.ts';
import { highlightText, highlightWhole, type Matcher } from '../../highlight.ts';
import { anyQuery, distinctTerms, phraseQuery } from './queries.ts';
import { coverageOf, placeWeights } from './scores.ts';
import type { Term } from './terms.ts';

/** Letters of a section that are searched for the best place to show; a row of the index is about half of that. */
const mostShownFrom = 12_000;
/** A section that tells less of what was asked is no better a place than the beginning. */
const leastCoverage = 0.25;

interface Row {
  id: string;
  title: string;
  summary: string;
  place: number | null;
  start: number | null;
  section: DocumentSection | null;
  fields: Content | null;
  rendered: string[] | null;
}

/**
 * What to show of these works, in the order given: cut from the current revision, never from the index, which may
 * still hold what was taken back.
 */
export async function presentHits(db: Db, ids: readonly string[], terms: readonly Term[]): Promise<SearchHit[]> {
  if (ids.length === 0) return [];
  const rows = await findPlaces(db, ids, distinctTerms(terms), terms);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const matcher = matcherOf(terms);
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [presentHit(row, matcher)];
  });
}

async function findPlaces(
  db: Db,
  ids: readonly string[],
  terms: readonly Term[],
  typed: readonly Term[],
): Promise<Row[]> {
  const best =
    terms.length === 0
      ? sql`select null::uuid as work_id, null::int as place, null::int as start where false`
      : bestRows(ids, terms, typed);
  const { rows } = await sql<Row>`
    with best as materialized (${best})
    select works.id, works.title, works.summary, best.place, best.start, revisions.sections -> best.place as section,
      case when best.place >= jsonb_array_length(revisions.sections) then revisions.content - 'body' end as fields,
      case when best.place >= jsonb_array_length(revisions.sections) then array(select jsonb_object_keys(revisions.html)) end as rendered
    from works
    join revisions on revisions.work_id = works.id and revisions.version = works.version
    left join search_documents d on d.work_id = works.id
    left join best on best.work_id = works.id and d.version = works.version
    where works.id in (${sql.join(ids)})`.execute(db);
  return rows;
}

/** For each work the row of the index that meets most; the title, which all its rows have, does not count. */
function bestRows(ids: readonly string[], terms: readonly Term[], typed: readonly Term[]) {
  const any = sql`${anyQuery(terms)}::tsquery`;
  return sql`
    select distinct on (work_id) work_id, place, start from (
      select s.work_id, s.position, s.place, s.start, ts_rank(${placeWeights}, s.own, ${any}) as rank,
        ${coverageOf(terms, sql`s.own`)} as coverage, s.own @@ ${phraseQuery(typed)}::tsquery as is_phrase
      from (
        select work_id, position, place, start, ts_filter(words, '{b,c,d}') as own from search_sections
        where work_id in (${sql.join(ids)}) and words @@ ${any} offset 0) s
    ) rows
    where coverage >= ${sql.lit(leastCoverage)}
    order by work_id, is_phrase desc, coverage desc, rank desc, position`;
}

function presentHit(row: Row, matcher: Matcher): SearchHit {
  const section = row.section ?? (row.fields === null ? undefined : sectionAt([], row.fields, row.rendered ?? [], 0));
  const text = section?.text.slice(row.start ?? 0, (row.start ?? 0) + mostShownFrom) ?? '';
  return {
    id: row.id,
    anchor: section?.anchor ?? null,
    highlight: {
      title: highlightWhole(row.title, matcher),
      body: highlightText(text === '' ? row.summary : text, matcher),
    },
  };
}

function matcherOf(terms: readonly Term[]): Matcher {
  const words = new Map<string, number>();
  const beginnings = new Map<string, number>();
  for (const { meanings, weight } of terms) {
    for (const { word, isPrefix } of meanings) (isPrefix ? beginnings : words).set(word, weight);
  }
  return (word) => {
    const exact = words.get(word.text);
    if (exact !== undefined) return exact;
    for (const [beginning, weight] of beginnings) if (word.text.startsWith(beginning)) return weight;
    return undefined;
  };
}
