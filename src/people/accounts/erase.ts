import type { Tx } from '../../db/database.ts';
import { demandVersion, type Versioned } from '../../http/conditional.ts';
import type { ContributorId } from '../../lib/ids.ts';
import { demandOtherAdmin } from '../access/roles.ts';
import { recordContributor, touchStewarded } from '../changes.ts';
import { lockAccount } from '../contributors/contributors.ts';

/**
 * Closes an account: nothing about the person stays but an anonymous row, to which their works and revisions refer.
 * Published works stay under their licences, credited to nobody.
 * @param versions those of If-Match
 * @throws Stale; Conflict `last_admin`
 */
export async function eraseContributor(
  tx: Tx,
  id: ContributorId,
  versions: readonly Versioned[],
  now: Date,
): Promise<void> {
  await demandOtherAdmin(tx, id);
  const account = await lockAccount(tx, id);
  demandVersion(versions, { version: account.version, touch: 0 });
  await touchStewarded(tx, id, now);
  await tx.deleteFrom('roles').where('contributor_id', '=', id).execute();
  await tx.deleteFrom('tokens').where('contributor_id', '=', id).execute();
  await forgetInvitations(tx, id);
  await forgetAnswers(tx, id);
  const version = account.version + 1;
  const handle = `erased-${id.replaceAll('-', '')}`;
  await tx
    .updateTable('contributors')
    .set({ ...anonymous, handle, version, erased_at: now, credited_at: now, updated_at: now })
    .where('id', '=', id)
    .execute();
  recordContributor(tx, { id, version }, 'withdrawn');
}

const anonymous = {
  ...{ name: '', url: null, bio: '', email: null, pseudonym: null, named_as: null, suspended_at: null },
  credit: 'none',
} as const;

/** Codes of this person that wait end with them; of what was used, the note may name them. */
async function forgetInvitations(tx: Tx, id: ContributorId): Promise<void> {
  await tx.deleteFrom('invitations').where('created_by', '=', id).where('used_at', 'is', null).execute();
  await tx
    .updateTable('invitations')
    .set({ note: '' })
    .where((eb) => eb.or([eb('created_by', '=', id), eb('used_by', '=', id)]))
    .execute();
}

/** Stored answers hold what the person sent, and what others were told about them. */
async function forgetAnswers(tx: Tx, id: ContributorId): Promise<void> {
  await tx
    .deleteFrom('idempotency_keys')
    .where((eb) => eb.or([eb('contributor_id', '=', id), eb('subject_id', '=', id)]))
    .execute();
}
