import { sql } from 'kysely';
import type { Urls } from '../lib/urls.ts';

export const creditChoices = ['name', 'pseudonym', 'none'] as const;
export type CreditChoice = (typeof creditChoices)[number];

/** What of a contributor decides how they are named. */
export interface Creditable {
  contributor_id: string;
  handle: string;
  name: string;
  url: string | null;
  pseudonym: string | null;
  credit: CreditChoice;
  claimed: boolean;
}

/** How a person is named: `handle` and `url` only where the credit is by name. */
export interface Named {
  name: string;
  url?: string;
  handle?: string;
  contributor_id?: string;
}

/**
 * The one place that decides how a person is credited; every output asks it.
 * @param choice of the single credit; null: the contributor's own
 * @returns null when the person is not to be named at all
 */
export function resolveCredit(person: Creditable, choice: CreditChoice | null, urls: Urls): Named | null {
  switch (choice ?? person.credit) {
    case 'name': {
      const profile = urls.contributor(person.handle);
      const url = person.claimed ? profile : (person.url ?? profile);
      return { name: person.name, url, handle: person.handle, contributor_id: person.contributor_id };
    }
    case 'pseudonym':
      return person.pseudonym === null ? null : { name: person.pseudonym };
    case 'none':
      return null;
  }
}

/** The same rule for filters: is this credit by name? For use where `credits` and `contributors` are joined. */
export const isCreditedByName = sql<boolean>`coalesce(credits.choice, contributors.credit) = 'name'`;

/** Has this contributor a public profile? */
export function hasProfile(person: { credit: string }): boolean {
  return person.credit === 'name';
}
