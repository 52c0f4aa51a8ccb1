import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { html } from '../../lib/markup.ts';
import { type Community, pageOfCommunities } from '../../people/commons/communities.ts';
import type { Page } from '../layout.ts';
import { pager } from '../parts/links.ts';
import { CursorQuery, hidden, type Site } from '../site.ts';

const pageSize = 50;

/** `/communities`: all there are, by name. */
export function registerCommunities(app: FastifyInstance, { db, urls, send }: Site): void {
  app.get('/communities', { schema: { ...hidden, querystring: CursorQuery } }, async (request, reply) => {
    const { cursor } = request.query as Static<typeof CursorQuery>;
    const { items, next } = await pageOfCommunities(db, pageSize, cursor);
    return await send(reply, communitiesPage(items, next, urls.page('/communities')));
  });
}

function communitiesPage(communities: readonly Community[], next: string | undefined, canonical: string): Page {
  return {
    title: 'Communities',
    canonical,
    main: html`<header class="page-head">
<h1>Communities</h1>
<p class="summary">A community is the people of one practice: what they care about, and how they work together.</p>
</header>
<ul class="cards">
${communities.map(({ slug, name, domain }) => html`<li class="card"><h2 class="card-title"><a href="/communities/${slug}" dir="auto">${name}</a></h2>${domain !== '' && html`\n<p class="card-text" dir="auto">${domain}</p>`}</li>\n`)}</ul>
${pager({ next: next && `/communities?cursor=${encodeURIComponent(next)}` })}`,
  };
}
