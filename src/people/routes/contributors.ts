import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { demandActor } from '../../http/actor-hook.ts';
import { etagOf, isNotModified, requiredVersions } from '../../http/conditional.ts';
import { demandEchoes } from '../../http/fixed-fields.ts';
import { answerPage, cutPage, decodeCursor, Page, PageQuery } from '../../http/paging.ts';
import { Closed, problems, Ref, StringEnum } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import type { Actor } from '../../lib/actor.ts';
import { Forbidden } from '../../lib/errors.ts';
import type { Urls } from '../../lib/urls.ts';
import { changeContributor } from '../accounts/change-contributor.ts';
import { register } from '../accounts/register.ts';
import {
  type Account,
  type ContributorFilters,
  getAccount,
  getVisibleAccount,
  listAccounts,
} from '../contributors/contributors.ts';
import { canChangeContributor, canSeeAccount, isAdmin, mayRegister, type Registration, roleNames } from '../policy.ts';
import { demand, type RegistrationOptions } from './options.ts';
import { presentAccount, presentContributor, stateOf } from './present.ts';
import {
  ContributorInput,
  ContributorPatch,
  Contributor as ContributorSchema,
  contributorKinds,
  HandleParams,
  Me,
} from './schema.ts';

const ListQuery = Closed({
  ...PageQuery,
  kind: Type.Optional(StringEnum(contributorKinds)),
  claimed: Type.Optional(Type.Boolean({ description: 'Has an account, or is only named' })),
  role: Type.Optional(StringEnum(roleNames)),
  community: Type.Optional(Type.String({ maxLength: 80, description: 'Slug: those with a role there' })),
  everyone: Type.Optional(Type.Boolean({ description: 'Admins: also those without a public profile' })),
});

/** Who publishes here. */
export const contributorRoutes: FastifyPluginAsyncTypebox<RegistrationOptions> = async (app, options) => {
  const { db, urls, now, registration } = options;

  app.get(
    '/contributors',
    {
      schema: {
        operationId: 'listContributors',
        tags: ['contributors'],
        summary: 'Contributors with a public profile, by name',
        querystring: ListQuery,
        response: { 200: Page(Ref(ContributorSchema)), ...problems(304) },
      },
    },
    async function listContributors(request, reply) {
      const { limit = 20, cursor, everyone = false, ...rest } = request.query;
      if (everyone) demand(isAdmin(demandActor(request, 'admin')), 'admin_required');
      const filters: ContributorFilters = { ...rest, everyone };
      const position = decodeCursor(cursor, filters);
      const after = position && { name: String(position.value), id: position.id };
      const rows = await listAccounts(db, filters, { limit: limit + 1, after });
      const { items, next } = cutPage(rows, limit, filters, ({ name, id }) => ({ value: name, id }));
      const shown = items.map((account) => answerOf(account, request.actor, urls).body);
      return answerPage(request, reply, urls.base, { items: shown, next });
    },
  );

  app.post(
    '/contributors',
    {
      config: { open: true },
      bodyLimit: 64 * 1024,
      schema: {
        operationId: 'createContributor',
        tags: ['contributors'],
        summary: 'Register, as REGISTRATION allows; admins make contributors for others, too. Answers a token once',
        body: ContributorInput,
        response: { 201: Ref(Me), ...problems(409) },
      },
    },
    async function createContributor(request, reply) {
      const { claimed = true, ...given } = request.body;
      demandRegistration(request, registration, given.invitation !== undefined);
      if (!claimed) demand(isAdmin(request.actor), 'admin_required');
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        const { account, token } = await register(tx, { ...given, claimed }, at);
        return {
          status: 201,
          body: presentAccount(account, urls),
          ...(token === undefined ? {} : { secret: { token } }),
          etag: etagOf(stateOf(account), 'account'),
          location: urls.api(`/contributors/${account.handle}`),
          subject: account.id,
        };
      });
    },
  );

  app.get(
    '/contributors/:handle',
    {
      schema: {
        operationId: 'getContributor',
        tags: ['contributors'],
        summary: 'One contributor, who has a public profile',
        params: HandleParams,
        response: { 200: Ref(ContributorSchema), ...problems(304) },
      },
    },
    async function getContributor(request, reply) {
      const account = await getVisibleAccount(db, request.params.handle, request.actor);
      const { body, etag } = answerOf(account, request.actor, urls);
      if (isNotModified(request, reply, etag, account.updated_at)) return reply.send() as never;
      return body;
    },
  );

  app.patch(
    '/contributors/:handle',
    {
      schema: {
        operationId: 'patchContributor',
        tags: ['contributors'],
        summary: 'Change a contributor (oneself, or admins); merge patch',
        params: HandleParams,
        body: ContributorPatch,
        response: { 200: Ref(ContributorSchema), ...problems(409, 412, 428) },
      },
    },
    async function patchContributor(request, reply) {
      const actor = demandActor(request, 'publish', 'admin');
      const { id } = await getVisibleAccount(db, request.params.handle, actor);
      demand(canChangeContributor(actor, { id }), 'contributor_not_yours');
      if (request.body.suspended !== undefined) demand(isAdmin(actor), 'admin_required');
      const versions = requiredVersions(request);
      const at = now();
      return await answerWrite(db, request, reply, at, async (tx) => {
        demandEchoes(ContributorPatch, request.body, presentAccount(await getAccount(tx, id), urls), versions);
        const account = await changeContributor(tx, id, request.body, versions, at);
        return { status: 200, ...answerOf(account, actor, urls) };
      });
    },
  );
};

function demandRegistration(request: FastifyRequest, registration: Registration, invited: boolean): void {
  switch (mayRegister(request.actor, registration, invited)) {
    case 'closed':
      throw new Forbidden('registration_closed', 'Nobody can register here; ask whoever runs this commons.');
    case 'needs_invitation':
      throw new Forbidden('invitation_required', 'Registration takes an invitation: send its code as invitation.');
    case 'yes':
  }
}

/** The account view is another representation than the public one. */
function answerOf(account: Account, actor: Actor | null, urls: Urls): { body: ContributorSchema; etag: string } {
  if (!canSeeAccount(actor, account)) {
    return { body: presentContributor(account, urls), etag: etagOf(stateOf(account)) };
  }
  return { body: presentAccount(account, urls), etag: etagOf(stateOf(account), 'account') };
}
