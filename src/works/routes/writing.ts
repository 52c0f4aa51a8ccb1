import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { demandActor } from '../../http/actor-hook.ts';
import { demandVersion, etagOf, requiredVersions } from '../../http/conditional.ts';
import { problems } from '../../http/schemas.ts';
import { validated } from '../../http/validation.ts';
import { answerWrite, type WriteAnswer } from '../../http/writing.ts';
import type { Actor } from '../../lib/actor.ts';
import { Conflict, Redacted } from '../../lib/errors.ts';
import { mergePatch } from '../../lib/merge-patch.ts';
import { type FoundWork, findWork, tombstone } from '../find.ts';
import type { Kind } from '../kind.ts';
import { whyNotRevise } from '../policy.ts';
import { readKept, readWork } from '../read.ts';
import { type OriginInput, refsTo } from '../schema.ts';
import { createWork } from '../writing/create.ts';
import type { WorkInput } from '../writing/input.ts';
import { originKey } from '../writing/origin-key.ts';
import { prepareWork } from '../writing/prepare.ts';
import { withdrawWork } from '../writing/publication.ts';
import { demandCurrent, reviseWork } from '../writing/revise.ts';
import { demandFixed, demandNothingFixed } from './fixed-fields.ts';
import { diffUrlOf, IdParams, type WorkRouteOptions } from './options.ts';

type CreateBody = WorkInput & { status?: 'draft' | 'published'; message?: string; origin?: OriginInput };
type ReplaceBody = WorkInput & { message?: string; minor?: boolean };

/** Making, changing and withdrawing works, for each kind at its own path. */
export const writingRoutes: FastifyPluginAsyncTypebox<WorkRouteOptions> = async (app, options) => {
  for (const kind of options.kinds.values()) kindRoutes(app as never, kind, options);
};

