import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { demandActor } from '../../http/actor-hook.ts';
import { etagOf, isNotModified, requiredVersions } from '../../http/conditional.ts';
import { answerPage, Page, PageQuery } from '../../http/paging.ts';
import { Closed, Nullable, problems, Ref, StringEnum, Timestamp } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Content } from '../content.ts';
import { demandHistoryReadable, findWork } from '../find.ts';
import { readWork, visibleRelations } from '../read.ts';
import { diffContents } from '../revisions/diff.ts';
import { findContent, listRevisions, readRevision } from '../revisions/read.ts';
import { AnyWork, Credit } from '../schema.ts';
import { redactRevision } from '../writing/redact.ts';
import { restoreRevision } from '../writing/restore.ts';
import { diffUrlOf, IdParams, RevisionParams, type WorkRouteOptions } from './options.ts';

const summaryFields = {
  version: Type.Integer(),
  author: Nullable(
    Closed({
      name: Type.String(),
      url: Type.Optional(Type.String()),
      handle: Type.Optional(Type.String()),
      contributor_id: Type.Optional(Type.String()),
    }),
    {
      description: 'Null: who wishes not to be named',
    },
  ),
  message: Type.String(),
  minor: Type.Boolean(),
  license: Type.String(),
  created_at: Timestamp,
  redaction: Nullable(Closed({ at: Timestamp, reason: Type.String() })),
};

const RevisionSummary = Closed(summaryFields, { $id: 'RevisionSummary' });

const Revision = Type.Object(
  {
    ...summaryFields,
    title: Type.String(),
    summary: Type.String(),
    body: Type.String(),
    html: Type.String(),
    language: Type.String(),
    tags: Type.Array(Type.String()),
    outline: Type.Unsafe<unknown[]>({ type: 'array', items: {} }),
    credits: Type.Array(Ref(Credit)),
  },
  { $id: 'Revision', additionalProperties: true, description: 'A snapshot with the fields of its kind' },
);

const DiffDocument = Closed(
  {
    from: Type.Integer(),
    to: Type.Integer(),
    texts: Type.Array(
      Closed({
        pointer: Type.String({ examples: ['/body'] }),
        parts: Type.Array(Closed({ type: StringEnum(['same', 'added', 'removed']), text: Type.String() })),
      }),
      { description: 'Without the added parts it reads as before, without the removed ones as after' },
    ),
    fields: Type.Array(
      Closed({ pointer: Type.String(), from: Type.Unsafe<unknown>({}), to: Type.Unsafe<unknown>({}) }),
    ),
  },
  { $id: 'Diff' },
);

/** History: revisions, what differs between them, restoring and redacting. */
export const revisionRoutes: FastifyPluginAsyncTypebox<WorkRouteOptions> = async (
  app,
  { db, urls, renderer, kinds, now },
) => {
  for (const schema of [RevisionSummary, Revision, DiffDocument]) app.addSchema(schema);

  async function visibleTo(actor: Actor | null, content: Content): Promise<Content> {
    return { ...content, relations: await visibleRelations(db, content.relations, actor) };
  }

  app.get(
    '/works/:id/revisions',
    {
      schema: {
        operationId: 'listRevisions',
        tags: ['revisions'],
        summary: 'The history of a work, newest first',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Ref(RevisionSummary)), ...problems(304, 308, 404, 410, 451) },
      },
    },
    async function listRevisionsHandler(request, reply) {
      const work = await findWork(db, request.params.id, request.actor);
      demandHistoryReadable(work, request.actor);
      return answerPage(request, reply, urls.base, await listRevisions(db, urls, work, request.actor, request.query));
    },
  );

  app.get(
    '/works/:id/revisions/:version',
    {
      schema: {
        operationId: 'getRevision',
        tags: ['revisions'],
        summary: 'A work as it was',
        params: RevisionParams,
        response: { 200: Ref(Revision), ...problems(304, 308, 404, 410, 451) },
      },
    },
    async function getRevision(request) {
      const work = await findWork(db, request.params.id, request.actor);
      demandHistoryReadable(work, request.actor);
      return await readRevision(db, urls, kinds, work, request.params.version, request.actor);
    },
  );

  app.get(
    '/works/:id/diff',
    {
      schema: {
        operationId: 'getDiff',
        tags: ['revisions'],
        summary: 'What differs between two revisions',
        params: IdParams,
        querystring: Closed({
          from: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
          to: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Default: the current one' }),
          ),
        }),
        response: { 200: Ref(DiffDocument), ...problems(304, 308, 404, 410, 451) },
      },
    },
    async function getDiff(request, reply) {
      const work = await findWork(db, request.params.id, request.actor);
      demandHistoryReadable(work, request.actor);
      const { from, to = work.version } = request.query;
      const [before, after] = await Promise.all([
        findContent(db, work, from, request.actor),
        findContent(db, work, to, request.actor),
      ]);
      if (isNotModified(request, reply, `"${from}-${to}.${work.touch};diff"`)) return reply.send();
      const [older, newer] = await Promise.all([before, after].map((content) => visibleTo(request.actor, content)));
      return {
        from,
        to,
        ...(await diffContents(kinds.get(work.kind)!, older!, newer!, (pairs) =>
          renderer.diff(pairs, request.actor === null ? {} : { account: request.actor.id }),
        )),
      };
    },
  );

  app.post(
    '/works/:id/revisions',
    {
      schema: {
        operationId: 'restoreRevision',
        tags: ['revisions'],
        summary: 'Make a new revision with the texts of an earlier one',
        params: IdParams,
        body: Closed({
          restore: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'The version to go back to' }),
          message: Type.Optional(Type.String({ maxLength: 500 })),
        }),
        response: { 200: Ref(AnyWork), 201: Ref(AnyWork), ...problems(404, 409, 410, 412, 428, 451) },
      },
    },
    async function restoreRevisionHandler(request, reply) {
      const actor = demandActor(request, 'publish');
      const versions = requiredVersions(request);
      const found = await findWork(db, request.params.id, actor);
      const kind = kinds.get(found.kind)!;
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const isMade = await restoreRevision(tx, {
          actor,
          kind,
          id: found.id,
          versions,
          diffUrl: diffUrlOf(urls, found.id),
          ...request.body,
          now: at,
        });
        const view = await readWork(tx, urls, found.id, actor);
        const location = urls.api(`/works/${found.id}/revisions/${view.version}`);
        return {
          status: isMade ? 201 : 200,
          body: view.work,
          etag: etagOf(view),
          subject: found.id,
          ...(isMade ? { location } : {}),
        };
      });
    },
  );

  app.post(
    '/works/:id/revisions/:version/redaction',
    {
      schema: {
        operationId: 'redactRevision',
        tags: ['revisions'],
        summary: 'Empty a revision for legal or safety reasons; the notice stays (stewards)',
        params: RevisionParams,
        body: Closed({ reason: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S', description: 'Public' }) }),
        response: { 204: Type.Null({ description: 'Redacted' }), ...problems(404, 410) },
      },
    },
    async function redactRevisionHandler(request, reply) {
      const actor = demandActor(request, 'steward', 'admin');
      const found = await findWork(db, request.params.id, actor);
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        await redactRevision(tx, {
          actor,
          id: found.id,
          version: request.params.version,
          reason: request.body.reason,
          now: at,
        });
        return { status: 204 };
      });
    },
  );
};
