import { html, type Markup, trusted } from '../../lib/markup.ts';
import { licenseLabel } from '../../licenses/credit-line.ts';
import type { Card } from '../../works/card.ts';
import { day } from './dates.ts';
import { pathOf, tagPath } from './links.ts';
import { capital, inLanguage, languageName } from './words.ts';

/** What a search adds to a card. */
export interface Found {
  title: Markup;
  text: Markup;
  /** Id of the heading under which the text stands. */
  anchor: string | null;
}

const shownAuthors = 3;
const shownTags = 5;

/**
 * Works as a list of links with what one wants to know before following one.
 * @param level of their headings: below the one they stand under
 * @param found what a search adds to some of them
 */
export function cardList(cards: readonly Card[], level: 2 | 3, found: ReadonlyMap<Card, Found> = new Map()): Markup {
  return html`<ol class="cards">
${cards.map((card) => cardItem(card, trusted(`h${level}`), found.get(card)))}</ol>\n`;
}

function cardItem(card: Card, heading: Markup, found: Found | undefined): Markup {
  const path = pathOf(card.url);
  const text = found?.text ?? card.summary;
  return html`<li class="card">
<${heading} class="card-title"${inLanguage(card.language)}><a href="${path}">${found?.title ?? card.title}</a></${heading}>
${text !== '' && html`<p class="card-text"${inLanguage(card.language)}>${text}</p>\n`}${placeLink(path, found)}${facts(card)}</li>\n`;
}

function placeLink(path: string, found: Found | undefined): Markup | false {
  if (!found?.anchor) return false;
  const href = `${path}#${encodeURIComponent(found.anchor)}`;
  return html`<p class="place"><a href="${href}">Read on from here<span class="unseen"> in ${found.title}</span></a></p>\n`;
}

/** On one line: how far the practice has come, by whom, since when, in which language, on which terms, about what. */
function facts(card: Card): Markup {
  const parts = [
    card.maturity !== null && html`<span class="maturity">${capital(card.maturity)}</span>`,
    card.authors.length > 0 && authorNames(card.authors),
    card.published_at !== null && day(card.published_at),
    card.language !== 'en' && languageName(card.language),
    licenseLabel(card.license),
  ];
  const tags = card.tags.slice(0, shownTags);
  return html`<ul class="facts">
${parts.map((part) => part !== false && html`<li>${part}</li>\n`)}${tags.map((tag) => html`<li class="tag"><a href="${tagPath(tag)}" rel="tag" dir="auto">${tag}</a></li>\n`)}</ul>\n`;
}

function authorNames(authors: Card['authors']): Markup {
  const shown = authors
    .slice(0, shownAuthors)
    .map(({ name }, index) => html`${index > 0 ? ', ' : ''}<bdi>${name}</bdi>`);
  const others = authors.length - shown.length;
  return html`${shown}${others > 0 && ` and ${others} more`}`;
}
