import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { demandActor } from '../../http/actor-hook.ts';
import { etagOf } from '../../http/conditional.ts';
import { Closed, OriginUrl, problems, Ref, StringEnum } from '../../http/schemas.ts';
import { validated } from '../../http/validation.ts';
import { answerWrite } from '../../http/writing.ts';
import { readWork } from '../read.ts';
import { AnyWork, refsTo } from '../schema.ts';
import type { WorkInput } from '../writing/input.ts';
import { originKey } from '../writing/origin-key.ts';
import { findByOrigin, getHolder, putByOrigin } from '../writing/origins.ts';
import { prepareWork } from '../writing/prepare.ts';
import { demandFixed } from './fixed-fields.ts';
import type { WorkRouteOptions } from './options.ts';

/** Publishing from another system: its address of a work is the key. */
export const originRoutes: FastifyPluginAsyncTypebox<WorkRouteOptions> = async (
  app,
  { db, urls, renderer, kinds, now },
) => {
  const names = [...kinds.keys()];
  // One object for each kind: the validator of a schema is found again by its identity.
  const bodyOf = new Map(Array.from(kinds, ([name, kind]) => [name, refsTo(kind).replace]));
  const bodies = [...bodyOf.values()];
  app.put(
    '/origins',
    {
      schema: {
        operationId: 'putOrigin',
        tags: ['works'],
        summary: 'Create or revise the work that comes from an address; equal content makes no revision',
        querystring: Closed({
          url: Type.String({ ...OriginUrl, description: 'Where it lives in the other system' }),
          kind: Type.Optional(StringEnum(names, { default: 'article' })),
        }),
        body: bodies.length === 1 ? bodies[0]! : Type.Unsafe<object>({ anyOf: bodies }),
        response: { 200: Ref(AnyWork), 201: Ref(AnyWork), ...problems(409, 410, 451) },
      },
    },
    async function putOrigin(request, reply) {
      const actor = demandActor(request, 'publish', 'import');
      const kind = kinds.get(request.query.kind ?? 'article')!;
      const { message, minor, ...input } = validated<WorkInput & { message?: string; minor?: boolean }>(
        request,
        bodyOf.get(kind.name)!,
        request.body,
      );
      const origin = originKey({ url: request.query.url }, null, '?url');
      const known = await findByOrigin(db, origin);
      const isNew = { id: null, kind: kind.name, slug: null, status: 'published', version: null };
      demandFixed(input, known === undefined ? isNew : await getHolder(db, known, { actor, kind }));
      const at = now();
      const prepared = await prepareWork(kind, input, renderer, { account: actor.id });
      return await answerWrite(db, request, reply, at, async (tx) => {
        const { id, outcome } = await putByOrigin(tx, { actor, kind, prepared, origin, message, minor, now: at });
        const view = await readWork(tx, urls, id, actor);
        const isCreated = outcome === 'created';
        return {
          ...{ status: isCreated ? 201 : 200, body: view.work, etag: etagOf(view), subject: id },
          ...(isCreated ? { location: urls.workApi({ kind: kind.name, id }) } : {}),
        };
      });
    },
  );
};
