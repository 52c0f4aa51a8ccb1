import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { demandAccount } from '../../http/actor-hook.ts';
import { answerPage, cutPage, decodeCursor, PageQuery } from '../../http/paging.ts';
import { Closed, Nullable, problems, StringEnum, Timestamp, Uuid } from '../../http/schemas.ts';
import type { WorkRouteOptions } from './options.ts';

const statuses = ['draft', 'published', 'withdrawn'] as const;

const OwnWork = Closed({
  id: Uuid,
  kind: Type.String(),
  status: StringEnum(statuses),
  slug: Nullable(Type.String()),
  title: Type.String(),
  version: Type.Integer(),
  updated_at: Timestamp,
  api_url: Type.String(),
});

/** What a contributor made, drafts too: nobody else sees this list. */
export const ownWorkRoutes: FastifyPluginAsyncTypebox<WorkRouteOptions> = async (app, { db, urls }) => {
  app.get(
    '/me/works',
    {
      schema: {
        operationId: 'listOwnWorks',
        tags: ['me'],
        summary: 'What you made, newest first',
        querystring: Closed({ ...PageQuery, status: Type.Optional(StringEnum(statuses)) }),
        response: { 200: Closed({ items: Type.Array(OwnWork), next: Nullable(Type.String()) }), ...problems(304) },
      },
    },
    async function listOwnWorks(request, reply) {
      const actor = demandAccount(request);
      const { status, limit = 20, cursor } = request.query;
      const list = { mine: actor.id, status };
      const after = decodeCursor(cursor, list, 'time');
      const rows = await db
        .selectFrom('works')
        .select(['id', 'kind', 'status', 'slug', 'title', 'version', 'updated_at', 'created_at'])
        .where('created_by', '=', actor.id)
        .$if(status !== undefined, (query) => query.where('status', '=', status!))
        .$if(after !== undefined, (query) =>
          query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(new Date(after!.value), after!.id))),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, next } = cutPage(rows, limit, list, (row) => ({
        value: row.created_at.toISOString(),
        id: row.id,
      }));
      const own = items.map(({ created_at: _createdAt, updated_at, ...row }) => ({
        ...row,
        status: row.status as (typeof statuses)[number],
        updated_at: updated_at.toISOString(),
        api_url: urls.workApi(row),
      }));
      return answerPage(request, reply, urls.base, { items: own, next });
    },
  );
};
