import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Db, Tx } from '../../db/database.ts';
import type { Actor, Scope } from '../../lib/actor.ts';
import { Conflict, Invalid, invalid, NotFound } from '../../lib/errors.ts';
import { isUuid, newId } from '../../lib/ids.ts';
import { lockClaimed } from '../contributors/contributors.ts';
import { cleanName } from '../names.ts';
import { scopesOf } from '../policy.ts';
import { rolesJson, rolesOf, standingOf } from '../standing.ts';

/** `copse_`, 32 random bytes and a CRC-32 of them, both hex: what a secret scanner can recognise and check. */
export function generateToken(): string {
  const secret = randomBytes(32);
  return `copse_${secret.toString('hex')}${crc32(secret).toString(16).padStart(8, '0')}`;
}

/** What is stored of a token or an invitation code. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/**
 * Who holds this token now; the hash alone decides. One look-up by an index, and nothing is written: every request pays it.
 * @returns undefined for a token that is unknown, expired or revoked
 */
export async function authenticate(db: Db, token: string, now: Date): Promise<Actor | undefined> {
  const row = await db
    .selectFrom('tokens')
    .innerJoin('contributors', 'contributors.id', 'tokens.contributor_id')
    .select([
      'contributors.id',
      'contributors.handle',
      'contributors.suspended_at',
      'tokens.scopes',
      'tokens.expires_at',
    ])
    .select(rolesJson.as('roles'))
    .where('tokens.hash', '=', hashSecret(token))
    .where('tokens.revoked_at', 'is', null)
    .where('contributors.erased_at', 'is', null)
    .where((eb) => eb.or([eb('tokens.expires_at', 'is', null), eb('tokens.expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // A role that was taken away takes its scopes out of every token at once.
  const possible = scopesOf(rolesOf(row.roles));
  return {
    id: row.id,
    handle: row.handle,
    scopes: new Set(possible.filter((scope) => row.scopes.includes(scope))),
    ...standingOf(row.roles),
    suspended: row.suspended_at !== null,
    until: row.expires_at,
  };
}

export interface TokenInput {
  name: string;
  scopes: readonly Scope[];
  /** ISO 8601; null: never; nothing: as late as may be. */
  expires_at?: string | null;
  /** When the token ends by which this one is made: none outlives the one it came from. Null or nothing: it does not. */
  latest?: Date | null;
}

export interface Token {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  expires_at: string | null;
}

/** More than anyone handles by hand; a program that makes one a run is told instead of filling the table. */
const mostTokens = 200;

/**
 * Makes a token for a contributor. The token itself is in the answer and nowhere else.
 * @throws Invalid `scope_not_grantable` for a scope that the contributor's roles don't allow; `token_expires_past`,
 * `token_expires_late`
 * @throws Conflict `too_many_tokens`, `contributor_unclaimed`
 */
export async function issueToken(
  tx: Tx,
  contributorId: string,
  input: TokenInput,
  now: Date,
  secret: string = generateToken(),
): Promise<{ token: Token; secret: string }> {
  await demandGrantable(tx, contributorId, input.scopes);
  const row = {
    id: newId(),
    contributor_id: contributorId,
    name: cleanName(input.name, '/name'),
    hash: hashSecret(secret),
    scopes: [...new Set(input.scopes)],
    created_at: now,
    expires_at: endOf(input, now),
  };
  await tx.insertInto('tokens').values(row).execute();
  return { token: presentToken(row), secret };
}

/** What is said is taken as it is, or refused; where nothing is said, a token ends with the one it was made by. */
function endOf({ expires_at, latest = null }: TokenInput, now: Date): Date | null {
  if (expires_at === undefined) return latest;
  const end = expires_at === null ? null : new Date(expires_at);
  if (end !== null && end <= now) throw invalid('/expires_at', 'must be in the future', 'token_expires_past');
  if (latest !== null && (end === null || end > latest)) {
    throw invalid(
      '/expires_at',
      `must not be later than ${latest.toISOString()}, when the token in use expires; left out, it is that`,
      'token_expires_late',
    );
  }
  return end;
}

/** A page of the tokens in force, oldest first. @param after the last id of the page before */
export async function listTokens(
  db: Db,
  contributorId: string,
  now: Date,
  page: { limit: number; after?: string | undefined },
): Promise<Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at'])
    .where('contributor_id', '=', contributorId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .$if(page.after !== undefined, (query) => query.where('id', '>', page.after!))
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows.map(presentToken);
}

/** @throws NotFound for a token that is not this contributor's, or was revoked before */
export async function revokeToken(tx: Tx, contributorId: string, tokenId: string, now: Date): Promise<void> {
  const missing = () => new NotFound('token_not_found', 'There is no such token.');
  if (!isUuid(tokenId)) throw missing();
  const { numUpdatedRows } = await tx
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('id', '=', tokenId)
    .where('contributor_id', '=', contributorId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw missing();
}

async function demandGrantable(tx: Tx, contributorId: string, scopes: readonly Scope[]): Promise<void> {
  const { roles } = await lockClaimed(tx, contributorId);
  const { count } = await tx
    .selectFrom('tokens')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('contributor_id', '=', contributorId)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (count >= mostTokens) {
    throw new Conflict('too_many_tokens', `A contributor has at most ${mostTokens} tokens; revoke some first.`);
  }
  const grantable = scopesOf(rolesOf(roles));
  const index = scopes.findIndex((scope) => !grantable.includes(scope));
  if (index < 0) return;
  const detail = `needs a role this contributor does not have; possible are ${grantable.join(', ')}`;
  throw new Invalid('scope_not_grantable', `The scope ${scopes[index]} ${detail}.`, {
    faults: [{ pointer: `/scopes/${index}`, detail }],
  });
}

type Row = { id: string; name: string; scopes: string[]; created_at: Date; expires_at: Date | null };

function presentToken({ id, name, scopes, created_at, expires_at }: Row): Token {
  return {
    id,
    name,
    scopes: scopes as Scope[],
    created_at: created_at.toISOString(),
    expires_at: expires_at?.toISOString() ?? null,
  };
}
