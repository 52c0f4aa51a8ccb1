import type { Db, Tx } from '../../db/database.ts';
import { Forbidden } from '../../lib/errors.ts';
import type { ContributorId } from '../../lib/ids.ts';
import type { Urls } from '../../lib/urls.ts';
import type { Registration } from '../policy.ts';

/** What every route about people needs. */
export interface PeopleOptions {
  db: Db;
  urls: Urls;
  now: () => Date;
}

export interface RegistrationOptions extends PeopleOptions {
  registration: Registration;
}

export interface MeOptions extends PeopleOptions {
  /** What other folders keep of a person: each becomes a list of the export, under its name. */
  exports: Readonly<Record<string, (db: Db, contributorId: ContributorId) => AsyncIterable<unknown>>>;
  /** What other folders delete when a person goes, in the transaction that closes the account: drafts. */
  onErase: (tx: Tx, contributorId: ContributorId, now: Date) => Promise<void>;
}

/** @throws Forbidden where a rule of `policy.ts` says no */
export function demand(allowed: boolean, code: 'admin_required' | 'steward_required' | 'contributor_not_yours'): void {
  if (!allowed) throw new Forbidden(code, refusals[code]);
}

const refusals = {
  admin_required: 'This takes an administrator, and a token with the scope admin.',
  steward_required: 'This takes a steward of the community or an administrator, and a token with the scope steward.',
  contributor_not_yours: 'This takes the contributor concerned, or an administrator and a token with the scope admin.',
} as const;
