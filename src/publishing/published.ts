import type { Db } from '../db/database.ts';
import type { Actor } from '../lib/actor.ts';
import type { Urls } from '../lib/urls.ts';
import type { Attributed, Brevity } from '../licenses/attribution.ts';
import { attribute } from '../licenses/attribution.ts';
import { absoluteLinks } from '../rendering/absolute-links.ts';
import type { Card } from '../works/card.ts';
import { attributedOf, briefly, presentCard } from '../works/cards.ts';
import type { Content } from '../works/content.ts';
import { demandReadable, findWork } from '../works/find.ts';
import { findSources } from '../works/lineage/sources.ts';
import { type Kinds, presentCredits } from '../works/read.ts';
import { creditsOf, selectWorks, type WorkRow } from '../works/rows.ts';
import type { Credit } from '../works/schema.ts';

/** A work as every format outside the API's own JSON shows it. */
export interface Published {
  card: Card;
  /** What its credit line is made of, with all it is based on. */
  attributed: Attributed;
  /** How much of that goes with it. */
  brevity: Brevity;
  content: Content;
  /** Sanitised HTML by JSON Pointer into `content`. */
  html: Readonly<Record<string, string>>;
  /** Of those who are named. */
  credits: Credit[];
  status: string;
  touch: number;
  /** The last revision that was not minor: what feeds call updated. */
  amendedAt: Date;
  /** The later of the last revision and the last touch. */
  touchedAt: Date;
}

/** These rows of `selectWorks`, in their order; one whose text was redacted meanwhile is left out. */
export async function presentPublished(db: Db, urls: Urls, rows: readonly WorkRow[]): Promise<Published[]> {
  const descendants = rows.filter((row) => row.has_ancestors).map((row) => row.id);
  const [sources, texts] = await Promise.all([findSources(db, urls, descendants), findTexts(db, urls, rows)]);
  return rows.flatMap((row) => {
    const text = texts.get(row.id);
    if (text === undefined) return [];
    return [
      {
        ...{ card: presentCard(row, urls, sources), attributed: attributedOf(row, urls, sources), ...text },
        brevity: briefly(row.id, urls, 'text'),
        ...{ status: row.status, touch: row.touch },
        ...{ amendedAt: row.amended_at, touchedAt: row.touched_at },
      },
    ];
  });
}

/**
 * One work by id or slug.
 * @param kindName of the route; undefined: any
 * @throws NotFound, Moved, Gone, Redacted
 */
export async function readPublished(
  db: Db,
  urls: Urls,
  ref: string,
  actor: Actor | null,
  kindName?: string,
): Promise<Published> {
  const found = await findWork(db, ref, actor, kindName);
  demandReadable(found, actor);
  const row = await selectWorks(db).where('works.id', '=', found.id).executeTakeFirst();
  const [work] = row === undefined ? [] : await presentPublished(db, urls, [row]);
  // Deleted or redacted between the two queries: asking again says which.
  return work ?? (await readPublished(db, urls, ref, actor, kindName));
}

/**
 * All a work says as HTML that stands alone: the fields of its kind, the body, the credit line; every link absolute.
 * Links of an imported text are relative to where it came from, as they were written there.
 */
export function standaloneHtml(work: Published, kinds: Kinds): string {
  const { card } = work;
  return `<div${langOf(card)} dir="auto">\n${readableHtml(work, kinds)}\n</div>\n<hr>\n<p>${card.attribution_html}</p>`;
}

/** The fields of the kind, then the body, which says more about them; with every link absolute. */
export function readableHtml({ card, attributed, content, html }: Published, kinds: Kinds): string {
  const text = `${kinds.get(card.kind)?.readable?.(content, html) ?? ''}\n${html['/body'] ?? ''}`.trim();
  return absoluteLinks(text, card.url, attributed.origin_url ?? card.url);
}

export function attributionText(work: Published): string {
  return attribute(work.attributed, 'text', work.brevity);
}

/** `und` says that nobody knows. */
export function knownLanguage({ language }: Card): string | undefined {
  return language === 'und' ? undefined : language;
}

function langOf(card: Card): string {
  const language = knownLanguage(card);
  return language === undefined ? '' : ` lang="${language}"`;
}

interface Text {
  content: Content;
  html: Record<string, string>;
  credits: Credit[];
}

/** The revisions that the rows show, not newer ones: a row and its text belong together. */
async function findTexts(db: Db, urls: Urls, rows: readonly WorkRow[]): Promise<Map<string, Text>> {
  if (rows.length === 0) return new Map();
  const found = await db
    .selectFrom('revisions')
    .select(['work_id', 'content', 'html', creditsOf('revisions.work_id').as('credits')])
    .where((eb) =>
      eb(
        eb.refTuple('work_id', 'version'),
        'in',
        rows.map(({ id, version }) => eb.tuple(id, version)),
      ),
    )
    .where('redacted_at', 'is', null)
    .execute();
  return new Map(
    found.map(({ work_id, content, html, credits }) => [
      work_id,
      { content: content as Content, html: html as Text['html'], credits: presentCredits(credits, urls) },
    ]),
  );
}
