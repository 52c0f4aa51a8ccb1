import type { Commons } from './commons.ts';

export interface Template {
  name: string;
  path(commons: Commons): string;
  status?: number;
}

/** Every sort of page there is: a new one that is missing here fails `has every page`. */
export const templates: readonly Template[] = [
  { name: 'home', path: () => '/' },
  { name: 'search', path: () => '/search?q=chek-in+roud&setting=online' },
  { name: 'browse', path: () => '/search?tag=rounds&offset=20' },
  { name: 'nothing found', path: () => '/search?q=xyzzyplugh&minutes=7' },
  { name: 'tag', path: () => '/tags/rounds' },
  { name: 'article', path: ({ round }) => `/articles/${round.slug}` },
  { name: 'awkward article', path: ({ awkward }) => `/articles/${awkward.slug}` },
  { name: 'article from right to left', path: ({ arabic }) => `/articles/${arabic.slug}` },
  { name: 'history', path: ({ round }) => `/articles/${round.slug}/history` },
  { name: 'version', path: ({ round }) => `/articles/${round.slug}/history/1` },
  { name: 'diff', path: ({ round }) => `/articles/${round.slug}/history/diff?from=1&to=3` },
  { name: 'communities', path: () => '/communities' },
  { name: 'community', path: () => '/communities/facilitators' },
  { name: 'contributor', path: () => '/people/ana-ruiz' },
  { name: 'about', path: () => '/about' },
  { name: 'imprint', path: () => '/imprint' },
  { name: 'privacy', path: () => '/privacy' },
  { name: 'terms', path: () => '/terms' },
  { name: 'problems', path: () => '/docs/problems' },
  { name: 'api style', path: () => '/docs/api-style' },
  { name: 'not found', path: () => '/nothing', status: 404 },
  { name: 'withdrawn', path: ({ withdrawn }) => `/articles/${withdrawn.slug}`, status: 410 },
  { name: 'redacted', path: ({ redacted }) => `/articles/${redacted.id}`, status: 451 },
  { name: 'wrong address', path: () => '/search?minutes=abc&setting=moon', status: 422 },
];
