import { readFileSync } from 'node:fs';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Db } from '../db/database.ts';
import { etagOf, etagOfBytes, isNotModified } from '../http/conditional.ts';
import { answerOf } from '../http/problems.ts';
import { Moved } from '../http/redirects.ts';
import { Closed } from '../http/schemas.ts';
import { NotFound } from '../lib/errors.ts';
import { html, trusted } from '../lib/markup.ts';
import type { Urls } from '../lib/urls.ts';
import { getCommunity } from '../people/commons/communities.ts';
import { getInstance, pageNames } from '../people/commons/instance.ts';
import { getVisibleAccount } from '../people/contributors/contributors.ts';
import { readPublished } from '../publishing/published.ts';
import type { Renderer } from '../rendering/rendered.ts';
import type { Search } from '../search/search.ts';
import { filtersOf, WorkFilters } from '../works/filters.ts';
import { listWorks } from '../works/list.ts';
import type { Kinds } from '../works/read.ts';
import { renderCards } from './cards.ts';
import { type DocumentName, documentPage, documentTitles } from './documents.ts';
import { sendErrorPage } from './error-page.ts';
import { type Page, sendPage } from './layout.ts';
import { readRelated } from './related.ts';
import { searchPage } from './search-page.ts';
import { createSiteTexts } from './texts.ts';
import { workPage } from './work-page.ts';

export interface SiteOptions {
  /** Of Copse. */
  version: string;
  db: Db;
  urls: Urls;
  kinds: Kinds;
  search: Search;
  renderer: Renderer;
}

const styles = readFileSync(new URL('../../assets/site.css', import.meta.url), 'utf8');
const hidden = { hide: true } as const;

/** The pages for people: enough to read and to find; complete without scripts. */
export const siteRoutes: FastifyPluginAsyncTypebox<SiteOptions> = async (
  app,
  { db, urls, kinds, search, renderer, version: release },
) => {
  const renderText = createSiteTexts(renderer);
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof Moved) return reply.redirect(error.locationFor(request.url), 308);
    return await sendErrorPage(db, request, reply, answerOf(error as Error, request));
  });

  app.get('/site.css', { schema: hidden as never }, async (_request, reply) => {
    return reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=300').send(styles);
  });

  app.get(
    '/',
    { schema: { ...hidden, querystring: Closed({ cursor: Type.Optional(Type.String({ maxLength: 1000 })) }) } },
    async (request, reply) => {
      const [{ name, summary }, page] = await Promise.all([
        getInstance(db),
        listWorks(db, urls, { filters: {}, cursor: request.query.cursor }),
      ]);
      const more =
        page.next === undefined
          ? ''
          : html`<p><a href="/?cursor=${encodeURIComponent(page.next)}" rel="next">Older</a></p>`;
      const main = html`<h1>${name}</h1>\n<p class="summary">${summary}</p>\n<p><a href="/search">Browse everything</a></p>\n${renderCards(page.items)}\n${more}`;
      return await send(reply, { title: name, description: summary, canonical: urls.page('/'), main });
    },
  );

  const SearchQuery = Closed({
    q: Type.Optional(Type.String({ maxLength: 500 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 980 })),
    ...WorkFilters,
  });
  // A field of a form that is left empty asks for nothing.
  const withoutEmpty = async (request: FastifyRequest) => {
    const query = request.query as Record<string, unknown>;
    request.query = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
  };
  const searchRoute = { schema: { ...hidden, querystring: SearchQuery }, preValidation: withoutEmpty };
  app.get('/search', searchRoute, async (request, reply) => {
    const { q = '', offset = 0 } = request.query;
    return await send(reply, await searchPage(db, urls, search, { q, offset, filters: filtersOf(request.query) }));
  });

  for (const kind of kinds.values()) {
    app.get(`/${kind.path}/:id`, { schema: hidden as never }, async (request, reply) => {
      const { id } = request.params as { id: string };
      const work = await readPublished(db, urls, id, request.actor, kind.name);
      // The page shows more than the work: the instance's name and pages, in the markup of this release, and related works.
      const [instance, related] = await Promise.all([getInstance(db), readRelated(db, urls, work.content.relations)]);
      const others = related.length === 0 ? '' : `.${etagOfBytes(JSON.stringify(related)).slice(1, -1)}`;
      const etag = etagOf({ ...work, version: work.card.version }, `html.${instance.version}.${release}${others}`);
      const changedAt = work.touchedAt > instance.updated_at ? work.touchedAt : instance.updated_at;
      // When a related work was withdrawn, nothing that is left would tell.
      if (isNotModified(request, reply, etag, work.content.relations.length === 0 ? changedAt : undefined))
        return reply.send();
      return await send(reply, workPage(work, related, kinds, urls));
    });
  }

  const SlugParams = Closed({ slug: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }) });
  app.get('/communities/:slug', { schema: { ...hidden, params: SlugParams } }, async (request, reply) => {
    const { slug, name, domain } = await getCommunity(db, request.params.slug);
    return await send(reply, await listPage(name, domain, { community: [slug] }));
  });

  const HandleParams = Closed({ handle: Type.String({ pattern: '^[a-z0-9-]{1,39}$' }) });
  app.get('/people/:handle', { schema: { ...hidden, params: HandleParams } }, async (request, reply) => {
    const { handle } = request.params;
    const person = await getVisibleAccount(db, handle, null);
    return await send(reply, await listPage(person.name, person.bio, { contributor: [handle] }));
  });

  for (const name of pageNames) {
    app.get(`/${name}`, { schema: hidden as never }, async (_request, reply) => {
      const { pages } = await getInstance(db);
      const source = pages[name];
      if (!source) throw new NotFound('page_not_found', `This commons has no page "${name}".`);
      const text = await renderText(name, source);
      const title = name[0]!.toUpperCase() + name.slice(1);
      return await send(reply, {
        title,
        canonical: urls.page(`/${name}`),
        main: html`<h1>${title}</h1>\n<div class="text">${trusted(text)}</div>`,
      });
    });
  }

  for (const name of Object.keys(documentTitles) as DocumentName[]) {
    app.get(`/docs/${name}`, { schema: hidden as never }, async (_request, reply) => {
      return await send(reply, await documentPage(name, renderText, urls));
    });
  }

  async function listPage(
    title: string,
    description: string,
    filters: { community?: string[]; contributor?: string[] },
  ): Promise<Page> {
    const { items } = await listWorks(db, urls, { filters, limit: 50 });
    const feedQuery = new URLSearchParams(
      Object.entries(filters).map(([name, [value]]): [string, string] => [name, value!]),
    ).toString();
    return {
      title,
      description,
      feedQuery,
      main: html`<h1>${title}</h1>\n${description === '' ? '' : html`<p class="summary">${description}</p>`}\n${renderCards(items)}\n<p><a href="/search?${feedQuery}">All of it</a></p>`,
    };
  }

  async function send(reply: FastifyReply, page: Page): Promise<FastifyReply> {
    return sendPage(reply, page, await getInstance(db));
  }
};
