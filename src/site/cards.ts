import { html, type Markup } from '../lib/markup.ts';
import type { Card } from '../works/card.ts';

/** Works as a list of links with what one wants to know before following one. */
export function renderCards(
  cards: readonly Card[],
  highlightOf: (card: Card) => Markup | undefined = () => undefined,
): Markup {
  return html`<ol class="cards">
${cards.map(
  (card) => html`<li class="card">
<h2 lang="${card.language}" dir="auto"><a href="${pathOf(card.url)}">${card.title}</a></h2>
<p lang="${card.language}" dir="auto">${highlightOf(card) ?? card.summary}</p>
<p class="facts">${facts(card)}</p>
</li>
`,
)}</ol>`;
}

function facts(card: Card): Markup {
  const authors = card.authors.map(({ name }) => name).join(', ');
  const parts = [
    card.maturity === null ? undefined : html`<span class="maturity">${card.maturity}</span>`,
    authors === '' ? undefined : html`<bdi>${authors}</bdi>`,
    card.published_at === null
      ? undefined
      : html`<time datetime="${card.published_at}">${card.published_at.slice(0, 10)}</time>`,
    html`<a href="${card.license_url ?? '#'}" rel="license">${card.license}</a>`,
    ...card.tags.slice(0, 6).map((tag) => html`<a href="/search?tag=${encodeURIComponent(tag)}" rel="tag">${tag}</a>`),
  ];
  return html`${parts.filter((part) => part !== undefined).map((part, index) => html`${index > 0 ? ' · ' : ''}${part}`)}`;
}

/** Links within the site stay on the host by which it was reached. */
export function pathOf(url: string): string {
  return new URL(url).pathname;
}
