import { oneLine } from '../lib/text.ts';

/**
 * A work as its credit line needs it. `authors` are those who chose to be named; `sources` what it is based on, each
 * with its own; `license` '' where only the address of a source elsewhere is known; `origin_url` where an imported work came from; `published_at` is ISO 8601; `language` BCP 47.
 */
export interface Attributed {
  title: string;
  authors: readonly { name: string; url?: string }[];
  url: string;
  license: string;
  license_url: string;
  changes?: string | null;
  published_at: string | null;
  version: number;
  language: string;
  sources: readonly Attributed[];
  /** It is based on more than `sources` tell, or has more authors than `authors`. */
  hasMore?: boolean;
  origin_url?: string | null;
}

export function titleOf({ title }: Attributed): string {
  return oneLine(title) || 'Untitled';
}

/** The names to credit, in order; empty where all chose not to be named. */
export function namedAuthors({ authors }: Attributed): { name: string; url?: string }[] {
  return authors.map((author) => ({ ...author, name: oneLine(author.name) })).filter(({ name }) => name !== '');
}

/** The day of publication, `YYYY-MM-DD` in UTC as the timestamp is; undefined for a draft. */
export function dayOf({ published_at }: Attributed): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(published_at ?? '')?.[0];
}

/** What the rules below let pass as it is, told without taking it apart: a credit line has several, a list twenty lines. */
const isLinkable =
  /^https?:\/\/(?:127\.0\.0\.1|(?:(?!xn--)[a-z0-9-]+\.)*(?!xn--)[a-z][a-z0-9-]*)(?::[1-5]?\d{1,4})?(?:\/[\w./~%?=&+:@!$,;*()-]*)?$/;

/**
 * The URL when it may become a link, with all characters escaped that end a URL in HTML, Markdown or BibTeX.
 * Other schemes than http and https are refused: `javascript:` would run on the sites that show the line.
 */
export function linkable(url: string | null | undefined): string | undefined {
  if (isLinkable.test(url ?? '')) return url!;
  const parsed = URL.parse(url ?? '');
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') return undefined;
  return url!
    .trim()
    .toWellFormed()
    .replace(/[\s\p{Cc}"'<>\\^`{|}]/gu, (character) => encodeURIComponent(character).replace("'", '%27'));
}
