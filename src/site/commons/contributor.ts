import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { Closed } from '../../http/schemas.ts';
import { html } from '../../lib/markup.ts';
import { linkable } from '../../licenses/attributed.ts';
import { type Account, getVisibleAccount } from '../../people/contributors/contributors.ts';
import { type CardPage, listWorks } from '../../works/list.ts';
import type { Page } from '../layout.ts';
import { cardList } from '../parts/cards.ts';
import { feedLinks, pager } from '../parts/links.ts';
import { paragraphs } from '../parts/words.ts';
import { CursorQuery, hidden, type Site } from '../site.ts';

const Params = Closed({ handle: Type.String({ pattern: '^[a-z0-9-]{1,39}$' }) });

/** `/people/{handle}`: who publishes under their name, and what. */
export function registerContributor(app: FastifyInstance, { db, urls, send }: Site): void {
  app.get(
    '/people/:handle',
    { schema: { ...hidden, params: Params, querystring: CursorQuery } },
    async (request, reply) => {
      const { handle } = request.params as Static<typeof Params>;
      const { cursor } = request.query as Static<typeof CursorQuery>;
      const person = await getVisibleAccount(db, handle, null);
      const works = await listWorks(db, urls, { filters: { contributor: [handle] }, cursor });
      return await send(reply, contributorPage(person, works, urls.contributor(handle)));
    },
  );
}

const kinds: Readonly<Record<Account['kind'], string>> = {
  person: 'Contributor',
  organisation: 'Organisation',
  bot: 'Program',
};

function contributorPage(person: Account, works: CardPage, canonical: string): Page {
  const { handle, name, bio, kind, claimed } = person;
  const url = linkable(person.url);
  const query = `contributor=${handle}`;
  return {
    title: name,
    description: bio,
    canonical,
    feedQuery: query,
    main: html`<header class="page-head">
<p class="kind">${kinds[kind]}</p>
<h1 dir="auto">${name}</h1>
${bio !== '' && html`<div class="summary" dir="auto">${paragraphs(bio)}</div>\n`}${url !== undefined && html`<p><a href="${url}" rel="me nofollow noopener">${url.replace(/^https?:\/\/|\/$/g, '')}</a></p>\n`}${!claimed && html`<p class="legend">Credited here by others, without an account so far.</p>\n`}${feedLinks(`Follow ${name}:`, query)}</header>
<section aria-labelledby="works">
<h2 id="works">Works</h2>
${works.items.length === 0 ? html`<p class="empty">Nothing is published under this name yet.</p>\n` : cardList(works.items, 3)}
${pager({ next: works.next && `/people/${handle}?cursor=${encodeURIComponent(works.next)}`, older: 'Older' })}</section>\n`,
  };
}
