import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { demandAccount, demandActor } from '../../http/actor-hook.ts';
import { isNotModified, requiredVersions } from '../../http/conditional.ts';
import { demandEchoes } from '../../http/fixed-fields.ts';
import { problems, Ref } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import { jsonPieces } from '../../lib/json-stream.ts';
import { changeContributor } from '../accounts/change-contributor.ts';
import { eraseContributor } from '../accounts/erase.ts';
import { getAccount } from '../contributors/contributors.ts';
import { isAdmin } from '../policy.ts';
import { exportPerson } from './export.ts';
import { demand, type MeOptions } from './options.ts';
import { presentMe } from './present.ts';
import { ContributorPatch, Me, PersonExport } from './schema.ts';

const tags = ['me'];
const jsonType = 'application/json; charset=utf-8';

/** One's own account. */
export const meRoutes: FastifyPluginAsyncTypebox<MeOptions> = async (app, { db, urls, now, exports, onErase }) => {
  app.get(
    '/me',
    {
      schema: {
        operationId: 'getMe',
        tags,
        summary: 'Whose token this is, and what it may do',
        response: { 200: Ref(Me), ...problems(304) },
      },
    },
    async function getMe(request, reply) {
      const actor = demandAccount(request);
      const { body, etag } = presentMe(await getAccount(db, actor.id), actor.scopes, urls);
      if (isNotModified(request, reply, etag)) return reply.send() as never;
      return body;
    },
  );

  app.patch(
    '/me',
    {
      schema: {
        operationId: 'patchMe',
        tags,
        summary: 'Change one’s own profile and how to be credited; merge patch',
        body: ContributorPatch,
        response: { 200: Ref(Me), ...problems(409, 412, 428) },
      },
    },
    async function patchMe(request, reply) {
      const actor = demandActor(request, 'publish', 'admin');
      if (request.body.suspended) demand(isAdmin(actor), 'admin_required');
      const versions = requiredVersions(request);
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const { body: shown } = presentMe(await getAccount(tx, actor.id), actor.scopes, urls);
        demandEchoes(ContributorPatch, request.body, shown, versions);
        const account = await changeContributor(tx, actor.id, request.body, versions, at);
        return { status: 200, ...presentMe(account, actor.scopes, urls) };
      });
    },
  );

  app.delete(
    '/me',
    {
      schema: {
        operationId: 'deleteMe',
        tags,
        summary: 'Close one’s account: personal data and drafts are erased, published works stay, credited to nobody',
        response: {
          204: Type.Null({ description: 'Closed; this token is no longer valid' }),
          ...problems(409, 412, 428),
        },
      },
    },
    async function deleteMe(request, reply) {
      const actor = demandAccount(request, 'publish', 'admin');
      const versions = requiredVersions(request);
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        await eraseContributor(tx, actor.id, versions, at);
        await onErase(tx, actor.id, at);
        return { status: 204 };
      });
    },
  );

  app.get(
    '/me/export',
    {
      schema: {
        operationId: 'exportMe',
        tags,
        summary: 'Everything this commons keeps of oneself',
        response: { 200: Ref(PersonExport), ...problems(304) },
      },
    },
    async function exportMe(request, reply) {
      const { id, handle } = demandAccount(request);
      const person = await exportPerson(db, id, urls, now());
      const others = Object.entries(exports).map(([name, read]) => [name, read(db, id)]);
      reply.header('content-disposition', `attachment; filename="copse-${handle}.json"`).type(jsonType);
      return reply.send(Readable.from(jsonPieces({ ...person, ...Object.fromEntries(others) }))) as never;
    },
  );
};
