import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { cutPage, decodeCursor } from '../../http/paging.ts';
import { Closed } from '../../http/schemas.ts';
import { html } from '../../lib/markup.ts';
import { type Community, listCommunities } from '../../people/commons/communities.ts';
import type { Page } from '../layout.ts';
import { pager } from '../parts/links.ts';
import { hidden, type Site } from '../site.ts';

const Query = Closed({ cursor: Type.Optional(Type.String({ maxLength: 2500 })) });
const pageSize = 50;
const list = { list: 'communities' };

/** `/communities`: all there are, by name. */
export function registerCommunities(app: FastifyInstance, { db, urls, send }: Site): void {
  app.get('/communities', { schema: { ...hidden, querystring: Query } }, async (request, reply) => {
    const position = decodeCursor((request.query as Static<typeof Query>).cursor, list);
    const after = position && { name: String(position.value), id: position.id };
    const rows = await listCommunities(db, { limit: pageSize + 1, after });
    const { items, next } = cutPage(rows, pageSize, list, ({ name, id }) => ({ value: name, id }));
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
