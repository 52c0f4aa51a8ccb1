import type { Card } from '../card.ts';

/** RFC 8288, for every representation of a work: licence, permanent address, authors. */
export function workLinks(card: Card): string[] {
  return [
    ...(card.license_url === null ? [] : [`<${card.license_url}>; rel="license"`]),
    `<${card.url}>; rel="cite-as"`,
    // As a header may hold it: without `>` and in ASCII.
    ...card.authors.flatMap(({ url }) => URL.parse(url ?? '')?.href ?? []).map((url) => `<${url}>; rel="author"`),
  ];
}

const alternates = { md: 'text/markdown', jsonld: 'application/ld+json', json: 'application/json' } as const;

/** The other forms of a work, by the ending of their path. @param own the ending of the one that is answered */
export function alternateLinks(card: Card, own?: keyof typeof alternates): string[] {
  const others = Object.entries(alternates).filter(([ending]) => ending !== own);
  return [
    `<${card.url}>; rel="alternate"; type="text/html"`,
    ...others.map(([ending, type]) => `<${card.api_url}.${ending}>; rel="alternate"; type="${type}"`),
  ];
}
