import type { Urls } from '../lib/urls.ts';
import { resolveCredit } from '../people/credit.ts';
import { namesIn, type StoredNames } from './rows.ts';

/** Those credited who are to be named, each once. */
export function creditedAuthors(credits: StoredNames, urls: Urls): { name: string; url?: string }[] {
  const seen = new Set<string>();
  return namesIn(credits).flatMap((person) => {
    const named = resolveCredit(person, person.choice, urls);
    if (named === null || seen.has(person.handle)) return [];
    seen.add(person.handle);
    return [named.url === undefined ? { name: named.name } : { name: named.name, url: named.url }];
  });
}
