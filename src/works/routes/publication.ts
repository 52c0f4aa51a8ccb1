import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { demandActor } from '../../http/actor-hook.ts';
import { etagOf, requiredVersions } from '../../http/conditional.ts';
import { Closed, Nullable, problems, Ref } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import { findWork } from '../find.ts';
import { readWork } from '../read.ts';
import { AnyWork } from '../schema.ts';
import { publishWork, withdrawWork } from '../writing/publication.ts';
import { diffUrlOf, IdParams, type WorkRouteOptions } from './options.ts';

const Reason = Type.String({
  maxLength: 1000,
  description: 'Public; required of stewards who act on the work of others',
});

/** A work goes out, and comes back. */
export const publicationRoutes: FastifyPluginAsyncTypebox<WorkRouteOptions> = async (app, { db, urls, kinds, now }) => {
  app.post(
    '/works/:id/publication',
    {
      schema: {
        operationId: 'publishWork',
        tags: ['works'],
        summary: 'Publish a draft, or bring a withdrawn work back',
        params: IdParams,
        // Nullable: a request without a body is one with null.
        body: Nullable(Closed({ reason: Type.Optional(Reason) })),
        response: {
          200: Ref(AnyWork),
          204: Type.Null({ description: 'Back, and still redacted' }),
          ...problems(404, 409, 412, 428),
        },
      },
    },
    async function publishWorkHandler(request, reply) {
      const actor = demandActor(request, 'publish', 'steward', 'admin');
      const versions = requiredVersions(request);
      const found = await findWork(db, request.params.id, actor);
      const kind = kinds.get(found.kind)!;
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        await publishWork(tx, {
          actor,
          kind,
          id: found.id,
          versions,
          diffUrl: diffUrlOf(urls, found.id),
          reason: request.body?.reason,
          now: at,
        });
        const work = await findWork(tx, found.id, actor);
        // There is nothing to show before the next revision.
        if (work.redacted) return { status: 204, etag: etagOf(work), subject: found.id };
        const view = await readWork(tx, urls, found.id, actor);
        return { status: 200, body: view.work, etag: etagOf(view), subject: found.id };
      });
    },
  );

  app.delete(
    '/works/:id/publication',
    {
      schema: {
        operationId: 'unpublishWork',
        tags: ['works'],
        summary: 'Withdraw a published work',
        params: IdParams,
        querystring: Closed({ reason: Type.Optional(Reason) }),
        response: {
          204: Type.Null({ description: 'Withdrawn, with the ETag to bring it back by' }),
          ...problems(404, 409, 410, 412, 428),
        },
      },
    },
    async function unpublishWork(request, reply) {
      const actor = demandActor(request, 'publish', 'steward', 'admin');
      const versions = requiredVersions(request);
      const found = await findWork(db, request.params.id, actor);
      const kind = kinds.get(found.kind)!;
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const withdrawn = await withdrawWork(tx, {
          actor,
          kind,
          id: found.id,
          versions,
          diffUrl: diffUrlOf(urls, found.id),
          reason: request.query.reason,
          keepDraft: true,
          now: at,
        });
        return { status: 204, ...(withdrawn && { etag: etagOf(withdrawn) }) };
      });
    },
  );
};
