import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Db } from '../../db/database.ts';
import { demandActor } from '../../http/actor-hook.ts';
import { Closed, problems } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import { invalid } from '../../lib/errors.ts';
import { grantRole, revokeRole } from '../access/roles.ts';
import { getCommunity } from '../commons/communities.ts';
import { getVisibleAccount } from '../contributors/contributors.ts';
import { canGrantRole, canRevokeRole, type Place, type RoleName } from '../policy.ts';
import { demand, type PeopleOptions } from './options.ts';
import { HandleParams, RoleInput } from './schema.ts';

/** The place of roles for the whole instance; no community can have this slug. */
const everywhere = 'instance';

const RoleParams = Closed({
  ...HandleParams.properties,
  community: Type.String({
    pattern: '^[a-z0-9-]{1,80}$',
    description: `Slug, or \`${everywhere}\` for the whole instance`,
    examples: ['commons', everywhere],
  }),
});

/** Who looks after what. Roles have no versions: a PUT says the whole of one, so none of these needs If-Match. */
export const roleRoutes: FastifyPluginAsyncTypebox<PeopleOptions> = async (app, { db, now }) => {
  app.put(
    '/contributors/:handle/roles/:community',
    {
      schema: {
        operationId: 'putRole',
        tags: ['roles'],
        summary: 'Give a role: steward of a community (its stewards and admins), or of the whole instance (admins)',
        params: RoleParams,
        body: RoleInput,
        response: { 204: Type.Null({ description: 'The contributor has this role here' }), ...problems(409) },
      },
    },
    async function putRole(request, reply) {
      const actor = demandActor(request, 'steward', 'admin');
      const account = await getVisibleAccount(db, request.params.handle, actor);
      const place = await placeOf(db, request.params.community, request.body.role);
      demand(canGrantRole(actor, place), place.communityId === null ? 'admin_required' : 'steward_required');
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        await grantRole(tx, account.id, place, actor.id, at);
        return { status: 204 };
      });
    },
  );

  app.delete(
    '/contributors/:handle/roles/:community',
    {
      schema: {
        operationId: 'deleteRole',
        tags: ['roles'],
        summary: 'Take a role away (admins), or lay down one’s own',
        params: RoleParams,
        response: { 204: Type.Null({ description: 'The contributor has no role here' }), ...problems(409) },
      },
    },
    async function deleteRole(request, reply) {
      const actor = demandActor(request, 'publish', 'steward', 'admin');
      const account = await getVisibleAccount(db, request.params.handle, actor);
      demand(canRevokeRole(actor, account), 'contributor_not_yours');
      const { communityId } = await placeOf(db, request.params.community, 'steward');
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        await revokeRole(tx, account.id, communityId, at);
        return { status: 204 };
      });
    },
  );
};

/** @throws NotFound for a community that is not there; Invalid for an administrator of one community */
async function placeOf(db: Db, slug: string, role: RoleName): Promise<Place> {
  if (slug === everywhere) return { role, communityId: null };
  const { id } = await getCommunity(db, slug);
  if (role === 'admin') {
    throw invalid('/role', `is for the whole instance only: PUT …/roles/${everywhere}`, 'role_elsewhere');
  }
  return { role, communityId: id };
}
