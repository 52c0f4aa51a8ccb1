import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';
import type { Actor, Scope } from '../lib/actor.ts';
import { Invalid, NotFound } from '../lib/errors.ts';
import { newId } from '../lib/ids.ts';
import { grantableScopes } from './policy.ts';

/** `copse_`, 32 random bytes and a CRC-32 of them, both hex: what a secret scanner can recognise and check. */
export function generateToken(): string {
  const secret = randomBytes(32);
  return `copse_${secret.toString('hex')}${crc32(secret).toString(16).padStart(8, '0')}`;
}

/** What is stored of a token or an invitation code. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Who holds this token now; the hash alone decides. */
export async function authenticate(db: Db, token: string, now: Date): Promise<Actor | undefined> {
  const row = await db
    .selectFrom('tokens')
    .innerJoin('contributors', 'contributors.id', 'tokens.contributor_id')
    .select((eb) => [
      'contributors.id',
      'contributors.handle',
      'contributors.suspended_at',
      'tokens.scopes',
      sql<{ role: string; community_id: string | null }[]>`(
        select coalesce(json_agg(json_build_object('role', role, 'community_id', community_id)), '[]')
        from roles where roles.contributor_id = ${eb.ref('contributors.id')})`.as('roles'),
    ])
    .where('tokens.hash', '=', hashSecret(token))
    .where('tokens.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('tokens.expires_at', 'is', null), eb('tokens.expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const stewardships = row.roles.filter(({ role }) => role === 'steward').map(({ community_id }) => community_id);
  return {
    id: row.id,
    handle: row.handle,
    scopes: new Set(row.scopes as Scope[]),
    admin: row.roles.some(({ role }) => role === 'admin'),
    stewardEverywhere: stewardships.includes(null),
    stewardOf: new Set(stewardships.filter((id) => id !== null)),
    suspended: row.suspended_at !== null,
  };
}

export interface TokenInput {
  name: string;
  scopes: readonly Scope[];
  expires_at?: string | null;
}

export interface Token {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  expires_at: string | null;
}

/**
 * Makes a token for a contributor. The token itself is in the answer and nowhere else.
 * @throws Invalid for a scope that the contributor's roles don't allow
 */
export async function issueToken(
  tx: Tx,
  contributorId: string,
  input: TokenInput,
  now: Date,
  secret: string = generateToken(),
): Promise<{ token: Token; secret: string }> {
  await demandGrantable(tx, contributorId, input.scopes);
  const expires = input.expires_at == null ? null : new Date(input.expires_at);
  if (expires !== null && expires <= now) {
    throw new Invalid('token_expires_past', 'expires_at must be in the future.', { faults: [{ pointer: '/expires_at', detail: 'must be in the future' }] });
  }
  const row = {
    id: newId(),
    contributor_id: contributorId,
    name: input.name,
    hash: hashSecret(secret),
    scopes: [...new Set(input.scopes)],
    created_at: now,
    expires_at: expires,
  };
  await tx.insertInto('tokens').values(row).execute();
  return { token: presentToken(row), secret };
}

export async function listTokens(db: Db, contributorId: string): Promise<Token[]> {
  const rows = await db
    .selectFrom('tokens')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at'])
    .where('contributor_id', '=', contributorId)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(presentToken);
}

export async function revokeToken(tx: Tx, contributorId: string, tokenId: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('tokens')
    .set({ revoked_at: now })
    .where('id', '=', tokenId)
    .where('contributor_id', '=', contributorId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotFound('token_not_found', 'There is no such token.');
}

async function demandGrantable(tx: Tx, contributorId: string, scopes: readonly Scope[]): Promise<void> {
  const roles = await tx.selectFrom('roles').select('role').where('contributor_id', '=', contributorId).execute();
  const has = (role: string) => roles.some((row) => row.role === role);
  const grantable = grantableScopes({ admin: has('admin'), steward: has('steward') });
  const index = scopes.findIndex((scope) => !grantable.includes(scope));
  if (index < 0) return;
  const detail = `needs a role this contributor does not have; possible are ${grantable.join(', ')}`;
  throw new Invalid('scope_not_grantable', `The scope ${scopes[index]} ${detail}.`, { faults: [{ pointer: `/scopes/${index}`, detail }] });
}

function presentToken(row: { id: string; name: string; scopes: string[]; created_at: Date; expires_at: Date | null }): Token {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes as Scope[],
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
  };
}
