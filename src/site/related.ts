import type { Db } from '../db/database.ts';
import { html, type Markup } from '../lib/markup.ts';
import type { Urls } from '../lib/urls.ts';
import { findCards } from '../works/cards.ts';
import { type RelationType, relationTypes, type StoredRelation } from '../works/content.ts';
import { pathOf } from './cards.ts';

/** Where a relation leads, as far as it is shown. */
export interface Related {
  type: RelationType;
  url: string;
  title: string;
  /** Of the title; undefined of what lies elsewhere. */
  language: string | undefined;
  version: number | undefined;
  note: string | undefined;
}

/** What a work says it is related to: of works here those only that anyone may read. */
export async function readRelated(db: Db, urls: Urls, relations: readonly StoredRelation[]): Promise<Related[]> {
  const targets = relations.flatMap(({ target }) => target ?? []);
  const cards = await findCards(db, urls, targets);
  return relations.flatMap(({ type, target, url, version, note }): Related[] => {
    const told = { type, version, note };
    if (target === undefined) return url === undefined ? [] : [{ ...told, url, title: url, language: undefined }];
    const card = cards.get(target);
    return card === undefined ? [] : [{ ...told, url: pathOf(card.url), title: card.title, language: card.language }];
  });
}

const headings: Readonly<Record<RelationType, string>> = {
  derived_from: 'Made from',
  translation_of: 'Translation of',
  about: 'About',
  uses: 'Uses',
  requires: 'Requires',
  precedes: 'Comes before',
  alternative_to: 'Alternative to',
  contradicts: 'Contradicts',
  supersedes: 'Replaces',
};

/** A heading for each type there is, in one order on every page. */
export function relatedBox(related: readonly Related[]): Markup {
  const present = relationTypes.filter((type) => related.some((one) => one.type === type));
  if (present.length === 0) return html``;
  return html`<nav class="related" aria-label="Related">
${present.map((type) => html`<h2>${headings[type]}</h2>\n<ul>\n${related.filter((one) => one.type === type).map(item)}</ul>\n`)}</nav>\n`;
}

function item({ url, title, language, version, note }: Related): Markup {
  const link =
    language === undefined
      ? html`<a href="${url}" rel="nofollow ugc noopener">${title}</a>`
      : html`<a href="${url}" lang="${language}" dir="auto">${title}</a>`;
  return html`<li>${link}${version === undefined ? '' : html`, version ${version}`}${note ? html`: <bdi>${note}</bdi>` : ''}</li>\n`;
}
