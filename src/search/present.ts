import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { prepareRows } from '../db/prepared.ts';
import type { Content } from '../works/content.ts';
import { isUnfiltered, type WorkFilters } from '../works/filters.ts';
import { type DocumentSection, sectionAt } from './documents.ts';
import type { SearchHit } from './engine.ts';
import { highlightText, highlightWhole, type Matcher } from './highlight.ts';
import { shownNow } from './shown.ts';

/** Letters of a section that are searched for the best place to show; a row of an index is about half of that. */
const mostShownFrom = 12_000;

/** What an index says of a work that it found. */
export interface Found {
  id: string;
  /** The best place in the text of one version; undefined: the work as a whole. */
  place?: Place | undefined;
}

export interface Place {
  version: number;
  /** In `sections` of its document. */
  section: number;
  /** Offset in the section's text, in UTF-16 units. */
  start: number;
}

interface Row {
  id: string;
  title: string;
  summary: string;
  section: DocumentSection | null;
  fields: Content | null;
  rendered: string[] | null;
}

/**
 * What to show of these works, in the order given: cut from the current revision, never from an index, which may still
 * hold what was taken back; and of those only that are public and pass the filters now. A place in another version is none.
 */
export async function presentHits<F extends Found>(
  db: Db,
  filters: WorkFilters,
  found: readonly F[],
  matcherOf: (found: F) => Matcher,
): Promise<SearchHit[]> {
  if (found.length === 0) return [];
  const rows = await findRows(db, filters, found);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap((one) => {
    const row = byId.get(one.id);
    return row === undefined ? [] : [presentHit(row, one.place?.start ?? 0, matcherOf(one))];
  });
}

async function findRows(db: Db, filters: WorkFilters, found: readonly Found[]): Promise<Row[]> {
  const asked = {
    ids: found.map(({ id }) => id),
    versions: found.map(({ place }) => place?.version ?? null),
    sections: found.map(({ place }) => place?.section ?? null),
  };
  if (isUnfiltered(filters)) return await findUnfiltered(db, asked);
  const { ids, versions, sections } = asked;
  const given = { ids: sql`${ids}::uuid[]`, versions: sql`${versions}::int[]`, sections: sql`${sections}::int[]` };
  const { rows } = await selectRows(given, shownNow(filters)).execute(db);
  return rows;
}

/** What is asked most: without filters. */
const findUnfiltered = prepareRows<Row, never>((db, value) => {
  const given = {
    ids: value('ids', 'uuid[]'),
    versions: value('versions', 'int[]'),
    sections: value('sections', 'int[]'),
  };
  return { compile: () => selectRows(given, shownNow({})).compile(db) };
}, []);

function selectRows(
  { ids, versions, sections }: Record<'ids' | 'versions' | 'sections', RawBuilder<unknown>>,
  isShown: RawBuilder<boolean>,
): RawBuilder<Row> {
  return sql<Row>`
    select works.id, works.title, works.summary, revisions.sections -> f.section as section,
      case when f.section >= jsonb_array_length(revisions.sections) then revisions.content - 'body' end as fields,
      case when f.section >= jsonb_array_length(revisions.sections) then array(select jsonb_object_keys(revisions.html)) end as rendered
    from unnest(${ids}, ${versions}, ${sections}) as asked (id, version, section)
    join works on works.id = asked.id
    join revisions on revisions.work_id = works.id and revisions.version = works.version
    cross join lateral (select case when asked.version = works.version then asked.section end as section) f
    where ${isShown}`;
}

function presentHit(row: Row, start: number, matcher: Matcher): SearchHit {
  const section = row.section ?? (row.fields === null ? undefined : sectionAt([], row.fields, row.rendered ?? [], 0));
  const text = section?.text.slice(start, start + mostShownFrom) ?? '';
  return {
    id: row.id,
    anchor: section?.anchor ?? null,
    highlight: {
      title: highlightWhole(row.title, matcher),
      body: highlightText(text === '' ? row.summary : text, matcher),
    },
  };
}
