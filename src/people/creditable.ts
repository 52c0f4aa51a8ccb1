import type { Db } from '../db/database.ts';
import type { Creditable } from './credit.ts';

/** What `resolveCredit` needs, as columns of any query that joins `contributors`. */
export const creditableColumns = [
  'contributors.id as contributor_id',
  'contributors.handle',
  'contributors.name',
  'contributors.url',
  'contributors.pseudonym',
  'contributors.credit',
  'contributors.claimed',
] as const;

/**
 * The contributors that have these handles, keyed by handle; a handle that is nobody's is missing from the map.
 * Whoever closed their account is nobody.
 */
export async function findContributorsByHandles(db: Db, handles: readonly string[]): Promise<Map<string, Creditable>> {
  if (handles.length === 0) return new Map();
  const rows = await db
    .selectFrom('contributors')
    .select(creditableColumns)
    .where('handle', 'in', handles)
    .where('erased_at', 'is', null)
    .execute();
  return new Map((rows as Creditable[]).map((row) => [row.handle, row]));
}

/** The contributors that have these ids, keyed by id; closed accounts too, which `resolveCredit` never names. */
export async function findCreditables(db: Db, ids: readonly string[]): Promise<Map<string, Creditable>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('contributors').select(creditableColumns).where('id', 'in', ids).execute();
  return new Map((rows as Creditable[]).map((row) => [row.contributor_id, row]));
}
