import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { demandAccount, demandActor } from '../../http/actor-hook.ts';
import { answerPage, cutPage, decodeCursor, Page, PageQuery } from '../../http/paging.ts';
import { Closed, problems, Ref, Uuid } from '../../http/schemas.ts';
import { answerWrite } from '../../http/writing.ts';
import type { Actor, Scope } from '../../lib/actor.ts';
import { Forbidden } from '../../lib/errors.ts';
import { issueToken, listTokens, revokeToken, type TokenInput as TokenRequest } from '../access/tokens.ts';
import { getVisibleAccount } from '../contributors/contributors.ts';
import { canManageTokens, passableScopes } from '../policy.ts';
import { demand, type PeopleOptions } from './options.ts';
import { HandleParams, TokenInput, Token as TokenSchema } from './schema.ts';

const TokenParams = Closed({ ...HandleParams.properties, id: Uuid });
const ListQuery = Closed(PageQuery);
const tags = ['tokens'];

/** A token that only reads neither makes nor revokes any. */
const acting = ['publish', 'import', 'steward', 'admin'] as const;

/** What acts for a contributor: their own under /me, anyone's for admins. */
export const tokenRoutes: FastifyPluginAsyncTypebox<PeopleOptions> = async (app, { db, urls, now }) => {
  app.get(
    '/me/tokens',
    {
      schema: {
        operationId: 'listMyTokens',
        tags,
        summary: "One's own tokens in force, without their secrets",
        querystring: ListQuery,
        response: { 200: Page(Ref(TokenSchema)), ...problems(304) },
      },
    },
    async function listMyTokens(request, reply) {
      return await list(request, reply, demandAccount(request).id, request.query);
    },
  );

  app.post(
    '/me/tokens',
    {
      schema: {
        operationId: 'createMyToken',
        tags,
        summary: 'Make a token for oneself, with scopes that the token in use has; its secret is answered once',
        body: TokenInput,
        response: { 201: Ref(TokenSchema), ...problems(409) },
      },
    },
    async function createMyToken(request, reply) {
      const actor = demandActor(request, ...acting);
      return await issue(request, reply, actor, { id: actor.id, path: '/me' }, request.body);
    },
  );

  app.delete(
    '/me/tokens/:id',
    {
      schema: {
        operationId: 'deleteMyToken',
        tags,
        summary: 'Revoke a token of one’s own; it needs no If-Match, for a token never changes',
        params: Closed({ id: Uuid }),
        response: { 204: Type.Null({ description: 'Revoked' }), ...problems() },
      },
    },
    async function deleteMyToken(request, reply) {
      return await revoke(request, reply, demandAccount(request, ...acting).id, request.params.id);
    },
  );

  app.get(
    '/contributors/:handle/tokens',
    {
      schema: {
        operationId: 'listTokens',
        tags,
        summary: 'Tokens in force of a contributor (oneself, or admins)',
        params: HandleParams,
        querystring: ListQuery,
        response: { 200: Page(Ref(TokenSchema)), ...problems(304) },
      },
    },
    async function listTokensHandler(request, reply) {
      const owner = await ownerOf(demandAccount(request), request.params.handle);
      return await list(request, reply, owner.id, request.query);
    },
  );

  app.post(
    '/contributors/:handle/tokens',
    {
      schema: {
        operationId: 'createToken',
        tags,
        summary: 'Make a token for a contributor (oneself, or admins); its secret is answered once',
        params: HandleParams,
        body: TokenInput,
        response: { 201: Ref(TokenSchema), ...problems(409) },
      },
    },
    async function createToken(request, reply) {
      const actor = demandActor(request, ...acting);
      const owner = await ownerOf(actor, request.params.handle);
      return await issue(request, reply, actor, { id: owner.id, path: `/contributors/${owner.handle}` }, request.body);
    },
  );

  app.delete(
    '/contributors/:handle/tokens/:id',
    {
      schema: {
        operationId: 'deleteToken',
        tags,
        summary:
          'Revoke a token of a contributor (oneself, or admins); it needs no If-Match, for a token never changes',
        params: TokenParams,
        response: { 204: Type.Null({ description: 'Revoked' }), ...problems() },
      },
    },
    async function deleteToken(request, reply) {
      const owner = await ownerOf(demandAccount(request, ...acting), request.params.handle);
      return await revoke(request, reply, owner.id, request.params.id);
    },
  );

  async function ownerOf(actor: Actor, handle: string): Promise<{ id: string; handle: string }> {
    const account = await getVisibleAccount(db, handle, actor);
    demand(actor.id === account.id || canManageTokens(actor, account), 'contributor_not_yours');
    return account;
  }

  async function list(
    request: FastifyRequest,
    reply: FastifyReply,
    owner: string,
    query: { limit?: number; cursor?: string },
  ) {
    const { limit = 20, cursor } = query;
    const whose = { tokens: owner };
    const after = decodeCursor(cursor, whose)?.id;
    const rows = await listTokens(db, owner, now(), { limit: limit + 1, after });
    return answerPage(
      request,
      reply,
      urls.base,
      cutPage(rows, limit, whose, ({ id }) => ({ value: id, id })),
    );
  }

  async function issue(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    owner: { id: string; path: string },
    input: TokenRequest,
  ) {
    demandPassable(actor, input.scopes);
    const at = now();
    return await answerWrite(db, request, reply, at, async (tx) => {
      const { token, secret } = await issueToken(tx, owner.id, { ...input, latest: actor.until }, at);
      const location = urls.api(`${owner.path}/tokens/${token.id}`);
      return { status: 201, body: token, secret: { token: secret }, location, subject: owner.id };
    });
  }

  async function revoke(request: FastifyRequest, reply: FastifyReply, owner: string, id: string) {
    const at = now();
    return await answerWrite(db, request, reply, at, async (tx) => {
      await revokeToken(tx, owner, id, at);
      return { status: 204 };
    });
  }
};

/** A token makes none that may do more than itself: whoever steals it gets no further. */
function demandPassable(actor: Actor, wanted: readonly Scope[]): void {
  const passable = passableScopes(actor);
  const index = wanted.findIndex((scope) => !passable.includes(scope));
  if (index < 0) return;
  throw new Forbidden('scope_not_yours', `The token in use lacks the scope ${wanted[index]} and cannot give it on.`, {
    faults: [{ pointer: `/scopes/${index}`, detail: `possible are ${passable.join(', ')}` }],
  });
}
