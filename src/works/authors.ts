import type { Urls } from '../lib/urls.ts';
import { resolveCredit } from '../people/credit.ts';
import { creditsIn, type StoredCredits } from './rows.ts';

/** Those credited who are to be named, each once. */
export function namedAuthors(credits: StoredCredits, urls: Urls): { name: string; url?: string }[] {
  const seen = new Set<string>();
  return creditsIn(credits).flatMap((credit) => {
    const named = resolveCredit(credit, credit.choice, urls);
    if (named === null || seen.has(credit.contributor_id)) return [];
    seen.add(credit.contributor_id);
    return [{ name: named.name, ...(named.url === undefined ? {} : { url: named.url }) }];
  });
}
