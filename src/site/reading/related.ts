import type { Db } from '../../db/database.ts';
import { html, type Markup } from '../../lib/markup.ts';
import type { Urls } from '../../lib/urls.ts';
import { findCards } from '../../works/cards.ts';
import { type RelationType, relationTypes } from '../../works/content.ts';
import { readLineage } from '../../works/lineage/lineage.ts';
import type { WorkView } from '../../works/read.ts';
import { pathOf } from '../parts/links.ts';
import { inLanguage } from '../parts/words.ts';

/** Where a relation leads, as far as it is shown. */
export interface Related {
  type: RelationType | 'used_in';
  url: string;
  title: string;
  /** Of the title; undefined of what lies elsewhere. */
  language: string | undefined;
  version: number | undefined;
  note: string | undefined;
}

/**
 * What a work says it is related to, and what was made from it: of works here those only that anyone may read.
 * @param isUsed whether anything may have been made from it
 */
export async function readRelated(db: Db, urls: Urls, work: WorkView, isUsed: boolean): Promise<Related[]> {
  const { relations, card } = work;
  const targets = relations.flatMap(({ target }) => target ?? []);
  const [cards, lineage] = await Promise.all([
    findCards(db, urls, targets),
    isUsed ? readLineage(db, urls, card.id) : undefined,
  ]);
  const own = relations.flatMap(({ type, target, url, version, note }): Related[] => {
    const told = { type, version, note };
    if (target === undefined) return url === undefined ? [] : [{ ...told, url, title: url, language: undefined }];
    const related = cards.get(target);
    return related === undefined
      ? []
      : [{ ...told, url: pathOf(related.url), title: related.title, language: related.language }];
  });
  const makers = new Set(lineage?.descendants.filter(({ to }) => to === card.id).map(({ from }) => from));
  const uses = (lineage?.works ?? [])
    .filter(({ id }) => makers.has(id))
    .map(({ url, title, language }): Related => {
      return { type: 'used_in', url: pathOf(url), title, language, version: undefined, note: undefined };
    });
  return [...own, ...uses];
}

const headings: Readonly<Record<Related['type'], string>> = {
  derived_from: 'Made from',
  translation_of: 'Translation of',
  about: 'About',
  uses: 'Uses',
  requires: 'Requires',
  precedes: 'Comes before',
  alternative_to: 'Alternative to',
  contradicts: 'Contradicts',
  supersedes: 'Replaces',
  used_in: 'Used in',
};

/** Of one type: a work that thousands are made from says how many more there are. */
const mostShown = 30;

/** A heading for each type there is, in one order on every page. */
export function relatedBox(related: readonly Related[]): Markup {
  const types = [...relationTypes, 'used_in'] as const;
  const present = types.filter((type) => related.some((one) => one.type === type));
  if (present.length === 0) return html``;
  return html`<nav class="related" aria-label="Related">
${present.map((type) => html`<div><h2>${headings[type]}</h2>\n${items(related.filter((one) => one.type === type))}</div>\n`)}</nav>\n`;
}

function items(related: readonly Related[]): Markup {
  const more = related.length - mostShown;
  return html`<ul>\n${related.slice(0, mostShown).map(item)}${more > 0 && html`<li>and ${more} more</li>\n`}</ul>`;
}

function item({ url, title, language, version, note }: Related): Markup {
  const link =
    language === undefined
      ? html`<a href="${url}" rel="nofollow ugc noopener">${title}</a>`
      : html`<a href="${url}"${inLanguage(language)}>${title}</a>`;
  return html`<li>${link}${version !== undefined && html`, version ${version}`}${note && html`: <bdi>${note}</bdi>`}</li>\n`;
}
