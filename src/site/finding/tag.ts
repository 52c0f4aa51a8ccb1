import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { NotFound } from '../../lib/errors.ts';
import { html } from '../../lib/markup.ts';
import { tidyTag } from '../../works/content.ts';
import { type CardPage, listWorks } from '../../works/list.ts';
import type { Page } from '../layout.ts';
import { cardList } from '../parts/cards.ts';
import { feedLinks, pager, tagList, tagPath } from '../parts/links.ts';
import { count } from '../parts/words.ts';
import { CursorQuery, hidden, type Site } from '../site.ts';

const shownRelated = 20;

/** `/tags/{tag}`: what is about one subject. */
export function registerTag(app: FastifyInstance, { db, urls, search, send }: Site): void {
  app.get('/tags/:tag', { schema: { ...hidden, querystring: CursorQuery } }, async (request, reply) => {
    const tag = tidyTag((request.params as { tag: string }).tag);
    const { cursor } = request.query as Static<typeof CursorQuery>;
    const filters = { tag: [tag] };
    const [works, found] = await Promise.all([
      listWorks(db, urls, { filters, cursor }),
      search.search({ q: '', filters, offset: 0, limit: 0 }),
    ]);
    if (works.items.length === 0) throw new NotFound('tag_not_found', `Nothing here has the tag ${tag}.`);
    const related = Object.keys(found.facets.tag).filter((other) => other !== tag);
    return await send(
      reply,
      tagPage({ tag, works, related, total: found.estimated_total, url: urls.page(tagPath(tag)) }),
    );
  });
}

interface Tagged {
  tag: string;
  works: CardPage;
  related: readonly string[];
  total: number;
  url: string;
}

function tagPage({ tag, works, related, total, url }: Tagged): Page {
  const query = new URLSearchParams({ tag }).toString();
  return {
    title: tag,
    description: `What this commons has about ${tag}.`,
    canonical: url,
    feedQuery: query,
    main: html`<header class="page-head">
<p class="kind">Subject</p>
<h1 dir="auto">${tag}</h1>
<ul class="facts">
${total > 0 && html`<li>${count(total, 'work')}</li>\n`}<li><a href="/search?${query}">Search within this subject</a></li>
</ul>
${feedLinks('Follow this subject:', query)}</header>
${cardList(works.items, 2)}
${pager({ next: works.next && `${tagPath(tag)}?cursor=${encodeURIComponent(works.next)}`, older: 'Older' })}${related.length > 0 && html`<section><h2>Often together with</h2>\n${tagList(related.slice(0, shownRelated), shownRelated)}</section>\n`}`,
  };
}
