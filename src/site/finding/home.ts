import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { html, type Markup } from '../../lib/markup.ts';
import { type Community, listCommunities } from '../../people/commons/communities.ts';
import type { Instance } from '../../people/commons/instance.ts';
import { type CardPage, listWorks } from '../../works/list.ts';
import type { Page } from '../layout.ts';
import { cardList } from '../parts/cards.ts';
import { feedLinks, pager, tagList } from '../parts/links.ts';
import { largeSearch } from '../parts/search-field.ts';
import { count } from '../parts/words.ts';
import { CursorQuery, hidden, type Site } from '../site.ts';
import { createOverview, type Overview } from './overview.ts';

const shownCommunities = 12;
const shownTags = 24;

/** `/`: what this commons is, and what is new in it. */
export function registerHome(app: FastifyInstance, { db, urls, search, readInstance, send }: Site): void {
  const readOverview = createOverview(search);
  app.get('/', { schema: { ...hidden, querystring: CursorQuery } }, async (request, reply) => {
    const { cursor } = request.query as Static<typeof CursorQuery>;
    if (cursor !== undefined)
      return await send(reply, olderPage(await listWorks(db, urls, { filters: {}, cursor }), urls.page('/')));
    const [instance, newest, overview, communities] = await Promise.all([
      readInstance(),
      listWorks(db, urls, { filters: {}, limit: 10 }),
      readOverview(),
      listCommunities(db, { limit: shownCommunities }),
    ]);
    return await send(reply, homePage({ instance, newest, overview, communities, canonical: urls.page('/') }));
  });
}

interface Home {
  instance: Instance;
  newest: CardPage;
  overview: Overview;
  communities: readonly Community[];
  canonical: string;
}

function homePage({ instance, newest, overview, communities, canonical }: Home): Page {
  const { name, summary } = instance;
  return {
    title: name,
    description: summary,
    canonical,
    searches: true,
    layout: 'wide',
    main: html`<div class="hero"><div>
<h1 dir="auto">${name}</h1>
<p class="summary" dir="auto">${summary || 'An open knowledge base for communities of practice: what people do, written down so that others can try it.'}</p>
${largeSearch('What are you trying to do?', 'start a meeting')}${holdings(overview)}</div>${grove}</div>
${newest.items.length === 0 ? emptyCommons() : newestAndStarts(newest, overview, communities)}`,
  };
}

/** Stems that grow again from what was cut: what a copse is, and a commons. */
const grove = html`<svg class="grove" viewBox="0 0 360 210" width="360" height="210" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M4 200c60-9 118-9 178-4s116 4 174-1" stroke-opacity=".5"/><path d="M68 197c-2-40-14-66-22-96m23 96c3-48 8-80 11-122m-10 120c6-32 22-58 34-84m-40 20c-6-4-12-6-18-7m24-20c6-6 10-10 12-16"/><path d="M188 197c-3-44-14-72-26-98m27 98c1-60 2-96 5-140m-4 138c6-48 22-80 36-108m-40 44c-8-4-14-6-20-5m24-18c8-4 12-10 16-16"/><path d="M298 196c-2-30-8-52-16-74m17 74c2-36 4-64 8-96m-7 95c6-26 16-44 26-66m-30 28c-6-3-10-4-16-4"/></g><g fill="currentColor" fill-opacity=".16" stroke="currentColor" stroke-width="1.6"><path d="M45 104c-16-8-19-34-4-52 14 16 18 42 4 52Zm36-26c-18-10-22-42-4-64 18 20 22 54 4 64Zm24 36c-12-10-10-34 8-48 9 19 5 42-8 48Zm56-12c-17-8-21-36-5-55 16 17 20 46 5 55Zm33-42c-19-11-23-44-4-56 20 8 24 46 4 56Zm33 32c-14-11-12-39 8-54 10 21 6 48-8 54Zm55 34c-13-7-16-28-4-43 12 13 15 35 4 43Zm25-22c-16-9-19-36-3-54 16 17 19 46 3 54Zm20 31c-10-9-9-29 7-41 8 16 4 36-7 41Z"/></g></svg>`;

function holdings({ total, facets }: Overview): Markup {
  const languages = Object.keys(facets.language).length;
  if (total === 0) return html``;
  return html`<p class="holdings"><a href="/search">${count(total, 'work')}</a> in ${count(languages, 'language')}, all under open licences.</p>\n`;
}

/** Nobody has published anything: whoever looks is probably the one who set it up. */
function emptyCommons(): Markup {
  return html`<section class="empty">
<h2>Nothing is published here yet</h2>
<p>This commons has just begun. Three ways to put something in it:</p>
<ul>
<li>Import a folder of Markdown that you have already: <code>npx copse import ../handbook --license CC-BY-4.0</code></li>
<li>Publish one practice with a single call, as <a href="/docs">the documentation of the API</a> shows.</li>
<li>Begin with the practices that come with Copse, on running communities: <code>npm run demo</code></li>
</ul>
</section>\n`;
}

function newestAndStarts(newest: CardPage, overview: Overview, communities: readonly Community[]): Markup {
  const tags = Object.keys(overview.facets.tag).slice(0, shownTags);
  return html`<div class="with-side">
<section aria-labelledby="new">
<h2 id="new">New here</h2>
${cardList(newest.items, 3)}
${pager({ next: newest.next && `/?cursor=${encodeURIComponent(newest.next)}`, older: 'Older' })}</section>
<div class="side">
${tags.length > 0 && html`<section><h2>Subjects</h2>\n${tagList(tags, shownTags)}</section>\n`}<section><h2>Communities</h2>
<ul class="plain">${communities.map(({ slug, name }) => html`<li><a href="/communities/${slug}" dir="auto">${name}</a></li>\n`)}</ul>
${communities.length === shownCommunities && html`<p><a href="/communities">All communities</a></p>\n`}</section>
<section><h2>Take it with you</h2>
<p>Follow what is new in a feed reader, or show it on a site of your own.</p>
${feedLinks('Everything new:', '')}<p>Every text is at <a href="/docs">the API</a>, too, and answers any site.</p></section>
</div>
</div>\n`;
}

function olderPage({ items, next }: CardPage, canonical: string): Page {
  return {
    title: 'Older works',
    canonical,
    robots: 'noindex',
    main: html`<h1>Older works</h1>
<p><a href="/">Back to the newest</a></p>
${cardList(items, 2)}
${pager({ next: next && `/?cursor=${encodeURIComponent(next)}`, older: 'Older' })}`,
  };
}
