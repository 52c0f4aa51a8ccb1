import { type RawBuilder, sql } from 'kysely';
import { createKept } from '../changes/kept.ts';
import type { Db } from '../db/database.ts';
import { prepareRows } from '../db/prepared.ts';
import type { Urls } from '../lib/urls.ts';
import type { Card, Include } from '../works/card.ts';
import { presentPage } from '../works/cards.ts';
import type { Content } from '../works/content.ts';
import { isUnfiltered, type WorkFilters } from '../works/filters.ts';
import { selectWorks, times, type WorkRow } from '../works/rows.ts';
import { type DocumentSection, sectionAt } from './documents.ts';
import type { Found } from './engine.ts';
import { beforeHalf, highlightText, highlightWhole } from './highlight.ts';
import { shownNow } from './shown.ts';
import { readText, type Text } from './wanted-words.ts';

/** Letters of a section that are searched for the best place to show; a row of an index is about half of that. */
const mostShownFrom = 12_000;

/** A stretch of plain text as HTML: escaped, the words found in `<mark>`. */
export interface Highlight {
  title: string;
  body: string;
}

export interface SearchHit {
  card: Card;
  cardJson: string;
  /** Id of the heading whose section fits best; null where the work as a whole does, or its beginning. */
  anchor: string | null;
  highlight: Highlight;
}

/**
 * What to show of these works, in the order given: cut from the current revision, never from an index, which may still
 * hold what was taken back; and of those only that are public and pass the filters now. A place in another version is none.
 * @param finding a search under way: meanwhile is found out whether what is kept still holds
 */
export type PresentHits = (
  finding: Promise<{ found: readonly Found[] }>,
  filters: WorkFilters,
  include?: ReadonlySet<Include>,
) => Promise<SearchHit[]>;

/** Reads what it shows once until something changes anywhere in the commons; with filters or texts, each time. */
export function createPresentHits(db: Db, urls: Urls): PresentHits {
  const keptNow = createKept<Shown | null>(db, mostKeptLetters);
  return async (finding, filters, include = new Set()) => {
    const isPlain = isUnfiltered(filters) && include.size === 0;
    const [{ found }, kept] = await Promise.all([finding, isPlain ? keptNow() : undefined]);
    const unknown = found.filter((one) => kept?.get(keyOf(one)) === undefined);
    const read = await findShown(db, urls, unknown, filters, include);
    for (const one of unknown) {
      const shown = read.get(one.id) ?? null;
      kept?.put(keyOf(one), shown, shown === null ? 1 : 2 * (shown.cardJson.length + shown.text.whole.length));
    }
    return found.flatMap((one) => {
      const shown = read.get(one.id) ?? kept?.get(keyOf(one)) ?? null;
      return shown === null ? [] : [presentHit(shown, one)];
    });
  };
}

/** Some thousand hits. */
const mostKeptLetters = 8_000_000;

function keyOf({ id, place }: Found): string {
  return place === undefined ? id : `${id} ${place.version}.${place.section}.${place.start}`;
}

/** A work as it may be shown, and the text in which is marked what was found. */
interface Shown {
  card: Card;
  cardJson: string;
  anchor: string | null;
  title: Text;
  text: Text;
}

async function findShown(
  db: Db,
  urls: Urls,
  found: readonly Found[],
  filters: WorkFilters,
  include: ReadonlySet<Include>,
): Promise<Map<string, Shown>> {
  if (found.length === 0) return new Map();
  const rows = new Map((await findRows(db, filters, found)).map((row) => [row.id, row]));
  const there = found.flatMap(({ id, place }) => {
    const row = rows.get(id);
    return row === undefined ? [] : [{ row, start: place?.start ?? 0 }];
  });
  const cards = await presentPage(
    db,
    urls,
    there.map(({ row }) => row),
    include,
  );
  return new Map(cards.map((card, at) => [card.id, shownOf(card, there[at]!)]));
}

/** A work, and the section that was asked for, if its text is still the same. */
interface Row extends WorkRow {
  section: DocumentSection | null;
  /** Where that is none of its texts: all else, and which of it was rendered to texts. */
  fields: Content | null;
  rendered: string[] | null;
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
  return await selectRows(db, given, shownNow(filters)).execute();
}

/** What is asked most: without filters. */
const findUnfiltered = prepareRows<Row, (typeof times)[number]>((db, value) => {
  const given = {
    ids: value('ids', 'uuid[]'),
    versions: value('versions', 'int[]'),
    sections: value('sections', 'int[]'),
  };
  return selectRows(db, given, shownNow({}));
}, times);

/** The section is taken out once for each row: all sections of a revision are unpacked for it. */
function selectRows(
  db: Db,
  { ids, versions, sections }: Record<'ids' | 'versions' | 'sections', RawBuilder<unknown>>,
  isShown: RawBuilder<boolean>,
) {
  return selectWorks(db)
    .innerJoin(
      sql<{
        id: string;
        version: number | null;
        section: number | null;
      }>`unnest(${ids}, ${versions}, ${sections})`.as<'asked'>(sql`asked (id, version, section)`),
      'asked.id',
      'works.id',
    )
    .innerJoin('revisions', (join) =>
      join.onRef('revisions.work_id', '=', 'works.id').onRef('revisions.version', '=', 'works.version'),
    )
    .innerJoinLateral(
      sql<{ place: number | null; section: DocumentSection | null }>`(
        select case when asked.version = works.version then asked.section end as place,
          case when asked.version = works.version then revisions.sections -> asked.section end as section offset 0)`.as(
        'at',
      ),
      (join) => join.onTrue(),
    )
    .select([
      'at.section',
      sql<Content | null>`case when at.section is null and at.place is not null then revisions.content - 'body' end`.as(
        'fields',
      ),
      sql<string[] | null>`case when at.section is null and at.place is not null
        then array(select jsonb_object_keys(revisions.html)) end`.as('rendered'),
    ])
    .where(isShown)
    .$castTo<Row>();
}

function shownOf(card: Card, { row, start }: { row: Row; start: number }): Shown {
  const section = row.section ?? (row.fields === null ? undefined : sectionAt([], row.fields, row.rendered ?? [], 0));
  const text = stretchOf(section?.text ?? '', start);
  return {
    card,
    cardJson: JSON.stringify(card),
    anchor: section?.anchor ?? null,
    title: readText(card.title),
    text: readText(text === '' ? row.summary : text),
  };
}

/** A copy: a slice would keep the whole text in memory as long as it is kept itself. */
function stretchOf(text: string, start: number): string {
  if (start === 0 && text.length <= mostShownFrom) return text;
  return Buffer.from(text.slice(start, beforeHalf(text, start + mostShownFrom)), 'utf16le').toString('utf16le');
}

function presentHit({ title, text, ...shown }: Shown, { matcher }: Found): SearchHit {
  return {
    ...shown,
    highlight: { title: highlightWhole(title, matcher), body: highlightText(text, matcher) },
  };
}
