import { describe, expect, test } from 'vitest';
import type { Actor, Scope } from '../../src/lib/actor.ts';
import {
  actsAsSteward,
  canBringBack,
  canGovern,
  canRedact,
  canSee,
  canSeeDraftRevisions,
  type Guarded,
  isAuthor,
  whyNotRevise,
} from '../../src/works/policy.ts';

function actor(id: string, more: Partial<Actor> = {}): Actor {
  return {
    id,
    handle: id,
    scopes: new Set<Scope>(['read', 'publish']),
    admin: false,
    stewardEverywhere: false,
    stewardOf: new Set(),
    suspended: false,
    until: null,
    ...more,
  };
}

const withStewardScope = new Set<Scope>(['read', 'publish', 'steward']);
const people = {
  nobody: null,
  creator: actor('creator'),
  author: actor('author'),
  helper: actor('helper'),
  other: actor('other'),
  steward: actor('steward', { scopes: withStewardScope, stewardOf: new Set(['here']) }),
  stewardElsewhere: actor('steward-2', { scopes: withStewardScope, stewardOf: new Set(['elsewhere']) }),
  stewardEverywhere: actor('steward-3', { scopes: withStewardScope, stewardEverywhere: true }),
  stewardWithoutScope: actor('steward-4', { stewardOf: new Set(['here']), stewardEverywhere: true }),
  admin: actor('admin', { scopes: new Set<Scope>(['admin']), admin: true }),
  adminWithoutScope: actor('admin-2', { admin: true }),
};
type Name = keyof typeof people;
const names = Object.keys(people) as Name[];
const authors: Name[] = ['creator', 'author'];
const stewards: Name[] = ['steward', 'stewardEverywhere', 'admin'];

function work(more: Partial<Guarded> = {}): Guarded {
  const credited = [
    { contributor: 'author', role: 'author' as const },
    { contributor: 'helper', role: 'contributor' as const },
  ];
  return {
    status: 'published',
    created_by: 'creator',
    community_id: 'here',
    editing: 'open',
    credited,
    withdrawn_by: null,
    withdrawn_as_steward: false,
    ...more,
  };
}

/** Those of the people for whom a rule says yes. */
function allowed(rule: (actor: Actor) => boolean): Name[] {
  return names.filter((name) => people[name] !== null && rule(people[name]));
}

describe('who answers for a work', () => {
  test('whoever made it, and those credited as its authors', () => {
    expect(allowed((actor) => isAuthor(actor, work()))).toEqual(authors);
    expect(isAuthor(null, work())).toBe(false);
  });

  test('these and the stewards of its community govern it; stewards alone redact', () => {
    expect(allowed((actor) => canGovern(actor, work()))).toEqual([...authors, ...stewards]);
    expect(allowed((actor) => canRedact(actor, work()))).toEqual(stewards);
  });
});

describe('who sees a work', () => {
  test.each(['published', 'withdrawn'] as const)('anyone knows of what is %s', (status) => {
    for (const name of names) expect(canSee(people[name], work({ status }))).toBe(true);
  });

  test('a draft, and the revisions of before publication, are for its authors alone', () => {
    expect(allowed((actor) => canSee(actor, work({ status: 'draft' })))).toEqual(authors);
    expect(allowed((actor) => canSeeDraftRevisions(actor, work()))).toEqual(authors);
    expect([canSee(null, work({ status: 'draft' })), canSeeDraftRevisions(null, work())]).toEqual([false, false]);
  });
});

describe('who revises a work', () => {
  const everybody = names.filter((name) => name !== 'nobody');
  test.each([
    ['published', 'open', everybody],
    ['published', 'authors', [...authors, 'helper', ...stewards]],
    ['published', 'suggest', [...authors, 'helper', ...stewards]],
    ['draft', 'open', [...authors, ...stewards]],
    ['withdrawn', 'open', [...authors, ...stewards]],
    ['draft', 'authors', [...authors, ...stewards]],
  ] as const)('%s, in a community that says %s', (status, editing, expected) => {
    expect(allowed((actor) => whyNotRevise(actor, work({ status, editing })) === undefined)).toEqual(expected);
  });

  test.each([
    ['open', 'draft', 'not_author'],
    ['authors', 'published', 'editing_authors'],
    ['suggest', 'published', 'editing_suggest'],
  ] as const)('the refusal says which rule it is, and what to do instead (%s, %s)', (editing, status, code) => {
    const refusal = whyNotRevise(people.other, work({ editing, status }))!;
    expect(refusal.code).toBe(code);
    if (status === 'published') expect(refusal.message).toMatch(/Ask an author, or publish your own/);
  });
});

describe('who brings a withdrawn work back', () => {
  const back = (withdrawn_by: string | null, more: Partial<Guarded> = {}) =>
    allowed((actor) => canBringBack(actor, work({ status: 'withdrawn', withdrawn_by, ...more })));

  test('what an author withdrew, any author and any steward', () => {
    for (const by of ['creator', 'author', null]) expect(back(by)).toEqual([...authors, ...stewards]);
  });

  test('what a steward withdrew, stewards alone, also where that steward helped to write it', () => {
    expect(back('steward')).toEqual(stewards);
    expect(back('helper')).toEqual(stewards);
  });

  test('what somebody withdrew as a steward, stewards alone, whoever credited that one as an author', () => {
    const credited = [
      { contributor: 'steward', role: 'author' as const },
      { contributor: 'author', role: 'author' as const },
    ];
    expect(back('steward', { credited, withdrawn_as_steward: true })).toEqual(stewards);
    // By role: a token that may do less makes nobody less of a steward.
    const byRole: Name[] = ['steward', 'stewardEverywhere', 'stewardWithoutScope', 'admin', 'adminWithoutScope'];
    expect(allowed((actor) => actsAsSteward(actor, work({ credited })))).toEqual(byRole);
    expect(allowed((actor) => actsAsSteward(actor, work({ created_by: 'steward' })))).toEqual(byRole.slice(1));
  });

  test('what a steward withdrew who is an author of it, any author', () => {
    expect(back('steward', { credited: [{ contributor: 'steward', role: 'author' }] })).toEqual([
      'creator',
      ...stewards,
    ]);
  });
});
