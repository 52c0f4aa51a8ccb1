import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Db } from '../db/database.ts';
import { etagOfBytes, isNotModified } from '../http/conditional.ts';
import { problems, Ref } from '../http/schemas.ts';
import { joinJson, sendJson } from '../http/serialization.ts';
import { invalid } from '../lib/errors.ts';
import type { Urls } from '../lib/urls.ts';
import { includesOf } from '../works/card.ts';
import { findCards } from '../works/cards.ts';
import { filtersOf } from '../works/filters.ts';
import type { PresentHits } from './present.ts';
import { deepestResult, SearchAnswer, SearchQuery, SuggestAnswer, SuggestQuery } from './schema.ts';
import type { Search } from './search.ts';

export interface SearchOptions {
  db: Db;
  urls: Urls;
  search: Search;
  presentHits: PresentHits;
}

/** One ranked list over all kinds. The engine decides the order; what is shown is what the database holds public now. */
export const searchRoutes: FastifyPluginAsyncTypebox<SearchOptions> = async (
  app,
  { db, urls, search, presentHits },
) => {
  app.get(
    '/search',
    {
      schema: {
        operationId: 'searchWorks',
        tags: ['search'],
        summary: 'Find works, in spite of typing errors, in any language',
        querystring: SearchQuery,
        response: { 200: Ref(SearchAnswer), ...problems(304) },
      },
    },
    async function searchWorks(request, reply) {
      const { q = '', offset = 0, limit = 20, include } = request.query;
      if (offset + limit > deepestResult) {
        throw invalid(
          '?offset',
          `and limit together must not exceed ${deepestResult}; narrow the search instead`,
          'search_too_deep',
        );
      }
      const started = performance.now();
      const filters = filtersOf(request.query);
      const finding = search.search({ q, filters, offset, limit });
      const hits = await presentHits(finding, filters, includesOf(include));
      const { found: _, ...result } = await finding;
      const items = hits.map(({ cardJson, highlight, anchor }) =>
        joinJson(cardJson, { highlight, ...(anchor === null ? {} : { anchor }) }),
      );
      const answer = joinJson(`{"items":[${items.join()}]}`, result);
      // Weak, since two answers to one state differ in the time they took.
      if (isNotModified(request, reply, `W/${etagOfBytes(answer)}`)) return reply.send() as never;
      return sendJson(reply, joinJson(answer, { took_ms: Math.round(performance.now() - started) }));
    },
  );

  app.get(
    '/suggest',
    {
      schema: {
        operationId: 'suggestTitles',
        tags: ['search'],
        summary: 'Titles that begin like this, or nearly: for use while somebody types',
        querystring: SuggestQuery,
        response: { 200: Ref(SuggestAnswer), ...problems(304) },
      },
    },
    async function suggestTitles(request) {
      const { q, limit = 8 } = request.query;
      const ids = await search.suggest(q, limit);
      const cards = await findCards(db, urls, ids);
      const items = ids.flatMap((id) => {
        const card = cards.get(id);
        if (card === undefined) return [];
        const { kind, title, language, slug, url, api_url } = card;
        return [{ id, kind, title, language, slug, url, api_url }];
      });
      return { items };
    },
  );
};
