import { invalid } from '../../lib/errors.ts';
import type { CreditChoice } from '../credit.ts';
import { cleanName } from '../names.ts';

/** What a contributor says of themselves; in a patch, what is left out stays and null removes. */
export interface Profile {
  name: string;
  kind: 'person' | 'organisation' | 'bot';
  url: string | null;
  bio: string;
  email: string | null;
  credit: CreditChoice;
  pseudonym: string | null;
}
export type ProfilePatch = { [Field in Exclude<keyof Profile, 'bio'>]?: Profile[Field] } & { bio?: string | null };

const empty = { kind: 'person', url: null, bio: '', email: null, credit: 'name', pseudonym: null } as const;

/** @throws Invalid naming the field */
export function newProfile(given: ProfilePatch & { name: string }): Profile {
  return changedProfile({ ...empty, name: given.name }, given);
}

/** @throws Invalid naming the field */
export function changedProfile(current: Profile, { bio, ...patch }: ProfilePatch): Profile {
  const profile = { ...current, ...patch, ...(bio === undefined ? {} : { bio: bio ?? '' }) };
  const { credit, pseudonym } = profile;
  if (credit === 'pseudonym' && pseudonym === null) {
    throw invalid('/pseudonym', 'is required to be credited by pseudonym', 'pseudonym_missing');
  }
  if (profile.url !== null && !URL.canParse(profile.url)) throw invalid('/url', 'must be a web address', 'url_invalid');
  return {
    ...profile,
    name: cleanName(profile.name, '/name'),
    pseudonym: pseudonym === null ? null : cleanName(pseudonym, '/pseudonym'),
  };
}

/** The fields of a profile alone, out of a row that has more. */
export function profileOf({ name, kind, url, bio, email, credit, pseudonym }: Profile): Profile {
  return { name, kind, url, bio, email, credit, pseudonym };
}

const credited = ['name', 'url', 'credit', 'pseudonym'] as const;
const shown = [...credited, 'kind', 'bio'] as const;

/** Do credits by this person look different after the change? */
export function isCreditChanged(before: Profile, after: Profile): boolean {
  return credited.some((field) => before[field] !== after[field]);
}

/** Does the change show anywhere but in the account itself? */
export function isShown(before: Profile, after: Profile): boolean {
  return shown.some((field) => before[field] !== after[field]);
}

export function isSame(before: Profile, after: Profile): boolean {
  return !isShown(before, after) && before.email === after.email;
}
