import type { Tx } from '../../db/database.ts';
import { demandVersion, type Versioned } from '../../http/conditional.ts';
import type { ContributorId } from '../../lib/ids.ts';
import { demandOtherAdmin } from '../access/roles.ts';
import { recordContributor, touchStewarded } from '../changes.ts';
import { type Account, lockAccount } from '../contributors/contributors.ts';
import {
  changedProfile,
  isCreditChanged,
  isSame,
  isShown,
  type ProfilePatch,
  profileOf,
} from '../contributors/profile.ts';

export type ContributorChange = ProfilePatch & { suspended?: boolean };

/**
 * Changes a contributor. What changes nothing makes no version.
 * @param versions those of If-Match
 * @throws Stale; Invalid naming the field; Conflict `last_admin` when suspending the last administrator
 */
export async function changeContributor(
  tx: Tx,
  id: ContributorId,
  { suspended, ...patch }: ContributorChange,
  versions: readonly Versioned[],
  now: Date,
): Promise<Account> {
  if (suspended === true) await demandOtherAdmin(tx, id);
  const account = await lockAccount(tx, id);
  demandVersion(versions, { version: account.version, touch: 0 });
  const before = profileOf(account);
  const after = profileOf(changedProfile(before, patch));
  const suspended_at = suspensionOf(account, suspended, now);
  const isSuspensionNew = suspended_at !== account.suspended_at;
  if (!isSuspensionNew && isSame(before, after)) return account;
  const version = account.version + 1;
  const changed = { ...after, suspended_at, version, updated_at: now };
  const credited = isCreditChanged(before, after) ? { credited_at: now } : {};
  await tx
    .updateTable('contributors')
    .set({ ...changed, ...credited })
    .where('id', '=', id)
    .execute();
  if (isShown(before, after)) recordContributor(tx, { id, version }, 'touched');
  if (isShown(before, after) || isSuspensionNew) await touchStewarded(tx, id, now);
  return { ...account, ...changed };
}

function suspensionOf(account: Account, suspended: boolean | undefined, now: Date): Date | null {
  if (suspended === undefined || suspended === (account.suspended_at !== null)) return account.suspended_at;
  return suspended ? now : null;
}