function kindRoutes(app: Parameters<FastifyPluginAsyncTypebox>[0], kind: Kind, options: WorkRouteOptions): void {
  const { db, urls, renderer, now } = options;
  const refs = refsTo(kind);
  const name = kind.title;

  app.post(
    `/${kind.path}`,
    {
      schema: {
        operationId: `create${name}`,
        tags: [kind.path],
        summary: `Publish ${kind.name === 'article' ? 'an' : 'a'} ${kind.name}, or begin a draft`,
        body: refs.create,
        response: { 201: refs.work, ...problems(409) },
      },
    },
    async function create(request, reply) {
      const actor = demandActor(request, 'publish');
      const { status = 'published', message, origin, ...input } = request.body as CreateBody;
      const at = now();
      const prepared = await prepareWork(kind, input, renderer, { account: actor.id });
      return await answerWrite(db, request, reply, at, async (tx) => {
        const key = origin === undefined ? undefined : originKey(origin);
        const id = await createWork(tx, { actor, kind, prepared, status, message, origin: key, now: at });
        if (id === undefined)
          throw new Conflict('origin_taken', 'There is a work with this origin; PUT /origins revises it.', {
            faults: [{ pointer: '/origin', detail: 'is taken' }],
          });
        const answer = await answerWork(tx, id, actor);
        return { ...answer, status: 201, location: urls.workApi({ kind: kind.name, id }) };
      });
    },
  );

  app.put(
    `/${kind.path}/:id`,
    {
      schema: {
        operationId: `replace${name}`,
        tags: [kind.path],
        summary: `Replace ${kind.name} content; what was read may be sent back as it is`,
        params: IdParams,
        body: refs.replace,
        response: { 200: refs.work, ...problems(404, 409, 410, 412, 428, 451) },
      },
    },
    async function replace(request, reply) {
      const actor = demandActor(request, 'publish');
      const { id } = request.params as { id: string };
      return await revise(request, reply, actor, id, async (found) => {
        const body = request.body as ReplaceBody;
        demandFixed(body, found);
        return body;
      });
    },
  );

  app.patch(
    `/${kind.path}/:id`,
    {
      schema: {
        operationId: `update${name}`,
        tags: [kind.path],
        summary: 'Change some fields (JSON Merge Patch)',
        consumes: ['application/merge-patch+json', 'application/json'],
        params: IdParams,
        body: refs.patch,
        response: { 200: refs.work, ...problems(404, 409, 410, 412, 428, 451) },
      },
    },
    async function update(request, reply) {
      const actor = demandActor(request, 'publish');
      const { id } = request.params as { id: string };
      return await revise(request, reply, actor, id, async (_found, load) => {
        const { input, shown } = await load();
        demandNothingFixed(request.body as object, shown);
        return validated<ReplaceBody>(request, refs.replace, mergePatch(input, request.body));
      });
    },
  );

  app.delete(
    `/${kind.path}/:id`,
    {
      schema: {
        operationId: `withdraw${name}`,
        tags: [kind.path],
        summary: 'Withdraw what is published; delete a draft',
        params: IdParams,
        querystring: Type.Object(
          { reason: Type.Optional(Type.String({ maxLength: 1000, description: 'Public; required of stewards' })) },
          { additionalProperties: false },
        ),
        response: {
          204: Type.Null({ description: 'Withdrawn, with the ETag to bring it back by; or deleted' }),
          ...problems(404, 410, 412, 428),
        },
      },
    },
    async function withdraw(request, reply) {
      const actor = demandActor(request, 'publish', 'steward', 'admin');
      const versions = requiredVersions(request);
      const found = await findWork(db, (request.params as { id: string }).id, actor, kind.name);
      const { reason } = request.query as { reason?: string };
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const withdrawn = await withdrawWork(tx, {
          actor,
          kind,
          id: found.id,
          versions,
          diffUrl: diffUrlOf(urls, found.id),
          reason,
          now: at,
        });
        return { status: 204, ...(withdrawn && { etag: etagOf(withdrawn) }) };
      });
    },
  );

  /** @param take answers the whole input; may load what is shown now, and what of it an input is made of */
  async function revise(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    ref: string,
    take: (found: FoundWork, load: () => Promise<{ input: object; shown: object }>) => Promise<ReplaceBody>,
  ): Promise<FastifyReply> {
    const versions = requiredVersions(request);
    const found = await findWork(db, ref, actor, kind.name);
    if (found.status === 'withdrawn') throw tombstone(found, actor);
    const diffUrl = diffUrlOf(urls, found.id);
    // Both again in the transaction; here it spares the rendering of what would be refused.
    const refusal = whyNotRevise(actor, found);
    if (refusal !== undefined) throw refusal;
    demandCurrent(versions, found, diffUrl);
    const load = async () => {
      // It may have been redacted, or have changed, since it was found: what is patched must be what was meant.
      const view = found.redacted
        ? undefined
        : await readWork(db, urls, found.id, actor, kind.name).catch(passRedacted);
      if (view === undefined) return { input: await readKept(db, found, actor), shown: found };
      demandVersion(versions, view, diffUrl);
      const { work } = view;
      return { input: work, shown: work };
    };
    const { message, minor, ...input } = await take(found, load);
    const at = now();
    const prepared = await prepareWork(kind, input, renderer, { account: actor.id });
    return await answerWrite(db, request, reply, at, async (tx) => {
      await reviseWork(tx, { actor, kind, id: found.id, prepared, versions, diffUrl, message, minor, now: at });
      return { ...(await answerWork(tx, found.id, actor)), status: 200 };
    });
  }

  async function answerWork(tx: Tx, id: string, actor: Actor): Promise<Omit<WriteAnswer, 'status'>> {
    const view = await readWork(tx, urls, id, actor, kind.name);
    return { body: view.work, etag: etagOf(view), subject: id };
  }
}

function passRedacted(error: unknown): undefined {
  if (!(error instanceof Redacted)) throw error;
}
