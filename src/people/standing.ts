import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { type Actor, scopes } from '../lib/actor.ts';

/** A role as the database holds it; no community: on the whole instance. */
export interface HeldRole {
  role: 'steward' | 'admin';
  community_id: string | null;
  /** Slug. */
  community: string | null;
}

/** The roles of a row of `contributors`, as a column of any query over that table: those of the instance first. */
export const rolesJson: RawBuilder<HeldRole[]> = sql`(
  select coalesce(json_agg(json_build_object('role', roles.role, 'community_id', roles.community_id, 'community', communities.slug)
    order by communities.slug nulls first), '[]')
  from roles left join communities on communities.id = roles.community_id
  where roles.contributor_id = contributors.id)`;

export function standingOf(roles: readonly HeldRole[]): Pick<Actor, 'admin' | 'stewardEverywhere' | 'stewardOf'> {
  const stewardships = roles.filter(({ role }) => role === 'steward').map(({ community_id }) => community_id);
  return {
    admin: roles.some(({ role }) => role === 'admin'),
    stewardEverywhere: stewardships.includes(null),
    stewardOf: new Set(stewardships.filter((id) => id !== null)),
  };
}

/** Which kinds of role are held at all, wherever. */
export function rolesOf(roles: readonly HeldRole[]): { admin: boolean; steward: boolean } {
  const holds = (name: string) => roles.some(({ role }) => role === name);
  return { admin: holds('admin'), steward: holds('steward') };
}

/** What a contributor may do by role alone, whatever token they use: for promises made earlier, such as invitations. */
export async function findStanding(db: Db, contributorId: string): Promise<Actor | undefined> {
  const row = await db
    .selectFrom('contributors')
    .select(['id', 'handle', 'suspended_at'])
    .select(rolesJson.as('roles'))
    .where('id', '=', contributorId)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, handle, suspended_at, roles } = row;
  return { id, handle, scopes: new Set(scopes), ...standingOf(roles), suspended: suspended_at !== null, until: null };
}
