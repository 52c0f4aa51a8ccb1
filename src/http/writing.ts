import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db, Tx } from '../db/database.ts';
import { isDatabaseError } from '../db/failures.ts';
import { transact } from '../db/transaction.ts';
import type { Actor } from '../lib/actor.ts';
import { Conflict, Forbidden, Invalid, Unauthenticated, Unavailable } from '../lib/errors.ts';
import { canonicalJson } from '../lib/text.ts';
import { Malformed } from './problems.ts';

/** What a write answers. `secret` is sent once and never stored: a replayed answer lacks it. */
export interface WriteAnswer {
  status: 200 | 201 | 202 | 204;
  body?: object;
  secret?: object;
  etag?: string;
  location?: string;
  /** The work or contributor whose redaction must also empty the stored answer. */
  subject?: string;
}

const retryAfterSeconds = 5;

/**
 * Runs a write in one transaction and sends its answer. A POST with an Idempotency-Key runs once for all its
 * repetitions: the key's row goes in first, so a twin waits for it (or for the one connection of the embedded
 * database) and then finds the stored answer.
 */
export async function answerWrite(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
  write: (tx: Tx) => Promise<WriteAnswer>,
): Promise<FastifyReply> {
  const key = request.method === 'POST' ? idempotencyKey(request) : undefined;
  const { actor } = request;
  if (actor === null) return send(reply, await transact(db, now, write));
  const writeAs = async (tx: Tx) => {
    await demandThere(tx, actor);
    return await write(tx);
  };
  if (key === undefined) return send(reply, await transact(db, now, writeAs));
  const fingerprint = fingerprintOf(request);
  try {
    return send(
      reply,
      await transact(db, now, (tx) => once(tx, { contributor: actor.id, key, fingerprint, now }, writeAs)),
    );
  } catch (error) {
    throw isWithoutConnection(error) ? inProgress() : error;
  }
}

/**
 * Between the request and this transaction a text may have been rendered, and the account been closed or suspended. What is written
 * from here on, its closing waits for. @throws Unauthenticated, Forbidden
 */
export async function demandThere(tx: Tx, { id, suspended }: Pick<Actor, 'id' | 'suspended'>): Promise<void> {
  const there = await tx
    .selectFrom('contributors')
    .select('suspended_at')
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .forKeyShare()
    .executeTakeFirst();
  if (there === undefined) throw new Unauthenticated('token_invalid', 'This account was closed.');
  if (there.suspended_at !== null && !suspended)
    throw new Forbidden('contributor_suspended', 'This contributor was suspended meanwhile.');
}

const keptMs = 24 * 60 * 60 * 1000;

/** Answers are kept for retries, not for ever. */
export async function forgetOldAnswers(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', new Date(now.getTime() - keptMs))
    .execute();
}

interface Claim {
  contributor: string;
  key: string;
  fingerprint: string;
  now: Date;
}

async function once(tx: Tx, claim: Claim, write: (tx: Tx) => Promise<WriteAnswer>): Promise<WriteAnswer> {
  const row = { contributor_id: claim.contributor, key: claim.key, request: claim.fingerprint, created_at: claim.now };
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values(row)
    .onConflict((conflict) => conflict.columns(['contributor_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
    .catch(rethrowTwin);
  if (claimed === undefined) return await storedAnswer(tx, claim);
  const answer = await write(tx);
  await tx
    .updateTable('idempotency_keys')
    .set({
      status: answer.status,
      headers: JSON.stringify({ etag: answer.etag, location: answer.location }),
      body: answer.body === undefined ? null : JSON.stringify(answer.body),
      subject_id: answer.subject ?? null,
    })
    .where('contributor_id', '=', claim.contributor)
    .where('key', '=', claim.key)
    .execute();
  return answer;
}

async function storedAnswer(tx: Tx, claim: Claim): Promise<WriteAnswer> {
  const stored = await tx
    .selectFrom('idempotency_keys')
    .select(['request', 'status', 'headers', 'body'])
    .where('contributor_id', '=', claim.contributor)
    .where('key', '=', claim.key)
    .executeTakeFirstOrThrow();
  if (stored.request !== claim.fingerprint) {
    throw new Invalid('idempotency_key_reused', 'This Idempotency-Key was used for another request; take a new one.');
  }
  const headers = (stored.headers ?? {}) as { etag?: string; location?: string };
  return {
    status: stored.status as WriteAnswer['status'],
    ...headers,
    ...(stored.body === null ? {} : { body: stored.body as object }),
  };
}

function send(reply: FastifyReply, answer: WriteAnswer): FastifyReply {
  if (answer.etag !== undefined) reply.header('etag', answer.etag);
  if (answer.location !== undefined) reply.header('location', answer.location);
  reply.code(answer.status);
  return answer.body === undefined ? reply.send() : reply.send({ ...answer.body, ...answer.secret });
}

/** A structured string or a bare one: `"8e03…"` and `8e03…` are the same key. */
function idempotencyKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = /^\s*"?([\x21\x23-\x7e]{1,255})"?\s*$/.exec(String(header))?.[1];
  if (key === undefined)
    throw new Malformed('idempotency_key_malformed', 'Idempotency-Key takes 1 to 255 visible ASCII characters.');
  return key;
}

function fingerprintOf(request: FastifyRequest): string {
  const parts = [request.method, request.url, canonicalJson(request.body ?? null)];
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

function inProgress(): Conflict {
  return new Conflict('idempotency_in_progress', 'The first request with this Idempotency-Key may still be at work.', {
    extra: { retry_after: retryAfterSeconds },
  });
}

/** Whoever waits ten seconds for the row of the key waits for a twin; for any other lock it is the database that is busy. */
function rethrowTwin(error: unknown): never {
  throw isDatabaseError(error, '55P03') ? inProgress() : error;
}

/** The embedded database has one connection, which a twin may hold. */
function isWithoutConnection(error: unknown): boolean {
  return error instanceof Unavailable && error.code === 'database_busy';
}
