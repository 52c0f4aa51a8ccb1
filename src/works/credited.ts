import { sql } from 'kysely';
import type { StoredCredit } from './content.ts';

/** For `works.credited`: whom these credits name if they wish so in general, and whom in any case. */
export function creditedKeys(credits: readonly StoredCredit[]): string[] {
  const keys = credits.flatMap(({ contributor, choice }) => {
    if (choice === null) return [contributor];
    return choice === 'name' ? [contributor, `${contributor}:name`] : [];
  });
  return [...new Set(keys)].sort();
}

/**
 * What finds, in `works.credited`, the works that name a contributor as things are now; null for whom none does: the rule
 * of `people/credit.ts`, for filters. For use where there is a row of `contributors`.
 */
export const creditedKey = sql<string | null>`(case when contributors.erased_at is null
  then contributors.id || case contributors.credit when 'name' then '' else ':name' end end)`;
