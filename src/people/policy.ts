import type { Actor, Scope } from '../lib/actor.ts';

/** Administers the instance: the role, and a token made for it. */
export function isAdmin(actor: Actor | null): boolean {
  return actor !== null && !actor.suspended && actor.admin && actor.scopes.has('admin');
}

/** Looks after this community (or all): the role, and a token made for it. */
export function isSteward(actor: Actor | null, communityId: string): boolean {
  if (actor === null || actor.suspended) return false;
  if (isAdmin(actor)) return true;
  const hasRole = actor.admin || actor.stewardEverywhere || actor.stewardOf.has(communityId);
  return hasRole && (actor.scopes.has('steward') || actor.scopes.has('admin'));
}

/** The scopes a contributor may give to tokens, by role. */
export function grantableScopes(roles: { admin: boolean; steward: boolean }): Scope[] {
  if (roles.admin) return ['read', 'publish', 'import', 'steward', 'admin'];
  return roles.steward ? ['read', 'publish', 'import', 'steward'] : ['read', 'publish'];
}

export type Registration = 'closed' | 'invitation' | 'open';

/** May this request make a contributor, and what is missing if not? */
export function mayRegister(actor: Actor | null, registration: Registration, invited: boolean): 'yes' | 'closed' | 'needs_invitation' {
  if (isAdmin(actor) || registration === 'open') return 'yes';
  if (invited && registration === 'invitation') return 'yes';
  return registration === 'closed' ? 'closed' : 'needs_invitation';
}
