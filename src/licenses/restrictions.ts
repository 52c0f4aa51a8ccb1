/** What a licence forbids that every open licence allows. */
export type Restriction = 'NC' | 'ND';

const signs: readonly [Restriction, RegExp][] = [
  ['NC', /(?:^|-)(?:nc|ncgl|non-?commercial)(?:-|$)/],
  ['ND', /(?:^|-)(?:nd|no-?deriv(?:ative)?s)(?:-|$)/],
];

/**
 * Reads NC and ND out of any spelling of a licence, known here or not: `CC-BY-NC-2.5-CH`, `cc by nd`.
 * Such a licence is never a source of anything.
 */
export function restrictionsOf(id: string): Restriction[] {
  const words = id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return signs.filter(([, sign]) => sign.test(words)).map(([restriction]) => restriction);
}
