import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Db } from '../../db/database.ts';
import { Closed } from '../../http/schemas.ts';
import { html, type Markup, trusted } from '../../lib/markup.ts';
import { listCommunities } from '../../people/commons/communities.ts';
import type { SearchResult } from '../../search/engine.ts';
import type { SearchHit } from '../../search/present.ts';
import { deepestResult } from '../../search/schema.ts';
import { filtersOf, WorkFilters } from '../../works/filters.ts';
import type { Page } from '../layout.ts';
import { cardList } from '../parts/cards.ts';
import { feedLinks, pager } from '../parts/links.ts';
import { count, filterName, valueName } from '../parts/words.ts';
import { hidden, type Site } from '../site.ts';
import { type Asked, pairsOf, pathAt, pathWithout, queryOf } from './asked.ts';
import { type CommunityNames, searchForm } from './search-form.ts';

const pageSize = 20;

const SearchQuery = Closed({
  q: Type.Optional(Type.String({ maxLength: 500 })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: deepestResult - pageSize })),
  ...WorkFilters,
});

/** `/search`: results, and the ways to narrow them down; the address is the whole state. */
export function registerSearch(app: FastifyInstance, { db, search, presentHits, send }: Site): void {
  const route = { schema: { ...hidden, querystring: SearchQuery }, preValidation: withoutEmpty };
  app.get('/search', route, async (request, reply) => {
    const { q = '', offset = 0, ...query } = request.query as Static<typeof SearchQuery>;
    const asked: Asked = { q: q.trim(), offset, filters: filtersOf(query) };
    const finding = search.search({ ...asked, limit: pageSize });
    const hits = await presentHits(finding, asked.filters);
    const result = await finding;
    const communities = await namesOfCommunities(db, result, asked);
    return await send(reply, searchPage(asked, result, hits, communities));
  });
}

/** A field of a form that is left empty asks for nothing. */
async function withoutEmpty(request: FastifyRequest): Promise<void> {
  const query = request.query as Record<string, unknown>;
  request.query = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

async function namesOfCommunities(db: Db, { facets }: SearchResult, { filters }: Asked): Promise<CommunityNames> {
  if (Object.keys(facets.community).length < 2 && filters.community === undefined) return new Map();
  const communities = await listCommunities(db, { limit: 100 });
  return new Map(communities.map(({ slug, name }) => [slug, name]));
}

function searchPage(asked: Asked, result: SearchResult, hits: readonly SearchHit[], communities: CommunityNames): Page {
  const heading = asked.q === '' ? 'Browse' : 'Search';
  return {
    title: asked.q === '' ? heading : `${asked.q} · ${heading}`,
    feedQuery: queryOf(asked).toString(),
    robots: 'noindex',
    searches: true,
    layout: 'wide',
    main: html`<h1 id="heading">${heading}</h1>
<div class="search-page">
<search>
${searchForm(asked, result, communities)}</search>
<div class="results">
<p class="count" id="count" role="status">${total(asked, result, hits)}</p>
<div id="results">
${chosen(asked, communities)}${feedLinks('Follow this search:', queryOf(asked).toString())}
${resultList(asked, result, hits)}</div>
</div>
</div>\n`,
  };
}

function total({ q, offset }: Asked, { estimated_total }: SearchResult, hits: readonly SearchHit[]): Markup {
  const page = offset > 0 && hits.length > 0 && `: ${offset + 1} to ${offset + hits.length}`;
  return html`${count(estimated_total, 'result')}${q !== '' && html` for “<bdi>${q}</bdi>”`}${page}`;
}

/** The filters in force, each a link to the search without it. */
function chosen(asked: Asked, communities: CommunityNames): Markup {
  const pairs = pairsOf(asked.filters);
  if (pairs.length === 0) return html``;
  const item = ([name, value]: [string, string]) => {
    const shown = name === 'community' ? (communities.get(value) ?? value) : valueName(name, value);
    return html`<li><a href="${pathWithout(asked, name, value)}"><span class="unseen">Without </span>${filterName(name)}: <bdi>${shown}</bdi></a></li>\n`;
  };
  const all =
    pairs.length > 1 && html`<li><a href="${pathAt({ ...asked, filters: {} }, 0)}">Without all filters</a></li>\n`;
  return html`<ul class="chosen" aria-label="Filters in force">
${pairs.map(item)}${all}</ul>\n`;
}

function resultList(asked: Asked, result: SearchResult, hits: readonly SearchHit[]): Markup {
  const { offset } = asked;
  if (hits.length === 0) return nothingFound(asked);
  const found = new Map(
    asked.q === ''
      ? []
      : hits.map(({ card, anchor, highlight: { title, body } }) => [
          card,
          { title: trusted(title), text: trusted(body), anchor },
        ]),
  );
  const end = Math.min(result.estimated_total, deepestResult);
  const cards = hits.map(({ card }) => card);
  return html`${cardList(cards, 2, found)}
${pager({
  previous: offset > 0 ? pathAt(asked, Math.max(0, offset - pageSize)) : undefined,
  next: offset + pageSize < end ? pathAt(asked, offset + pageSize) : undefined,
})}`;
}

function nothingFound(asked: Asked): Markup {
  const hasFilters = pairsOf(asked.filters).length > 0;
  return html`<div class="empty">
<p>Nothing here fits. You could</p>
<ul>
${hasFilters && html`<li><a href="${pathAt({ ...asked, filters: {} }, 0)}">look without the filters</a>,</li>\n`}<li>use fewer or more general words; small misspellings do no harm,</li>
<li>write it in another language, if you know one that people here use,</li>
<li><a href="/search">browse everything</a>, or follow this search and hear when something comes.</li>
</ul>
</div>\n`;
}
