import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { demandActor } from '../../http/actor-hook.ts';
import { isNotModified, requiredVersions } from '../../http/conditional.ts';
import { demandEchoes } from '../../http/fixed-fields.ts';
import { problems, Ref } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import { changeInstance, getInstance } from '../commons/instance.ts';
import { canChangeInstance } from '../policy.ts';
import { InstancePatch, Instance as InstanceSchema } from './commons-schema.ts';
import { demand, type RegistrationOptions } from './options.ts';
import { presentInstance } from './present.ts';

/** Who runs this commons. */
export const instanceRoutes: FastifyPluginAsyncTypebox<RegistrationOptions> = async (app, options) => {
  const { db, urls, now, registration } = options;

  app.get(
    '/instance',
    {
      schema: {
        operationId: 'getInstance',
        tags: ['instance'],
        summary: 'Name, contact, defaults, theme and legal pages of this commons',
        response: { 200: Ref(InstanceSchema), ...problems(304) },
      },
    },
    async function getInstanceHandler(request, reply) {
      const instance = await getInstance(db);
      const { body, etag } = presentInstance(instance, registration, urls);
      if (isNotModified(request, reply, etag)) return reply.send() as never;
      return body;
    },
  );

  app.patch(
    '/instance',
    {
      schema: {
        operationId: 'patchInstance',
        tags: ['instance'],
        summary: 'Change the instance (admins); merge patch, so null removes a page or a mark of the theme',
        body: InstancePatch,
        response: { 200: Ref(InstanceSchema), ...problems(412, 428) },
      },
    },
    async function patchInstance(request, reply) {
      demand(canChangeInstance(demandActor(request, 'admin')), 'admin_required');
      const versions = requiredVersions(request);
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const { body: shown } = presentInstance(await getInstance(tx), registration, urls);
        demandEchoes(InstancePatch, request.body, shown, versions);
        const instance = await changeInstance(tx, request.body, versions, at);
        return { status: 200, ...presentInstance(instance, registration, urls) };
      });
    },
  );
};
