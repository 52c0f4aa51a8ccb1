import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Db } from '../../db/database.ts';
import { demandActor } from '../../http/actor-hook.ts';
import { answerPage, cutPage, decodeCursor, Page, PageQuery } from '../../http/paging.ts';
import { Closed, problems, Ref, Uuid } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import { invalid, NotFound } from '../../lib/errors.ts';
import { getInvitation, invite, listInvitations, withdrawInvitation } from '../access/invitations.ts';
import { findCommunity } from '../commons/communities.ts';
import { canInvite, canSeeInvitation, isAdmin, isStewardSomewhere, type Place } from '../policy.ts';
import { demand, type PeopleOptions } from './options.ts';
import { presentInvitation } from './present.ts';
import { InvitationInput, Invitation as InvitationSchema } from './schema.ts';

const defaultDays = 14;

/** Codes that let one person register. */
export const invitationRoutes: FastifyPluginAsyncTypebox<PeopleOptions> = async (app, { db, urls, now }) => {
  app.get(
    '/invitations',
    {
      schema: {
        operationId: 'listInvitations',
        tags: ['invitations'],
        summary: "Invitations, newest first: a steward's own, all for admins",
        querystring: Closed(PageQuery),
        response: { 200: Page(Ref(InvitationSchema)), ...problems(304) },
      },
    },
    async function listInvitationsHandler(request, reply) {
      const actor = demandActor(request, 'steward', 'admin');
      demand(isStewardSomewhere(actor), 'steward_required');
      const { limit = 20, cursor } = request.query;
      const by = isAdmin(actor) ? undefined : actor.id;
      const list = { invitations: by ?? 'all' };
      const rows = await listInvitations(db, by, { limit: limit + 1, before: decodeCursor(cursor, list)?.id });
      const { items, next } = cutPage(rows, limit, list, ({ id }) => ({ value: id, id }));
      return answerPage(request, reply, urls.base, { items: items.map(presentInvitation), next });
    },
  );

  app.post(
    '/invitations',
    {
      schema: {
        operationId: 'createInvitation',
        tags: ['invitations'],
        summary: 'Invite somebody (stewards and admins), with a role if wished; the code is answered once',
        body: InvitationInput,
        response: { 201: Ref(InvitationSchema), ...problems() },
      },
    },
    async function createInvitation(request, reply) {
      const actor = demandActor(request, 'steward', 'admin');
      const { note = '', days = defaultDays } = request.body;
      const place = await placeOf(db, request.body);
      demand(canInvite(actor, place), place?.communityId === null ? 'admin_required' : 'steward_required');
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const { id, code } = await invite(tx, actor.id, { note, place, days }, at);
        const body = presentInvitation(await getInvitation(tx, id));
        return { status: 201, body, secret: { code }, location: urls.api(`/invitations/${id}`) };
      });
    },
  );

  app.delete(
    '/invitations/:id',
    {
      schema: {
        operationId: 'deleteInvitation',
        tags: ['invitations'],
        summary: 'Take back a code that nobody has used; it needs no If-Match, for an invitation never changes',
        params: Closed({ id: Uuid }),
        response: { 204: Type.Null({ description: 'Taken back' }), ...problems(409) },
      },
    },
    async function deleteInvitation(request, reply) {
      const actor = demandActor(request, 'steward', 'admin');
      demand(isStewardSomewhere(actor), 'steward_required');
      const { id } = request.params;
      if (!canSeeInvitation(actor, await getInvitation(db, id))) {
        throw new NotFound('invitation_not_found', 'There is no such invitation.');
      }
      return await answerWrite(db, request, reply, now(), async (tx) => {
        await withdrawInvitation(tx, id);
        return { status: 204 };
      });
    },
  );
};

/** @throws Invalid naming the field */
async function placeOf(db: Db, { role, community: slug }: InvitationInput): Promise<Place | null> {
  if (slug === undefined) return role === undefined ? null : { role, communityId: null };
  if (role !== 'steward') throw invalid('/role', 'must be steward where a community is named', 'role_elsewhere');
  const community = await findCommunity(db, slug);
  if (community === undefined) throw invalid('/community', 'is no community here', 'community_unknown');
  return { role, communityId: community.id };
}
