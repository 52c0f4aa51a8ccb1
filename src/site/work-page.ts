import { html, type Markup, trusted } from '../lib/markup.ts';
import type { Urls } from '../lib/urls.ts';
import { type Published, readableHtml } from '../publishing/published.ts';
import type { Kinds } from '../works/read.ts';
import type { Page } from './layout.ts';
import { type Related, relatedBox } from './related.ts';

/** One work: what it says, whom to credit, and where its history and other forms are. */
export function workPage(work: Published, related: readonly Related[], kinds: Kinds, urls: Urls): Page {
  const { card } = work;
  const api = urls.api(`/works/${card.id}`);
  return {
    title: card.title,
    description: card.summary,
    canonical: card.url,
    main: html`<article class="work">
<header>
<p class="kind">${card.kind}${card.maturity === null ? '' : html` · <span class="maturity">${card.maturity}</span>`}</p>
<h1 lang="${card.language}" dir="auto">${card.title}</h1>
${card.summary === '' ? '' : html`<p class="summary" lang="${card.language}" dir="auto">${card.summary}</p>`}
<p class="facts">${card.tags.map((tag, index) => html`${index > 0 ? ' · ' : ''}<a href="/search?tag=${encodeURIComponent(tag)}" rel="tag">${tag}</a>`)}</p>
</header>
<div class="text" lang="${card.language}" dir="auto">
${trusted(readableHtml(work, kinds))}
</div>
${relatedBox(related)}${creditBox(work)}
<p class="facts">Version ${card.version}, <time datetime="${card.updated_at}">${card.updated_at.slice(0, 10)}</time> · <a href="${api}.md">Markdown</a> · <a href="${api}.json">JSON</a> · <a href="${api}/revisions">History</a></p>
</article>`,
  };
}

function creditBox({ card }: Published): Markup {
  return html`<aside class="credit" aria-label="Licence and credit">
<h2>Use it, and credit it like this</h2>
<p>${trusted(card.attribution_html)}</p>
</aside>`;
}
