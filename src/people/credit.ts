import type { Urls } from '../lib/urls.ts';

export const creditChoices = ['name', 'pseudonym', 'none'] as const;
export type CreditChoice = (typeof creditChoices)[number];

/** What of a contributor decides how they are named. */
export interface Nameable {
  handle: string;
  name: string;
  url: string | null;
  pseudonym: string | null;
  credit: CreditChoice;
  claimed: boolean;
}

export interface Creditable extends Nameable {
  contributor_id: string;
}

/** How a person is named: `handle` and `url` only where the credit is by name. */
export interface Named {
  name: string;
  url?: string;
  handle?: string;
  contributor_id?: string;
}

/** The choice in force: the single credit's, else the contributor's own. */
function choiceOf(person: Nameable, choice: CreditChoice | null): CreditChoice {
  // A closed account has no name any more, and what a single credit once said does not bring it back.
  return person.name === '' ? 'none' : (choice ?? person.credit);
}

/** The choice that tells least, of several that one person has made about one work. */
export function mostPrivate(choices: readonly (CreditChoice | null)[], person: Nameable): CreditChoice | null {
  const inForce = choices.map((choice) => choiceOf(person, choice));
  return creditChoices.findLast((choice) => inForce.includes(choice)) ?? null;
}

/** Is this person not to be named at all by a credit? @param choice of the single credit; null: the contributor's own */
export function isUnnamed(person: Nameable, choice: CreditChoice | null): boolean {
  const inForce = choiceOf(person, choice);
  return inForce === 'none' || (inForce === 'pseudonym' && person.pseudonym === null);
}

/**
 * The one place that decides how a person is credited; every output asks it.
 * @param choice of the single credit; null: the contributor's own
 * @returns null when the person is not to be named at all
 */
export function resolveCredit(
  person: Nameable & Partial<Creditable>,
  choice: CreditChoice | null,
  urls: Urls,
): Named | null {
  switch (choiceOf(person, choice)) {
    case 'name': {
      const profile = hasProfile(person) ? urls.contributor(person.handle) : undefined;
      const url = person.claimed ? (profile ?? person.url) : (person.url ?? profile);
      return {
        name: person.name,
        ...(url ? { url } : {}),
        handle: person.handle,
        ...(person.contributor_id === undefined ? {} : { contributor_id: person.contributor_id }),
      };
    }
    case 'pseudonym':
      return person.pseudonym === null ? null : { name: person.pseudonym };
    case 'none':
      return null;
  }
}

/** Has this contributor a public profile? */
export function hasProfile(person: { credit: string }): boolean {
  return person.credit === 'name';
}
