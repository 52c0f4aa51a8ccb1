import type { Actor } from '../lib/actor.ts';
import { Forbidden } from '../lib/errors.ts';
import type { Editing } from '../people/commons/communities.ts';
import { isSteward } from '../people/policy.ts';
import type { CreditRole } from './content.ts';

/** What of a work decides who may do what with it. */
export interface Guarded {
  status: 'draft' | 'published' | 'withdrawn';
  created_by: string;
  community_id: string;
  editing: Editing;
  credited: readonly { contributor: string; role: CreditRole }[];
  withdrawn_by: string | null;
  /** By a steward who did not make it. */
  withdrawn_as_steward: boolean;
}

/** Made it, or is credited on it as an author: answers for the work. */
export function isAuthor(actor: Actor | null, work: Guarded): boolean {
  return actor !== null && answersFor(actor.id, work);
}

function answersFor(contributor: string, work: Guarded): boolean {
  return (
    contributor === work.created_by ||
    work.credited.some((credit) => credit.contributor === contributor && credit.role === 'author')
  );
}

export function isCredited(actor: Actor, work: Guarded): boolean {
  return work.credited.some(({ contributor }) => contributor === actor.id);
}

/** A draft is its authors' alone; whatever was published once is everybody's, or a tombstone for everybody. */
export function canSee(actor: Actor | null, work: Guarded): boolean {
  return work.status !== 'draft' || isAuthor(actor, work);
}

export function canSeeDraftRevisions(actor: Actor | null, work: Guarded): boolean {
  return isAuthor(actor, work);
}

/** @returns why not, or undefined */
export function whyNotRevise(actor: Actor, work: Guarded): Forbidden | undefined {
  if (isAuthor(actor, work) || isSteward(actor, work.community_id)) return undefined;
  if (work.status !== 'published')
    return new Forbidden('not_author', 'Only its authors and the stewards of its community may change this work now.');
  switch (work.editing) {
    case 'open':
      return undefined;
    case 'authors':
      return isCredited(actor, work)
        ? undefined
        : new Forbidden(
            'editing_authors',
            'In this community only those credited revise a work. Ask an author, or publish your own article with a relation derived_from to this one.',
          );
    case 'suggest':
      return isCredited(actor, work)
        ? undefined
        : new Forbidden(
            'editing_suggest',
            'In this community others suggest changes, which an author or steward accepts. Ask an author, or publish your own article with a relation derived_from to this one.',
          );
  }
}

/** Withdraws, publishes, moves to another community, changes the credits of others. */
export function canGovern(actor: Actor, work: Guarded): boolean {
  return isAuthor(actor, work) || isSteward(actor, work.community_id);
}

/** Credits are given by whoever made the work: that they name a steward does not make it the steward's own. */
export function actsAsSteward(actor: Actor, work: Guarded): boolean {
  const { admin, stewardEverywhere, stewardOf } = actor;
  // By role, whatever the token in hand may do.
  return actor.id !== work.created_by && (admin || stewardEverywhere || stewardOf.has(work.community_id));
}

/** What a steward withdrew, a steward brings back. */
export function canBringBack(actor: Actor, work: Guarded): boolean {
  if (isSteward(actor, work.community_id)) return true;
  if (work.withdrawn_as_steward) return false;
  return isAuthor(actor, work) && (work.withdrawn_by === null || answersFor(work.withdrawn_by, work));
}

export function canRedact(actor: Actor, work: Guarded): boolean {
  return isSteward(actor, work.community_id);
}
