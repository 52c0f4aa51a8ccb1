import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, Scope } from '../lib/actor.ts';
import { Forbidden, Unauthenticated } from '../lib/errors.ts';
import { routeNotFound } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; null: a reader without an account. */
    actor: Actor | null;
    /** Asks again who that is: what takes long outlives tokens, roles and accounts. @throws Unauthenticated */
    identify(): Promise<void>;
  }
  interface FastifyContextConfig {
    /** Takes a body from anybody; give it a small `bodyLimit`. */
    open?: true;
    /** Whose token opens it is for the route to say: it is no account's. */
    ownToken?: true;
  }
}

/** Answers who holds the token, or undefined where nobody does. */
type Authenticate = (token: string) => Promise<Actor | undefined>;

export function registerActor(app: FastifyInstance, authenticate: Authenticate): void {
  app.decorateRequest('actor', null);
  app.decorateRequest('identify', async function identifyAgain(this: FastifyRequest) {
    const header = this.headers.authorization;
    if (header !== undefined) this.actor = await actorOf(header, authenticate);
  });
  // With a callback: readers without an account, who are most, need not wait for a promise.
  const identify = (request: FastifyRequest, done: (error?: Error) => void) => {
    const header = request.headers.authorization;
    if (header === undefined || request.routeOptions.config.ownToken === true) return done();
    actorOf(header, authenticate).then((actor) => {
      request.actor = actor;
      done();
    }, done);
  };
  app.addHook('onRequest', (request, _reply, done) => identify(request, done));
  // Before the body is read: to take one in, and look at it, is work that nobody without an account may ask for.
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isWriting(request)) return done();
    if (request.is404) return done(routeNotFound(request));
    if (request.actor === null && request.routeOptions.config.open !== true) return done(tokenRequired());
    done();
  });
  // A body may take its time, and the token be revoked meanwhile: who may act is asked again when it is there.
  app.addHook('preHandler', (request, reply, done) => (reply.elapsedTime < slowMs ? done() : identify(request, done)));
}

const slowMs = 100;

function isWriting({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

function tokenRequired(): Unauthenticated {
  return new Unauthenticated('token_required', 'This needs an account: send Authorization: Bearer copse_…');
}

async function actorOf(header: string, authenticate: Authenticate): Promise<Actor> {
  const token = /^Bearer +(\S+) *$/i.exec(header)?.[1];
  const actor = token === undefined ? undefined : await authenticate(token);
  if (actor !== undefined) return actor;
  throw new Unauthenticated(
    'token_invalid',
    'This token is unknown, expired or revoked. Send Authorization: Bearer copse_…',
  );
}

/**
 * The actor of a request that needs one.
 * @param wanted scopes of which the token must have one
 */
export function demandActor(request: FastifyRequest, ...wanted: Scope[]): Actor {
  const actor = demandAccount(request, ...wanted);
  if (actor.suspended) throw new Forbidden('contributor_suspended', 'This contributor is suspended and can only read.');
  return actor;
}

/**
 * The actor of a request about their own account: even the suspended may read it, and leave.
 * @param wanted scopes of which the token must have one; none: any token will do
 */
export function demandAccount(request: FastifyRequest, ...wanted: Scope[]): Actor {
  const { actor } = request;
  if (actor === null) throw tokenRequired();
  if (wanted.length > 0 && !wanted.some((scope) => actor.scopes.has(scope))) {
    throw new Forbidden('scope_missing', `This token lacks the scope ${wanted.join(' or ')}.`, {
      extra: { scope: wanted.join(' ') },
    });
  }
  return actor;
}
