import { describe, expect, test } from 'vitest';
import type { Actor, Scope } from '../../src/lib/actor.ts';
import {
  canChangeCommunity,
  canChangeContributor,
  canChangeInstance,
  canGrantRole,
  canInvite,
  canMakeCommunity,
  canManageTokens,
  canRevokeRole,
  canSeeAccount,
  canSeeContributor,
  canSeeInvitation,
  firstScopes,
  isAdmin,
  isSteward,
  isStewardEverywhere,
  isStewardSomewhere,
  mayRegister,
  passableScopes,
  scopesOf,
} from '../../src/people/policy.ts';

const all: Scope[] = ['read', 'publish', 'import', 'steward', 'admin'];
const here = 'community-here';
const there = 'community-there';

function actor(
  changes: Partial<Omit<Actor, 'scopes' | 'stewardOf'>> & { scopes?: Scope[]; stewardOf?: string[] } = {},
): Actor {
  return {
    ...{ id: 'me', handle: 'me', admin: false, stewardEverywhere: false, suspended: false, until: null, ...changes },
    scopes: new Set(changes.scopes ?? all),
    stewardOf: new Set(changes.stewardOf ?? []),
  };
}

/** The people of every table below, in its order of columns. */
const cast = {
  nobody: null,
  contributor: actor({ scopes: ['read', 'publish'] }),
  'steward here': actor({ stewardOf: [here], scopes: ['read', 'publish', 'steward'] }),
  'steward here without the scope': actor({ stewardOf: [here], scopes: ['read', 'publish'] }),
  'steward there': actor({ stewardOf: [there], scopes: ['read', 'publish', 'steward'] }),
  'steward everywhere': actor({ stewardEverywhere: true, scopes: ['read', 'publish', 'steward'] }),
  admin: actor({ admin: true }),
  'admin without the scope': actor({ admin: true, scopes: ['read', 'publish'] }),
  'suspended admin': actor({ admin: true, suspended: true }),
};
type Player = keyof typeof cast;
const players = Object.keys(cast) as Player[];

/** Exactly these players are allowed. */
function expectOnly(rule: (player: never) => boolean, ...allowed: Player[]): void {
  const signedIn = players.filter((player) => cast[player] !== null || rule.length === 0);
  expect(signedIn.filter((player) => rule(cast[player] as never))).toEqual(allowed);
}

describe('who is what', () => {
  test('an admin has the role and a token with the scope', () => {
    expectOnly(isAdmin, 'admin');
  });

  test('a steward has the role here or everywhere, and a token with the scope', () => {
    expectOnly((player: Actor) => isSteward(player, here), 'steward here', 'steward everywhere', 'admin');
    expectOnly(isStewardEverywhere, 'steward everywhere', 'admin');
    expectOnly(isStewardSomewhere, 'steward here', 'steward there', 'steward everywhere', 'admin');
  });

  test('a reader without an account is nothing', () => {
    expect([isAdmin(null), isSteward(null, here), isStewardEverywhere(null), isStewardSomewhere(null)]).toEqual([
      ...[false, false, false, false],
    ]);
  });
});

describe('contributors', () => {
  const other = { id: 'other', credit: 'name' };
  const hidden = { id: 'other', credit: 'pseudonym' };
  const self = { id: 'me', credit: 'none' };

  test('with a public profile are seen by all, others by themselves and admins only', () => {
    expect(players.filter((player) => canSeeContributor(cast[player], other))).toEqual(players);
    expect(players.filter((player) => canSeeContributor(cast[player], hidden))).toEqual(['admin']);
    expect(players.filter((player) => canSeeContributor(cast[player], self))).toEqual(players.slice(1));
  });

  test('show their e-mail address to themselves and admins only', () => {
    expect(players.filter((player) => canSeeAccount(cast[player], other))).toEqual(['admin']);
    expect(canSeeAccount(cast.contributor, self)).toBe(true);
  });

  test('are changed by themselves and admins, not while suspended', () => {
    expectOnly((player: Actor) => canChangeContributor(player, other), 'admin');
    expectOnly((player: Actor) => canManageTokens(player, other), 'admin');
    expect(canChangeContributor(cast.contributor, self)).toBe(true);
    expect(canChangeContributor(cast['suspended admin'], self)).toBe(false);
  });
});

