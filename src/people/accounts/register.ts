import type { Tx } from '../../db/database.ts';
import { onConstraint } from '../../db/failures.ts';
import { Conflict } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { redeem, settle } from '../access/invitations.ts';
import { issueToken } from '../access/tokens.ts';
import { recordContributor } from '../changes.ts';
import { type Account, getAccount } from '../contributors/contributors.ts';
import { demandFreeHandle } from '../contributors/handles.ts';
import { newProfile, type ProfilePatch } from '../contributors/profile.ts';
import { firstScopes } from '../policy.ts';
import { rolesOf } from '../standing.ts';

export interface Registration extends ProfilePatch {
  handle: string;
  name: string;
  /** Without: a contributor that is only named, with no account and no token. */
  claimed: boolean;
  invitation?: string;
}

/**
 * Makes a contributor. Whether the one who asks may is for `mayRegister`.
 * @returns the account, and its first token, which is nowhere else
 * @throws Invalid `handle_reserved`, `invitation_invalid`, naming the field
 * @throws Conflict `handle_taken`
 */
export async function register(
  tx: Tx,
  { handle, claimed, invitation, ...given }: Registration,
  now: Date,
): Promise<{ account: Account; token?: string }> {
  demandFreeHandle(handle);
  const id = newId();
  const row = { id, handle, claimed, ...newProfile(given), created_at: now, updated_at: now };
  const redeemed = invitation === undefined ? undefined : await redeem(tx, invitation, now);
  await tx
    .insertInto('contributors')
    .values(row)
    .execute()
    .catch(onConstraint('contributors_handle_key', () => handleTaken(handle)));
  recordContributor(tx, { id, version: 1 }, 'published');
  if (redeemed !== undefined) await settle(tx, redeemed, id, now);
  const account = await getAccount(tx, id);
  if (!claimed) return { account };
  const scopes = firstScopes(rolesOf(account.roles));
  const { secret } = await issueToken(tx, id, { name: 'first', scopes }, now);
  return { account, token: secret };
}

function handleTaken(handle: string): Conflict {
  return new Conflict('handle_taken', `The handle ${handle} is taken.`, {
    faults: [{ pointer: '/handle', detail: 'is taken; choose another' }],
  });
}
