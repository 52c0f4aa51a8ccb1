import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Urls } from '../lib/urls.ts';
import {
  type Attributed,
  type AttributionFormat,
  attribute,
  type Brevity,
  shownAuthors,
} from '../licenses/attribution.ts';
import { licenseUrl } from '../licenses/licenses.ts';
import { creditedAuthors } from './authors.ts';
import type { Card, Include } from './card.ts';
import { countCarried } from './carried.ts';
import { findSources, type Sources } from './lineage/sources.ts';
import { findPublicRows, type WorkRow } from './rows.ts';

const nothing: ReadonlySet<Include> = new Set();
/** Of every work in a list; all are in its credits. */
const mostAuthors = 30;
/** A line of every work in a list: a long lineage must not make a book of it. */
const mostLetters = 8_000;

/** The cards of these works by id: of those only that anyone may see now; with texts, no more than one page carries. */
export async function findCards(
  db: Db,
  urls: Urls,
  ids: readonly string[],
  include: ReadonlySet<Include> = nothing,
): Promise<Map<string, Card>> {
  if (ids.length === 0) return new Map();
  const rows = new Map((await findPublicRows(db, { ids })).map((row) => [row.id, row]));
  const inOrder = ids.flatMap((id) => rows.get(id) ?? []);
  const cards = await presentPage(db, urls, inOrder, include);
  return new Map(cards.map((card) => [card.id, card]));
}

/** Of rows of `selectWorks` the first ones: with texts, no more than one page carries. */
export async function presentPage(
  db: Db,
  urls: Urls,
  rows: readonly WorkRow[],
  include: ReadonlySet<Include> = nothing,
): Promise<Card[]> {
  return await presentCards(db, urls, include.size === 0 ? rows : rows.slice(0, countCarried(rows)), include);
}

/** Cards for rows of `selectWorks`, in their order. */
export async function presentCards(
  db: Db,
  urls: Urls,
  rows: readonly WorkRow[],
  include: ReadonlySet<Include> = nothing,
): Promise<Card[]> {
  const descendants = rows.filter((row) => row.has_ancestors).map((row) => row.id);
  const [sources, contents] = await Promise.all([findSources(db, urls, descendants), findContents(db, rows, include)]);
  const cards = rows.map((row) => presentCard(row, urls, sources));
  return contents.size === 0 ? cards : cards.map((card) => ({ ...card, ...contents.get(card.id) }));
}

export function presentCard(row: WorkRow, urls: Urls, sources: Sources): Card {
  const attributed = attributedOf(row, urls, sources);
  const brevity = briefly(row.id, urls, 'html');
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    language: row.language,
    url: attributed.url,
    api_url: urls.workApi(row),
    community: row.community,
    tags: row.tags,
    license: row.license,
    license_url: licenseUrl(row.license),
    attribution_html: attribute(attributed, 'html', brevity),
    authors: shownAuthors(attributed.authors, brevity),
    maturity: row.maturity,
    version: row.version,
    published_at: attributed.published_at,
    updated_at: row.updated_at.toISOString(),
  };
}

/** As much of a credit line as goes with a work wherever it is shown; the rest is a call away. */
export function briefly(id: string, urls: Urls, format: AttributionFormat): Brevity {
  return { letters: mostLetters, authors: mostAuthors, whole: urls.api(`/works/${id}/attribution?format=${format}`) };
}

/** A work as its credit line needs it. */
export function attributedOf(row: WorkRow, urls: Urls, sources: Sources): Attributed {
  return {
    title: row.title,
    authors: creditedAuthors(row.credits, urls),
    url: urls.work(row),
    license: row.license,
    license_url: licenseUrl(row.license) ?? '',
    published_at: row.published_at?.toISOString() ?? null,
    version: row.version,
    language: row.language,
    ...sources(row.id),
    origin_url: row.origin_url,
  };
}

type Contents = Pick<Card, 'body' | 'html' | 'practice'>;

async function findContents(
  db: Db,
  rows: readonly WorkRow[],
  include: ReadonlySet<Include>,
): Promise<Map<string, Contents>> {
  if (include.size === 0 || rows.length === 0) return new Map();
  const found = await db
    .selectFrom('revisions')
    .innerJoin('works', (join) =>
      join.onRef('works.id', '=', 'revisions.work_id').onRef('works.version', '=', 'revisions.version'),
    )
    .select('works.id')
    .$if(include.has('body'), (query) => query.select(sql<string>`revisions.content ->> 'body'`.as('body')))
    .$if(include.has('html'), (query) => query.select(sql<string>`coalesce(revisions.html ->> '/body', '')`.as('html')))
    .$if(include.has('practice'), (query) =>
      query.select(sql<object | null>`revisions.content -> 'practice'`.as('practice')),
    )
    .where(
      'works.id',
      'in',
      rows.map((row) => row.id),
    )
    .execute();
  return new Map(
    found.map(({ id, ...content }) => [
      id,
      Object.fromEntries(Object.entries(content).filter(([, value]) => value != null)) as Contents,
    ]),
  );
}