describe('communities and the instance', () => {
  test('communities are made by admins and changed by their stewards', () => {
    expectOnly(canMakeCommunity, 'admin');
    expectOnly((player: Actor) => canChangeCommunity(player, here), 'steward here', 'steward everywhere', 'admin');
  });

  test('the instance is changed by admins', () => {
    expectOnly(canChangeInstance, 'admin');
  });
});

describe('roles', () => {
  test('stewards choose their fellows where they look after a community', () => {
    const fellow = { role: 'steward', communityId: here } as const;
    expectOnly((player: Actor) => canGrantRole(player, fellow), 'steward here', 'steward everywhere', 'admin');
  });

  test.each(['steward', 'admin'] as const)('%s of the whole instance is given by admins', (role) => {
    expectOnly((player: Actor) => canGrantRole(player, { role, communityId: null }), 'admin');
  });

  test('are taken away by admins, and laid down by whoever holds them', () => {
    expectOnly((player: Actor) => canRevokeRole(player, { id: 'other' }), 'admin');
    expect(canRevokeRole(cast['steward here'], { id: 'me' })).toBe(true);
  });
});

describe('invitations', () => {
  test('without a role are given by stewards and admins', () => {
    const inviting: Player[] = ['steward here', 'steward there', 'steward everywhere', 'admin'];
    expectOnly((player: Actor) => canInvite(player, null), ...inviting);
  });

  test('with a role are given by those who could grant it', () => {
    const stewardHere = { role: 'steward', communityId: here } as const;
    expectOnly((player: Actor) => canInvite(player, stewardHere), 'steward here', 'steward everywhere', 'admin');
    expectOnly((player: Actor) => canInvite(player, { role: 'admin', communityId: null }), 'admin');
  });

  test("are seen by admins, a steward's own by the steward", () => {
    expectOnly((player: Actor) => canSeeInvitation(player, { created_by: 'other' }), 'admin');
    expect(canSeeInvitation(cast['steward here'], { created_by: 'me' })).toBe(true);
    expect(canSeeInvitation(cast.contributor, { created_by: 'me' })).toBe(false);
  });
});

describe('registration', () => {
  test.each([
    ['closed', null, false, 'closed'],
    ['closed', null, true, 'closed'],
    ['closed', 'contributor', true, 'closed'],
    ['closed', 'admin', false, 'yes'],
    ['invitation', null, false, 'needs_invitation'],
    ['invitation', null, true, 'yes'],
    ['invitation', 'steward everywhere', false, 'needs_invitation'],
    ['invitation', 'admin', false, 'yes'],
    ['open', null, false, 'yes'],
    ['open', null, true, 'yes'],
  ] as const)('%s, asked by %s, invited: %s → %s', (registration, player, invited, expected) => {
    expect(mayRegister(player && cast[player], registration, invited)).toBe(expected);
  });
});

describe('scopes', () => {
  test.each([
    [{ admin: false, steward: false }, ['read', 'publish', 'import'], ['read', 'publish']],
    [
      { admin: false, steward: true },
      ['read', 'publish', 'import', 'steward'],
      ['read', 'publish', 'import', 'steward'],
    ],
    [{ admin: true, steward: false }, all, all],
  ])('of %j', (roles, possible, first) => {
    expect(scopesOf(roles)).toEqual(possible);
    expect(firstScopes(roles)).toEqual(first);
  });

  test('a token passes on no more than it has, and always reading', () => {
    expect(passableScopes(cast.contributor)).toEqual(['read', 'publish']);
    expect(passableScopes(actor({ scopes: ['import'] }))).toEqual(['read', 'import']);
    expect(passableScopes(cast['admin without the scope'])).toEqual(['read', 'publish']);
    expect(passableScopes(actor({ admin: true, scopes: ['admin'] }))).toEqual(all);
  });
});
