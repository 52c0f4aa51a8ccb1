import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { Closed } from '../../http/schemas.ts';
import { html, type Markup, trusted } from '../../lib/markup.ts';
import type { Urls } from '../../lib/urls.ts';
import { licenseLabel } from '../../licenses/credit-line.ts';
import { licenseUrl } from '../../licenses/licenses.ts';
import { type Community, type Editing, findStewards, getCommunity } from '../../people/commons/communities.ts';
import { resolveCredit } from '../../people/credit.ts';
import { type CardPage, listWorks } from '../../works/list.ts';
import type { Page } from '../layout.ts';
import { cardList } from '../parts/cards.ts';
import { feedLinks, nameLinks, pager, tagList } from '../parts/links.ts';
import { count, inLanguage, languageName } from '../parts/words.ts';
import { CursorQuery, hidden, type Site } from '../site.ts';

const Params = Closed({ slug: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }) });
const shownTags = 20;

/** `/communities/{slug}`: who they are, how they work together, and what they have published. */
export function registerCommunity(app: FastifyInstance, { db, urls, search, renderText, send }: Site): void {
  app.get(
    '/communities/:slug',
    { schema: { ...hidden, params: Params, querystring: CursorQuery } },
    async (request, reply) => {
      const community = await getCommunity(db, (request.params as Static<typeof Params>).slug);
      const { cursor } = request.query as Static<typeof CursorQuery>;
      const { id, slug, charter } = community;
      const filters = { community: [slug] };
      const [stewards, works, found, charterHtml] = await Promise.all([
        findStewards(db, [id]),
        listWorks(db, urls, { filters, cursor }),
        search.search({ q: '', filters, offset: 0, limit: 0 }),
        charter === '' ? '' : renderText(`communities/${slug}`, charter),
      ]);
      const named = (stewards.get(id) ?? []).flatMap((person) => resolveCredit(person, null, urls) ?? []);
      const tags = Object.keys(found.facets.tag).slice(0, shownTags);
      const shown = { community, stewards: named, works, total: found.estimated_total, tags, charterHtml };
      return await send(reply, communityPage(shown, urls));
    },
  );
}

interface Shown {
  community: Community;
  stewards: readonly { name: string; url?: string }[];
  works: CardPage;
  total: number;
  tags: readonly string[];
  /** Sanitised. */
  charterHtml: string;
}

const editors: Readonly<Record<Editing, string>> = {
  open: 'Anyone with an account may revise what is published',
  authors: 'Those credited revise their works',
  suggest: 'Those credited revise their works; others suggest changes',
};

function communityPage({ community, stewards, works, total, tags, charterHtml }: Shown, urls: Urls): Page {
  const { slug, name, domain, language } = community;
  const query = `community=${slug}`;
  return {
    title: name,
    description: domain,
    canonical: urls.community(slug),
    feedQuery: query,
    layout: 'wide',
    main: html`<header class="page-head">
<p class="kind"><a href="/communities">Community</a></p>
<h1 dir="auto">${name}</h1>
${domain !== '' && html`<p class="summary" dir="auto">${domain}</p>\n`}${facts(community, stewards, urls)}${feedLinks('Follow this community:', query)}</header>
<div class="with-side">
<section aria-labelledby="new">
<h2 id="new">New here</h2>
${works.items.length === 0 ? html`<p class="empty">Nothing is published in this community yet.</p>\n` : cardList(works.items, 3)}
${pager({ next: works.next && `/communities/${slug}?cursor=${encodeURIComponent(works.next)}`, older: 'Older' })}</section>
<div class="side">
${total > 0 && html`<p><a href="/search?${query}">Search within ${count(total, 'work')}</a></p>\n`}${tags.length > 0 && html`<section><h2>Subjects</h2>\n${tagList(tags, shownTags)}</section>\n`}${charterHtml !== '' && html`<section aria-labelledby="charter"><h2 id="charter">How we work together</h2>\n<div class="text"${inLanguage(language)}>\n${trusted(charterHtml)}\n</div></section>\n`}</div>
</div>\n`,
  };
}

function facts({ license, language, editing }: Community, stewards: Shown['stewards'], urls: Urls): Markup {
  const url = licenseUrl(license);
  const label = licenseLabel(license);
  return html`<dl class="glance">
<div><dt>Usual licence</dt><dd>${url === null ? label : html`<a href="${url}">${label}</a>`}</dd></div>
<div><dt>Usual language</dt><dd>${languageName(language)}</dd></div>
<div><dt>Who edits</dt><dd>${editors[editing]}</dd></div>
${stewards.length > 0 && html`<div><dt>Stewards</dt><dd>${nameLinks(stewards, urls)}</dd></div>\n`}</dl>\n`;
}
