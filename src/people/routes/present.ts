import { etagOf } from '../../http/conditional.ts';
import type { Scope } from '../../lib/actor.ts';
import type { Urls } from '../../lib/urls.ts';
import type { Invitation } from '../access/invitations.ts';
import type { Community } from '../commons/communities.ts';
import type { Instance } from '../commons/instance.ts';
import type { Account } from '../contributors/contributors.ts';
import { type Creditable, hasProfile, resolveCredit } from '../credit.ts';
import type { Registration } from '../policy.ts';
import type * as wire from './commons-schema.ts';
import type { Contributor, Me } from './schema.ts';

/** What anyone may see of a contributor with a public profile. */
export function presentContributor(account: Account, urls: Urls): Contributor {
  return {
    id: account.id,
    handle: account.handle,
    kind: account.kind,
    name: account.name,
    url: account.url,
    bio: account.bio,
    claimed: account.claimed,
    roles: account.roles.map(({ role, community }) => ({ role, community })),
    page: hasProfile(account) ? urls.contributor(account.handle) : null,
    version: account.version,
    created_at: account.created_at.toISOString(),
    updated_at: account.updated_at.toISOString(),
  };
}

/** The same with what only the contributor and admins see. */
export function presentAccount(account: Account, urls: Urls): Omit<Me, 'scopes' | 'token'> {
  const { email, credit, pseudonym, suspended_at } = account;
  return { ...presentContributor(account, urls), email, credit, pseudonym, suspended: suspended_at !== null } as Me;
}

/** Another representation than the contributor's: it tells what the token in use may do. */
export function presentMe(account: Account, scopes: ReadonlySet<Scope>, urls: Urls): { body: Me; etag: string } {
  const sorted = [...scopes].sort();
  return {
    body: { ...presentAccount(account, urls), scopes: sorted },
    etag: etagOf(stateOf(account), sorted.join('+')),
  };
}

export function presentCommunity(community: Community, stewards: readonly Creditable[], urls: Urls): wire.Community {
  const { id, slug, name, domain, charter, license, license_from, language, language_from } = community;
  return {
    ...{ id, slug, name, domain, charter, license, license_from, language, language_from },
    editing: community.editing,
    thresholds: community.thresholds,
    stewards: stewards.flatMap((person) => {
      const named = resolveCredit(person, null, urls);
      if (named === null) return [];
      const { contributor_id: _, ...shown } = named;
      return [shown];
    }),
    url: urls.community(slug),
    version: community.version,
    created_at: community.created_at.toISOString(),
    updated_at: community.updated_at.toISOString(),
  };
}

/** The entity tag names the registration in force, which is a setting and not in the row. */
export function presentInstance(
  instance: Instance,
  registration: Registration,
  urls: Urls,
): { body: wire.Instance; etag: string } {
  const { name, summary, contact, languages, license, language, community, theme, pages, version } = instance;
  const body = {
    ...{ name, summary, contact, languages, defaults: { license, language, community }, theme, pages },
    ...{ registration, url: urls.base, version, updated_at: instance.updated_at.toISOString() },
  };
  return { body, etag: etagOf(stateOf(instance), registration) };
}

export function presentInvitation(invitation: Invitation) {
  const { id, note, role, community, inviter, used_by } = invitation;
  return {
    ...{ id, note, role, community, created_by: inviter, used_by },
    created_at: invitation.created_at.toISOString(),
    expires_at: invitation.expires_at.toISOString(),
    used_at: invitation.used_at?.toISOString() ?? null,
  };
}

/** Contributors, communities and the instance have no touches: every change of what is shown is a version. */
export function stateOf({ version }: { version: number }): { version: number; touch: number } {
  return { version, touch: 0 };
}
