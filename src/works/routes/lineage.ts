import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { etagOf, isNotModified } from '../../http/conditional.ts';
import { Closed, Nullable, problems, Ref, StringEnum } from '../../http/schemas.ts';
import { attributionFormats } from '../../licenses/attribution.ts';
import { Card } from '../card.ts';
import { demandReadable, findWork } from '../find.ts';
import { attributionTypes, readAttribution } from '../lineage/attribution.ts';
import { readLineage } from '../lineage/lineage.ts';
import { IdParams, type WorkRouteOptions } from './options.ts';

const Edge = Closed({
  type: StringEnum(['derived_from', 'translation_of']),
  from: Type.String({ description: 'The work that was made from the other' }),
  to: Nullable(Type.String(), { description: 'Null: something elsewhere, at url' }),
  url: Nullable(Type.String()),
  version: Nullable(Type.Integer()),
  note: Type.String(),
});

const CslItems = Type.Array(Type.Object({}, { additionalProperties: true }), { description: 'CSL-JSON with one item' });

/** What a work owes, and what was made from it. */
export const lineageRoutes: FastifyPluginAsyncTypebox<WorkRouteOptions> = async (app, { db, urls }) => {
  app.get(
    '/works/:id/attribution',
    {
      schema: {
        operationId: 'getAttribution',
        tags: ['works'],
        summary: 'The credit line: title, authors, source, licence, changes and every ancestor',
        params: IdParams,
        querystring: Closed({ format: Type.Optional(StringEnum(attributionFormats, { default: 'text' })) }),
        response: {
          200: {
            description: 'The credit line',
            content: Object.fromEntries(
              attributionFormats.map((format) => [
                attributionTypes[format].split(';')[0],
                { schema: format === 'csl' ? CslItems : Type.String() },
              ]),
            ),
          } as never,
          ...problems(304, 308, 404, 410, 451),
        },
      },
    },
    async function getAttribution(request, reply) {
      const { format = 'text' } = request.query;
      const work = await findWork(db, request.params.id, request.actor);
      demandReadable(work, request.actor);
      if (isNotModified(request, reply, etagOf(work, format), work.touched_at)) return reply.send() as never;
      reply.type(attributionTypes[format]).serializer((text: unknown) => String(text));
      return reply.send(await readAttribution(db, urls, work.id, format)) as never;
    },
  );

  app.get(
    '/works/:id/lineage',
    {
      schema: {
        operationId: 'getLineage',
        tags: ['works'],
        summary: 'What a work was made from, and what was made from it',
        params: IdParams,
        response: {
          200: Closed(
            { ancestors: Type.Array(Edge), descendants: Type.Array(Edge), works: Type.Array(Ref(Card)) },
            { description: 'A card for each public work among the edges' },
          ),
          ...problems(304, 308, 404, 410, 451),
        },
      },
    },
    async function getLineage(request) {
      const work = await findWork(db, request.params.id, request.actor);
      demandReadable(work, request.actor);
      return (await readLineage(db, urls, work.id)) as never;
    },
  );
};
