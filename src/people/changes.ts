import type { ChangeEvent, Tx } from '../db/database.ts';
import { record } from '../db/transaction.ts';

/** A line that tells followers to look again at this contributor and at the works that credit them. */
export function recordContributor(tx: Tx, contributor: { id: string; version: number }, event: ChangeEvent): void {
  record(tx, { subject: 'contributor', id: contributor.id, kind: null, version: contributor.version, touch: 0, event });
}

export function recordCommunity(tx: Tx, community: { id: string; version: number }, event: ChangeEvent): void {
  record(tx, { subject: 'community', id: community.id, kind: null, version: community.version, touch: 0, event });
}

/** The communities that show this contributor as a steward have changed with them. */
export async function touchStewarded(tx: Tx, contributorId: string, now: Date): Promise<void> {
  await touchCommunities(tx, now, (query) =>
    query.where('id', 'in', (eb) =>
      eb.selectFrom('roles').select('roles.community_id').where('roles.contributor_id', '=', contributorId),
    ),
  );
}

/** Communities that leave something to the instance have changed with its defaults. */
export async function touchInheriting(tx: Tx, now: Date): Promise<void> {
  await touchCommunities(tx, now, (query) =>
    query.where((eb) => eb.or([eb('license', 'is', null), eb('language', 'is', null)])),
  );
}

/** A version without an edit: entity tags are made of the version, and what is shown is another. */
export async function touchCommunity(tx: Tx, communityId: string, now: Date): Promise<void> {
  await touchCommunities(tx, now, (query) => query.where('id', '=', communityId));
}

async function touchCommunities(tx: Tx, now: Date, which: (query: Update) => Update): Promise<void> {
  const rows = await which(update(tx, now)).returning(['id', 'version']).execute();
  for (const row of rows) recordCommunity(tx, row, 'touched');
}

type Update = ReturnType<typeof update>;

function update(tx: Tx, now: Date) {
  return tx.updateTable('communities').set((eb) => ({ version: eb('version', '+', 1), updated_at: now }));
}
