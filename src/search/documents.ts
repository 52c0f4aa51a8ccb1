import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { type Content, kindFields } from '../works/content.ts';
import { isPublic } from '../works/filters.ts';

/** A stretch of a work that a hit can point to. */
export interface DocumentSection {
  anchor: string | null;
  heading: string;
  text: string;
}

/**
 * What can be found of a work, as of its current public state. Names of people are not in it: how somebody is credited
 * may change at any time, and an index that lags would go on answering to a name that was taken back.
 */
export interface SearchDocument {
  id: string;
  kind: string;
  version: number;
  touch: number;
  language: string;
  license: string;
  /** Slug. */
  community: string;
  title: string;
  /** As given; '' where none was. */
  summary: string;
  tags: string[];
  setting: string[];
  audience: string[];
  maturity: string | null;
  difficulty: string | null;
  /** As PostgreSQL writes an int4range, e.g. `[3,9)`. */
  participants: string | null;
  minutes: string | null;
  /** Whom it may credit by name: see `creditedKey`, which says whether it does. */
  contributors: string[];
  origin_source: string | null;
  published_at: Date;
  updated_at: Date;
  /** In the order of the page: first the rendered texts cut at their headings, at last the other fields of its kind. */
  sections: DocumentSection[];
}

/** The documents of these works, of those that anyone may see now. */
export async function buildDocuments(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('works')
    .innerJoin('communities', 'communities.id', 'works.community_id')
    .innerJoin('revisions', (join) =>
      join.onRef('revisions.work_id', '=', 'works.id').onRef('revisions.version', '=', 'works.version'),
    )
    .select([
      'works.id',
      'works.kind',
      'works.version',
      'works.touch',
      'works.language',
      'works.license',
      'works.title',
      'works.tags',
    ])
    .select([
      'works.setting',
      'works.audience',
      'works.maturity',
      'works.difficulty',
      'works.participants',
      'works.minutes',
    ])
    .select(['works.origin_source', 'works.credited as contributors'])
    .select(['works.published_at', 'works.updated_at', 'communities.slug as community', 'revisions.sections'])
    .select([sql<Content>`revisions.content - 'body'`.as('content')])
    .select(sql<string[]>`array(select jsonb_object_keys(revisions.html))`.as('rendered'))
    .where('works.id', 'in', ids)
    .where(isPublic)
    .execute();
  return rows.map(({ content, sections, rendered, published_at, ...row }) => ({
    ...row,
    published_at: published_at!,
    summary: content.summary,
    sections: [...presentSections(sections), ...fieldSections(content, new Set(rendered))],
  }));
}

/** How many works have one. */
export async function countDocuments(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('works')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isPublic)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The section of a work's current revision at this place in `sections` of its document. */
export function sectionAt(
  sections: unknown,
  content: Content,
  rendered: readonly string[],
  place: number,
): DocumentSection | undefined {
  return [...presentSections(sections), ...fieldSections(content, new Set(rendered))][place];
}

function presentSections(sections: unknown): DocumentSection[] {
  return (sections as DocumentSection[]).map(({ anchor, heading, text }) => ({ anchor, heading, text }));
}

/** One section of all plain text in the kind's fields, a line each; what was rendered is in the other sections. */
function fieldSections(content: Content, rendered: ReadonlySet<string>): DocumentSection[] {
  const lines: string[] = [];
  collectText(kindFields(content), '', rendered, lines);
  return lines.length === 0 ? [] : [{ anchor: null, heading: '', text: lines.join('\n') }];
}

function collectText(value: unknown, pointer: string, rendered: ReadonlySet<string>, lines: string[]): void {
  if (typeof value === 'string') {
    if (!rendered.has(pointer) && value.trim() !== '') lines.push(value);
  } else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) collectText(item, `${pointer}/${name}`, rendered, lines);
  }
}
