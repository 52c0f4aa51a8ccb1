import { sql } from 'kysely';
import type { Db, Tx } from '../../db/database.ts';
import type { Actor } from '../../lib/actor.ts';
import { Conflict, NotFound } from '../../lib/errors.ts';
import type { ContributorId } from '../../lib/ids.ts';
import type { CreditChoice } from '../credit.ts';
import { canSeeContributor } from '../policy.ts';
import { type HeldRole, rolesJson } from '../standing.ts';

/** A contributor with everything the instance knows of them. */
export interface Account {
  id: ContributorId;
  handle: string;
  kind: 'person' | 'organisation' | 'bot';
  name: string;
  url: string | null;
  bio: string;
  email: string | null;
  credit: CreditChoice;
  pseudonym: string | null;
  claimed: boolean;
  suspended_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  roles: HeldRole[];
}

/** Closed accounts are found by nobody. */
export async function findAccount(db: Db, handle: string): Promise<Account | undefined> {
  return (await selectAccounts(db).where('handle', '=', handle).executeTakeFirst()) as Account | undefined;
}

/** @throws NotFound `contributor_not_found` for those, too, who have no public profile, unless `actor` is one of them or an admin */
export async function getVisibleAccount(db: Db, handle: string, actor: Actor | null): Promise<Account> {
  const account = await findAccount(db, handle);
  if (account === undefined || !canSeeContributor(actor, account)) throw contributorNotFound();
  return account;
}

/** @throws NotFound `contributor_not_found` */
export async function getAccount(db: Db, id: ContributorId): Promise<Account> {
  const account = await selectAccounts(db).where('contributors.id', '=', id).executeTakeFirst();
  if (account === undefined) throw contributorNotFound();
  return account as Account;
}

/** The same, locked until the end of the transaction: for changes that depend on what is there. */
export async function lockAccount(tx: Tx, id: ContributorId): Promise<Account> {
  // Not FOR UPDATE: whoever only refers to the contributor, as every write of theirs does, need not wait.
  await tx.selectFrom('contributors').select('id').where('id', '=', id).forNoKeyUpdate().execute();
  return await getAccount(tx, id);
}

/** The same for what only people with an account have. @throws Conflict `contributor_unclaimed` */
export async function lockClaimed(tx: Tx, id: ContributorId): Promise<Account> {
  const account = await lockAccount(tx, id);
  if (account.claimed) return account;
  throw new Conflict('contributor_unclaimed', `${account.handle} is only named here and has no account.`);
}

export function contributorNotFound(): NotFound {
  return new NotFound('contributor_not_found', 'There is no such contributor.');
}

export interface ContributorFilters {
  kind?: string | undefined;
  claimed?: boolean | undefined;
  role?: string | undefined;
  /** Slug: those with a role there. */
  community?: string | undefined;
  /** Also those without a public profile. */
  everyone: boolean;
}

/** A page of contributors by name. @param after name and id of the last one of the page before */
export async function listAccounts(
  db: Db,
  filters: ContributorFilters,
  page: { limit: number; after?: { name: string; id: string } | undefined },
): Promise<Account[]> {
  const { kind, claimed, everyone } = filters;
  const rows = await selectAccounts(db)
    .$if(!everyone, (query) => query.where('credit', '=', 'name'))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .$if(claimed !== undefined, (query) => query.where('claimed', '=', claimed!))
    .$if(filters.role !== undefined || filters.community !== undefined, (query) => query.where(holdsRole(filters)))
    .$if(page.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(name collate "und-x-icu", id) > (${page.after!.name} collate "und-x-icu", ${page.after!.id}::uuid)`,
      ),
    )
    .orderBy(sql`name collate "und-x-icu"`)
    .orderBy('id')
    .limit(page.limit)
    .execute();
  return rows as Account[];
}

function holdsRole({ role, community }: ContributorFilters) {
  return sql<boolean>`exists (
    select from roles left join communities on communities.id = roles.community_id
    where roles.contributor_id = contributors.id
      and (${role ?? null}::text is null or roles.role = ${role ?? null})
      and (${community ?? null}::text is null or communities.slug = ${community ?? null}))`;
}

function selectAccounts(db: Db) {
  return db
    .selectFrom('contributors')
    .selectAll('contributors')
    .select(rolesJson.as('roles'))
    .where('erased_at', 'is', null);
}
