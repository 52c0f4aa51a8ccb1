import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Db } from '../../db/database.ts';
import { demandActor } from '../../http/actor-hook.ts';
import { etagOf, isNotModified, requiredVersions } from '../../http/conditional.ts';
import { demandEchoes } from '../../http/fixed-fields.ts';
import { answerPage, Page, PageQuery } from '../../http/paging.ts';
import { Closed, problems, Ref } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import type { Urls } from '../../lib/urls.ts';
import { changeCommunity, makeCommunity } from '../commons/change-community.ts';
import {
  type Community,
  findCommunityById,
  findStewards,
  getCommunity,
  pageOfCommunities,
} from '../commons/communities.ts';
import { canChangeCommunity, canMakeCommunity } from '../policy.ts';
import { CommunityInput, CommunityParams, CommunityPatch, Community as CommunitySchema } from './commons-schema.ts';
import { demand, type PeopleOptions } from './options.ts';
import { presentCommunity, stateOf } from './present.ts';

/** The people of each practice, and how they work together. */
export const communityRoutes: FastifyPluginAsyncTypebox<PeopleOptions> = async (app, { db, urls, now }) => {
  app.get(
    '/communities',
    {
      schema: {
        operationId: 'listCommunities',
        tags: ['communities'],
        summary: 'Communities by name',
        querystring: Closed(PageQuery),
        response: { 200: Page(Ref(CommunitySchema)), ...problems(304) },
      },
    },
    async function listCommunitiesHandler(request, reply) {
      const { limit = 20, cursor } = request.query;
      const { items, next } = await pageOfCommunities(db, limit, cursor);
      return answerPage(request, reply, urls.base, { items: await presentAll(db, items, urls), next });
    },
  );

  app.post(
    '/communities',
    {
      schema: {
        operationId: 'createCommunity',
        tags: ['communities'],
        summary: 'Make a community (admins)',
        body: CommunityInput,
        response: { 201: Ref(CommunitySchema), ...problems(409) },
      },
    },
    async function createCommunity(request, reply) {
      demand(canMakeCommunity(demandActor(request, 'admin')), 'admin_required');
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const id = await makeCommunity(tx, request.body, at);
        const answer = await answerOf(tx, (await findCommunityById(tx, id))!, urls);
        return { status: 201, ...answer, location: urls.api(`/communities/${answer.body.slug}`) };
      });
    },
  );

  app.get(
    '/communities/:slug',
    {
      schema: {
        operationId: 'getCommunity',
        tags: ['communities'],
        summary: 'One community',
        params: CommunityParams,
        response: { 200: Ref(CommunitySchema), ...problems(304) },
      },
    },
    async function getCommunityHandler(request, reply) {
      const { body, etag } = await answerOf(db, await getCommunity(db, request.params.slug), urls);
      if (isNotModified(request, reply, etag, new Date(body.updated_at))) return reply.send() as never;
      return body;
    },
  );

  app.patch(
    '/communities/:slug',
    {
      schema: {
        operationId: 'patchCommunity',
        tags: ['communities'],
        summary: 'Change a community (its stewards and admins); merge patch',
        params: CommunityParams,
        body: CommunityPatch,
        response: { 200: Ref(CommunitySchema), ...problems(412, 428) },
      },
    },
    async function patchCommunity(request, reply) {
      const actor = demandActor(request, 'steward', 'admin');
      const { id } = await getCommunity(db, request.params.slug);
      demand(canChangeCommunity(actor, id), 'steward_required');
      const versions = requiredVersions(request);
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const { body: shown } = await answerOf(tx, (await findCommunityById(tx, id))!, urls);
        demandEchoes(CommunityPatch, request.body, shown, versions);
        await changeCommunity(tx, id, request.body, versions, at);
        return { status: 200, ...(await answerOf(tx, (await findCommunityById(tx, id))!, urls)) };
      });
    },
  );
};

async function answerOf(db: Db, community: Community, urls: Urls) {
  const [body] = await presentAll(db, [community], urls);
  return { body: body!, etag: etagOf(stateOf(community)) };
}

async function presentAll(db: Db, communities: readonly Community[], urls: Urls): Promise<CommunitySchema[]> {
  const stewards = await findStewards(
    db,
    communities.map(({ id }) => id),
  );
  return communities.map((community) => presentCommunity(community, stewards.get(community.id) ?? [], urls));
}
