import type { Db } from '../../db/database.ts';
import type { ContributorId } from '../../lib/ids.ts';
import type { Urls } from '../../lib/urls.ts';
import { listInvitations } from '../access/invitations.ts';
import { listTokens } from '../access/tokens.ts';
import { getAccount } from '../contributors/contributors.ts';
import { presentAccount, presentInvitation } from './present.ts';

/** More than a contributor can have; see `issueToken`. */
const all = 10_000;

/** What the instance keeps of a person, as far as this folder keeps it. Tokens come without their secrets. */
export async function exportPerson(db: Db, id: ContributorId, urls: Urls, now: Date) {
  const [account, tokens, invitations] = [
    await getAccount(db, id),
    await listTokens(db, id, now, { limit: all }),
    await listInvitations(db, id, { limit: all }),
  ];
  return {
    exported_at: now.toISOString(),
    instance: urls.base,
    profile: presentAccount(account, urls),
    tokens,
    invitations: invitations.map(presentInvitation),
  };
}
