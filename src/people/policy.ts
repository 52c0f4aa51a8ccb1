import type { registrations } from '../config.ts';
import { type Actor, type Scope, scopes } from '../lib/actor.ts';

export const roleNames = ['steward', 'admin'] as const;
export type RoleName = (typeof roleNames)[number];

/** A role and where it holds; null: on the whole instance. */
export interface Place {
  role: RoleName;
  communityId: string | null;
}

export type Registration = (typeof registrations)[number];

/** Administers the instance: the role, and a token made for it. */
export function isAdmin(actor: Actor | null): boolean {
  return actor !== null && !actor.suspended && actor.admin && actor.scopes.has('admin');
}

/** Looks after this community (or all): the role, and a token made for it. */
export function isSteward(actor: Actor | null, communityId: string): boolean {
  return isStewardEverywhere(actor) || (hasStewardScope(actor) && actor.stewardOf.has(communityId));
}

/** Looks after every community, those to come too. */
export function isStewardEverywhere(actor: Actor | null): boolean {
  return isAdmin(actor) || (hasStewardScope(actor) && (actor.admin || actor.stewardEverywhere));
}

/** Looks after some community, whichever. */
export function isStewardSomewhere(actor: Actor | null): boolean {
  return isStewardEverywhere(actor) || (hasStewardScope(actor) && actor.stewardOf.size > 0);
}

function hasStewardScope(actor: Actor | null): actor is Actor {
  return actor !== null && !actor.suspended && (actor.scopes.has('steward') || actor.scopes.has('admin'));
}

/** May this request make a contributor, and what is missing if not? */
export function mayRegister(
  actor: Actor | null,
  registration: Registration,
  invited: boolean,
): 'yes' | 'closed' | 'needs_invitation' {
  if (isAdmin(actor) || registration === 'open') return 'yes';
  if (invited && registration === 'invitation') return 'yes';
  return registration === 'closed' ? 'closed' : 'needs_invitation';
}

/** Who is not credited by name has no public profile: only they themselves and admins see it. */
export function canSeeContributor(actor: Actor | null, person: { id: string; credit: string }): boolean {
  return person.credit === 'name' || canSeeAccount(actor, person);
}

/** E-mail address, credit choice, suspension. */
export function canSeeAccount(actor: Actor | null, person: { id: string }): boolean {
  return actor?.id === person.id || isAdmin(actor);
}

export function canChangeContributor(actor: Actor, person: { id: string }): boolean {
  return (actor.id === person.id && !actor.suspended) || isAdmin(actor);
}

export function canManageTokens(actor: Actor, person: { id: string }): boolean {
  return canChangeContributor(actor, person);
}

export function canMakeCommunity(actor: Actor): boolean {
  return isAdmin(actor);
}

export function canChangeCommunity(actor: Actor, communityId: string): boolean {
  return isSteward(actor, communityId);
}

export function canChangeInstance(actor: Actor): boolean {
  return isAdmin(actor);
}

/** Stewards choose their fellows in the communities they look after; all else is the admins'. */
export function canGrantRole(actor: Actor, { role, communityId }: Place): boolean {
  return isAdmin(actor) || (role === 'steward' && communityId !== null && isSteward(actor, communityId));
}

/** Whoever holds a role may lay it down; to take another's away is for admins, so that no steward can oust the rest. */
export function canRevokeRole(actor: Actor, person: { id: string }): boolean {
  return canChangeContributor(actor, person);
}

/** An invitation without a role is any steward's to give, one with a role only theirs who could grant it. */
export function canInvite(actor: Actor, place: Place | null): boolean {
  return place === null ? isStewardSomewhere(actor) : canGrantRole(actor, place);
}

export function canSeeInvitation(actor: Actor, invitation: { created_by: string }): boolean {
  return isAdmin(actor) || (isStewardSomewhere(actor) && actor.id === invitation.created_by);
}

/** The scopes that tokens of a contributor with these roles may have at all; `import` is lent, not tied to a role. */
export function scopesOf(roles: { admin: boolean; steward: boolean }): Scope[] {
  return scopes.filter((scope) => {
    if (scope === 'admin') return roles.admin;
    return scope === 'steward' ? roles.admin || roles.steward : true;
  });
}

/** The scopes a new account's first token has: `import` only where a role vouches for its owner. */
export function firstScopes(roles: { admin: boolean; steward: boolean }): Scope[] {
  return roles.admin || roles.steward ? scopesOf(roles) : ['read', 'publish'];
}

/** The scopes this actor may put into a new token: an admin's any, another's only those of the token in use. */
export function passableScopes(actor: Actor): Scope[] {
  return scopes.filter((scope) => isAdmin(actor) || scope === 'read' || actor.scopes.has(scope));
}
