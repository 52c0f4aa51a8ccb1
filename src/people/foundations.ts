import { sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';
import { type Scope, scopes } from '../lib/actor.ts';
import { type CommunityId, type ContributorId, newId } from '../lib/ids.ts';
import { grantRole } from './access/roles.ts';
import { hashSecret, issueToken } from './access/tokens.ts';
import { recordCommunity, recordContributor } from './changes.ts';
import { contributorNotFound, findAccount } from './contributors/contributors.ts';
import { firstScopes } from './policy.ts';
import { rolesOf } from './standing.ts';

/** The handle of the administrator that the first start makes; nobody can register it. */
const adminHandle = 'admin';

/** Processes that start at once lay the foundations one after the other: the second finds them. */
const foundationsLock = 7_230_002;
const environmentTokenName = 'COPSE_ADMIN_TOKEN';

export interface Foundations {
  /** Nothing was there before. */
  isFirstStart: boolean;
  communityId: CommunityId;
}

/**
 * What must be there before the first request: the default community, the instance, and an administrator.
 * Safe to call at every start, in several processes at once. Later starts change nothing, except that a token given
 * by the environment brings `admin` back as an administrator, if need be.
 * @param options.adminToken COPSE_ADMIN_TOKEN: exactly this becomes the admin's token of that name
 */
export async function ensureFoundations(
  tx: Tx,
  { adminToken, now }: { adminToken?: string | undefined; now: Date },
): Promise<Foundations> {
  await sql`select pg_advisory_xact_lock(${foundationsLock})`.execute(tx);
  const instance = await tx.selectFrom('instance').select('community_id').executeTakeFirst();
  const isFirstStart = instance === undefined;
  const communityId = instance?.community_id ?? (await insertInstance(tx, now));
  if (isFirstStart || adminToken !== undefined) {
    const adminId = await ensureAdmin(tx, now);
    if (adminToken !== undefined) await replaceAdminToken(tx, adminId, adminToken, now);
  }
  return { isFirstStart, communityId };
}

/** True while no administrator holds a token to act with: at the first start without COPSE_ADMIN_TOKEN. */
export async function needsAdminToken(db: Db, now: Date): Promise<boolean> {
  const found = await db
    .selectFrom('tokens')
    .innerJoin('contributors', 'contributors.id', 'tokens.contributor_id')
    .innerJoin('roles', 'roles.contributor_id', 'contributors.id')
    .select('tokens.id')
    .where('roles.role', '=', 'admin')
    .where('contributors.suspended_at', 'is', null)
    .where('tokens.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('tokens.expires_at', 'is', null), eb('tokens.expires_at', '>', now)]))
    .where(sql<boolean>`'admin' = any(tokens.scopes)`)
    .limit(1)
    .executeTakeFirst();
  return found === undefined;
}

/**
 * Makes `secret` the admin's first token, unless an administrator has one by now. Write it to its file before and take
 * the file away when the answer is false: then another process was first.
 */
export async function claimAdminToken(tx: Tx, secret: string, now: Date): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${foundationsLock})`.execute(tx);
  if (!(await needsAdminToken(tx, now))) return false;
  const adminId = await ensureAdmin(tx, now);
  await issueToken(tx, adminId, { name: 'first start', scopes }, now, secret);
  return true;
}

/**
 * Makes exactly `secret` the admin's token that the environment gives; a former one of that kind stops working.
 */
export async function replaceAdminToken(tx: Tx, adminId: ContributorId, secret: string, now: Date): Promise<void> {
  const hash = hashSecret(secret);
  await tx
    .deleteFrom('tokens')
    .where('contributor_id', '=', adminId)
    .where('name', '=', environmentTokenName)
    .where('hash', '<>', hash)
    .execute();
  const inForce = { contributor_id: adminId, name: environmentTokenName, scopes: [...scopes], expires_at: null };
  await tx
    .insertInto('tokens')
    .values({ ...inForce, id: newId(), hash, created_at: now })
    .onConflict((conflict) => conflict.constraint('tokens_hash_key').doUpdateSet({ ...inForce, revoked_at: null }))
    .execute();
}

/**
 * A token by the authority of whoever may run commands on the machine (`copse token --local`).
 * @param options.scopes left out: all that the contributor's roles allow
 * @throws NotFound for a handle that is nobody's; else as `issueToken`
 */
export async function issueLocalToken(
  tx: Tx,
  options: {
    handle: string;
    scopes?: readonly Scope[] | undefined;
    name?: string | undefined;
    expires_at?: string | undefined;
  },
  now: Date,
): Promise<string> {
  const account = await findAccount(tx, options.handle);
  if (account === undefined) throw contributorNotFound();
  const scopes = options.scopes ?? firstScopes(rolesOf(account.roles));
  const { name = 'local', expires_at = null } = options;
  const { secret } = await issueToken(tx, account.id, { name, scopes, expires_at }, now);
  return secret;
}

async function insertInstance(tx: Tx, now: Date): Promise<CommunityId> {
  const community = { id: newId(), slug: 'commons', name: 'Commons', created_at: now, updated_at: now };
  await tx.insertInto('communities').values(community).execute();
  await tx
    .insertInto('instance')
    .values({
      ...{ name: 'Copse', summary: 'An open knowledge base for communities of practice.' },
      ...{ languages: ['en'], license: 'CC-BY-4.0', language: 'en', community_id: community.id },
      ...{ created_at: now, updated_at: now },
    })
    .execute();
  recordCommunity(tx, { id: community.id, version: 1 }, 'published');
  return community.id;
}

/** The contributor `admin`, made where missing, able to act as administrator. */
async function ensureAdmin(tx: Tx, now: Date): Promise<ContributorId> {
  const row = { id: newId(), handle: adminHandle, name: 'Admin', claimed: true, created_at: now, updated_at: now };
  const { id, version } = await tx
    .insertInto('contributors')
    .values(row)
    .onConflict((conflict) => conflict.constraint('contributors_handle_key').doUpdateSet({ suspended_at: null }))
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  if (id === row.id) recordContributor(tx, { id, version }, 'published');
  await grantRole(tx, id, { role: 'admin', communityId: null }, null, now);
  return id;
}
