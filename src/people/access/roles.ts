import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { Conflict } from '../../lib/errors.ts';
import type { ContributorId } from '../../lib/ids.ts';
import { recordContributor, touchCommunity } from '../changes.ts';
import { lockClaimed } from '../contributors/contributors.ts';
import type { Place } from '../policy.ts';

/**
 * Gives a contributor a role in a place; the one held there before is replaced.
 * @param by null: the operator, at the first start
 * @throws Conflict `last_admin` where the replaced role was the last administrator's; `contributor_unclaimed`
 */
export async function grantRole(
  tx: Tx,
  contributorId: ContributorId,
  { role, communityId }: Place,
  by: ContributorId | null,
  now: Date,
): Promise<void> {
  if (communityId === null && role !== 'admin') await demandOtherAdmin(tx, contributorId);
  await lockClaimed(tx, contributorId);
  const granted = await tx
    .insertInto('roles')
    .values({ contributor_id: contributorId, community_id: communityId, role, granted_by: by, created_at: now })
    .onConflict((conflict) =>
      conflict
        .constraint('roles_key')
        .doUpdateSet({ role, granted_by: by, created_at: now })
        .where('roles.role', '<>', role),
    )
    .returning('role')
    .executeTakeFirst();
  if (granted !== undefined) await noteRoles(tx, contributorId, communityId, now);
}

/** Takes away whatever role the contributor holds in a place; nothing where there is none. @throws Conflict `last_admin` */
export async function revokeRole(
  tx: Tx,
  contributorId: ContributorId,
  communityId: string | null,
  now: Date,
): Promise<void> {
  if (communityId === null) await demandOtherAdmin(tx, contributorId);
  const revoked = await tx
    .deleteFrom('roles')
    .where('contributor_id', '=', contributorId)
    .where(sql<boolean>`community_id is not distinct from ${communityId}::uuid`)
    .returning('role')
    .executeTakeFirst();
  if (revoked !== undefined) await noteRoles(tx, contributorId, communityId, now);
}

/**
 * Refuses what would leave the instance without anyone who can act as administrator. Everything that takes an
 * administrator away calls this first: the lock makes two of them, each removing the other, come one after the other.
 * @throws Conflict `last_admin`
 */
export async function demandOtherAdmin(tx: Tx, contributorId: ContributorId): Promise<void> {
  await tx.selectFrom('instance').select('only_row').forUpdate().execute();
  const admins = await tx
    .selectFrom('roles')
    .innerJoin('contributors', 'contributors.id', 'roles.contributor_id')
    .select('contributors.id')
    .where('roles.role', '=', 'admin')
    .where('contributors.suspended_at', 'is', null)
    .execute();
  if (admins.length === 1 && admins[0]!.id === contributorId) {
    throw new Conflict('last_admin', 'This is the last administrator; make somebody else one first.');
  }
}

async function noteRoles(tx: Tx, contributorId: ContributorId, communityId: string | null, now: Date): Promise<void> {
  const contributor = await tx
    .updateTable('contributors')
    .set((eb) => ({ version: eb('version', '+', 1), updated_at: now }))
    .where('id', '=', contributorId)
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow();
  recordContributor(tx, contributor, 'touched');
  if (communityId !== null) await touchCommunity(tx, communityId, now);
}
