import type { Db } from '../db/database.ts';
import { html, type Markup, trusted } from '../lib/markup.ts';
import type { Urls } from '../lib/urls.ts';
import { type FacetName, facetNames, type SearchResult } from '../search/engine.ts';
import type { Search } from '../search/search.ts';
import { findCards } from '../works/cards.ts';
import type { WorkFilters } from '../works/filters.ts';
import { renderCards } from './cards.ts';
import type { Page } from './layout.ts';

export interface SearchRequest {
  q: string;
  filters: WorkFilters;
  offset: number;
}

const pageSize = 20;
const shownValues = 12;
const labels: Record<FacetName, string> = {
  ...{ kind: 'Kind', license: 'Licence', language: 'Language', community: 'Community', tag: 'Tag' },
  ...{ setting: 'Setting', maturity: 'Maturity', difficulty: 'Difficulty' },
};

/** Results, and the ways to narrow them down; the address is the whole state. */
export async function searchPage(db: Db, urls: Urls, search: Search, request: SearchRequest): Promise<Page> {
  const { q, filters, offset } = request;
  const result = await search.search({ q, filters, offset, limit: pageSize });
  const cards = await findCards(
    db,
    urls,
    result.hits.map(({ id }) => id),
  );
  const hits = result.hits.filter(({ id }) => cards.has(id));
  const found = new Map(hits.map((hit) => [hit.id, hit]));
  const count = `${result.estimated_total} ${result.estimated_total === 1 ? 'result' : 'results'}`;
  const heading = q === '' ? 'Browse' : `Search: ${q}`;
  return {
    title: heading,
    q,
    feedQuery: queryOf(request).toString(),
    robots: 'noindex',
    main: html`<h1>${heading}</h1>
<p class="facts" role="status">${count}${chosen(request)}</p>
${practiceForm(request)}
${facetLinks(result, request)}
${renderCards(
  hits.map(({ id }) => cards.get(id)!),
  ({ id }) => {
    const body = found.get(id)?.highlight.body;
    return body ? trusted(body) : undefined;
  },
)}
${moreLink(request, offset + pageSize < Math.min(result.estimated_total, 1000))}`,
  };
}

/** The filters in force, each with a way to take it off. */
function chosen(request: SearchRequest): Markup {
  const entries = Object.entries(request.filters).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, String(value)] as const),
  );
  return html`${entries.map(([name, value]) => html` · ${name.replaceAll('_', ' ')}: ${value} <a href="${hrefOf(request, name, value)}" aria-label="Without ${name} ${value}">×</a>`)}`;
}

/** What a facet cannot offer: how many people there are, and how much time. */
function practiceForm(request: SearchRequest): Markup {
  const kept = queryOf(request);
  kept.delete('participants');
  kept.delete('minutes');
  const { participants = '', minutes = '' } = request.filters;
  return html`<form action="/search" method="get" class="fit">${[...kept].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>People <input type="number" name="participants" min="1" max="1000000" value="${participants}"></label>
<label>Minutes <input type="number" name="minutes" min="1" max="1000000" value="${minutes}"></label>
<button>Show what fits</button></form>`;
}

function facetLinks({ facets }: SearchResult, request: SearchRequest): Markup {
  const groups = facetNames.flatMap((name) => {
    const values = Object.entries(facets[name]).slice(0, shownValues);
    if (values.length < 2) return [];
    const links = values.map(
      ([value, count]) => html`<li><a href="${hrefOf(request, name, value)}">${value}</a> <small>${count}</small></li>`,
    );
    return [html`<dt>${labels[name]}</dt><dd><ul>${links}</ul></dd>\n`];
  });
  return groups.length === 0
    ? html``
    : html`<details class="facets"><summary>Narrow down</summary><dl>${groups}</dl></details>`;
}

function moreLink(request: SearchRequest, hasMore: boolean): Markup {
  if (!hasMore) return html``;
  const query = queryOf(request);
  query.set('offset', String(request.offset + pageSize));
  return html`<p><a href="/search?${query.toString()}" rel="next">More results</a></p>`;
}

/** The same search with this filter added, or taken off when it is there. */
function hrefOf(request: SearchRequest, name: string, value: string): string {
  const query = queryOf(request);
  const values = query.getAll(name);
  query.delete(name);
  const kept = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  for (const other of kept) query.append(name, other);
  return `/search?${query.toString()}`;
}

function queryOf({ q, filters }: SearchRequest): URLSearchParams {
  const query = new URLSearchParams(q === '' ? {} : { q });
  for (const [name, values] of Object.entries(filters))
    for (const value of [values].flat()) query.append(name, String(value));
  return query;
}
