import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { etagOf, isNotModified } from '../../http/conditional.ts';
import { setLinkHeader } from '../../http/links.ts';
import { answerPage, Page, PageQuery } from '../../http/paging.ts';
import { Closed, problems, Ref, StringEnum } from '../../http/schemas.ts';
import { sendJson } from '../../http/serialization.ts';
import { Card, IncludeQuery, includesOf } from '../card.ts';
import { filtersOf, WorkFilters } from '../filters.ts';
import { listWorks } from '../list.ts';
import { readWork } from '../read.ts';
import { AnyWork, refsTo } from '../schema.ts';
import { type Sort, sorts } from '../sorts.ts';
import { alternateLinks, workLinks } from './links.ts';
import { IdParams, type WorkRouteOptions } from './options.ts';

const ListQuery = Closed({
  ...PageQuery,
  sort: Type.Optional(
    StringEnum(sorts, { default: 'published_at', description: 'Times newest first, titles alphabetically' }),
  ),
  include: IncludeQuery,
  ...WorkFilters,
});

/** Lists, and one work. */
export const readingRoutes: FastifyPluginAsyncTypebox<WorkRouteOptions> = async (app, { db, urls, kinds }) => {
  app.get(
    '/works',
    {
      schema: {
        operationId: 'listWorks',
        tags: ['works'],
        summary: 'Published works of all kinds',
        querystring: ListQuery,
        response: { 200: Page(Ref(Card)), ...problems(304) },
      },
    },
    async function listWorksHandler(request, reply) {
      const { limit, cursor, sort, include } = request.query;
      const filters = filtersOf(request.query);
      const page = await listWorks(db, urls, {
        filters,
        sort: sort as Sort | undefined,
        limit,
        cursor,
        include: includesOf(include),
      });
      return answerPage(request, reply, urls.base, page);
    },
  );

  app.get(
    '/works/:id',
    {
      schema: {
        operationId: 'getWork',
        tags: ['works'],
        summary: 'One work of any kind',
        params: IdParams,
        response: { 200: Ref(AnyWork), ...problems(304, 308, 404, 410, 451) },
      },
    },
    async function getWork(request, reply) {
      return await answerWork(request, reply, request.params.id);
    },
  );

  for (const kind of kinds.values()) {
    app.get(
      `/${kind.path}/:id`,
      {
        schema: {
          operationId: `get${kind.title}`,
          tags: [kind.path],
          summary: `One ${kind.name}`,
          params: IdParams,
          response: { 200: refsTo(kind).work, ...problems(304, 308, 404, 410, 451) },
        },
      },
      async function getKind(request, reply) {
        return await answerWork(request, reply, (request.params as { id: string }).id, kind.name);
      },
    );
  }

  async function answerWork(
    request: FastifyRequest,
    reply: FastifyReply,
    ref: string,
    kindName?: string,
  ): Promise<never> {
    const view = await readWork(db, urls, ref, request.actor, kindName);
    setLinkHeader(reply, [...alternateLinks(view.card, 'json'), ...workLinks(view.card)]);
    if (isNotModified(request, reply, etagOf(view), view.touchedAt)) return reply.send() as never;
    return sendJson(reply, view.json);
  }
};
