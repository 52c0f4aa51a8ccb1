import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '../../db/database.ts';
import { Conflict, invalid, NotFound } from '../../lib/errors.ts';
import { type ContributorId, newId } from '../../lib/ids.ts';
import { canInvite, type Place, type RoleName } from '../policy.ts';
import { findStanding } from '../standing.ts';
import { grantRole } from './roles.ts';
import { hashSecret } from './tokens.ts';

export interface Invitation {
  id: string;
  note: string;
  role: RoleName | null;
  /** Slug. */
  community: string | null;
  created_by: ContributorId;
  /** Handle; null where the account was closed. */
  inviter: string | null;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  /** Handle. */
  used_by: string | null;
}

const dayMs = 86_400_000;

/** Makes a code for one registration. The code itself is in the answer and nowhere else. */
export async function invite(
  tx: Tx,
  by: ContributorId,
  given: { note?: string; place: Place | null; days: number },
  now: Date,
): Promise<{ id: string; code: string }> {
  const id = newId();
  const code = `copse-invite-${randomBytes(20).toString('hex')}`;
  const row = {
    id,
    hash: hashSecret(code),
    note: given.note ?? '',
    community_id: given.place?.communityId ?? null,
    role: given.place?.role ?? null,
    created_by: by,
    created_at: now,
    expires_at: new Date(now.getTime() + given.days * dayMs),
  };
  await tx.insertInto('invitations').values(row).execute();
  return { id, code };
}

/**
 * Uses up a code: of several registrations with one code the first to commit has it, the others wait and are refused.
 * @returns what the code promises; `settle` must be called in the same transaction once the contributor exists
 * @throws Invalid `invitation_invalid`
 */
export async function redeem(tx: Tx, code: string, now: Date): Promise<Redeemed> {
  const refusal = () => invalid('/invitation', 'is unknown, used or expired; ask for a new one', 'invitation_invalid');
  const row = await tx
    .updateTable('invitations')
    .set({ used_at: now })
    .where('hash', '=', hashSecret(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'role', 'community_id', 'created_by'])
    .executeTakeFirst();
  if (row === undefined) throw refusal();
  const place = row.role === null ? null : { role: row.role as RoleName, communityId: row.community_id };
  // Nobody gives by an old code what they may no longer give by themselves.
  const inviter = await findStanding(tx, row.created_by);
  if (inviter === undefined || !canInvite(inviter, place)) throw refusal();
  return { id: row.id, place, by: row.created_by };
}

export interface Redeemed {
  id: string;
  place: Place | null;
  by: ContributorId;
}

/** Notes who came by the code and gives them the role it carries. */
export async function settle(tx: Tx, { id, place, by }: Redeemed, contributorId: ContributorId, now: Date) {
  await tx.updateTable('invitations').set({ used_by: contributorId }).where('id', '=', id).execute();
  if (place !== null) await grantRole(tx, contributorId, place, by, now);
}

/** A page of invitations, newest first. @param by only those of this contributor */
export async function listInvitations(
  db: Db,
  by: ContributorId | undefined,
  page: { limit: number; before?: string | undefined },
): Promise<Invitation[]> {
  return await selectInvitations(db)
    .$if(by !== undefined, (query) => query.where('invitations.created_by', '=', by!))
    .$if(page.before !== undefined, (query) => query.where('invitations.id', '<', page.before!))
    .orderBy('invitations.id', 'desc')
    .limit(page.limit)
    .execute();
}

/** @throws NotFound `invitation_not_found` */
export async function getInvitation(db: Db, id: string): Promise<Invitation> {
  const invitation = await selectInvitations(db).where('invitations.id', '=', id).executeTakeFirst();
  if (invitation === undefined) throw new NotFound('invitation_not_found', 'There is no such invitation.');
  return invitation;
}

/** Takes back a code. @throws Conflict `invitation_used` where somebody has registered with it */
export async function withdrawInvitation(tx: Tx, id: string): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('invitations')
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (numDeletedRows > 0n) return;
  await getInvitation(tx, id);
  throw new Conflict(
    'invitation_used',
    'Somebody has registered with this invitation; suspend the contributor instead.',
  );
}

function selectInvitations(db: Db) {
  return db
    .selectFrom('invitations')
    .innerJoin('contributors as inviter', 'inviter.id', 'invitations.created_by')
    .leftJoin('contributors as invited', 'invited.id', 'invitations.used_by')
    .leftJoin('communities', 'communities.id', 'invitations.community_id')
    .select([
      'invitations.id',
      'invitations.note',
      'invitations.created_by',
      'invitations.created_at',
      'invitations.expires_at',
      'invitations.used_at',
      'communities.slug as community',
    ])
    .select((eb) => [
      eb.ref('invitations.role').$castTo<RoleName | null>().as('role'),
      eb.case().when('inviter.erased_at', 'is', null).then(eb.ref('inviter.handle')).end().as('inviter'),
      eb.case().when('invited.erased_at', 'is', null).then(eb.ref('invited.handle')).end().as('used_by'),
    ]);
}
