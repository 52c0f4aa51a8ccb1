import type { Meaning, Term } from './terms.ts';

/** Parts of a tsquery, in its text form. Folded words hold letters, marks and digits only: quoting them is enough. */
export function meaningQuery({ word, isPrefix }: Meaning): string {
  return `'${word}'${isPrefix ? ':*' : ''}`;
}

/** Met in any of its ways. @param loosely also by other forms of the word */
export function termQuery(term: Term, loosely = false): string {
  const meanings = term.meanings.filter(({ isLoose }) => loosely || !isLoose);
  // A word is among those that begin with it.
  const begun = meanings.filter(({ isPrefix }) => isPrefix).map(({ word }) => word);
  const needed = meanings.filter(({ word, isPrefix }) => isPrefix || !begun.some((begin) => word.startsWith(begin)));
  return `(${needed.map(meaningQuery).join(' | ')})`;
}

export function allQuery(terms: readonly Term[]): string {
  return [...new Set(terms.map((term) => termQuery(term)))].join(' & ');
}

export function anyQuery(terms: readonly Term[]): string {
  return [...new Set(terms.map((term) => termQuery(term, true)))].join(' | ');
}

/** One after the other, as far apart as typed. */
export function phraseQuery(terms: readonly Term[]): string {
  return terms
    .map((term, index) => {
      const before = terms[index - 1];
      return before === undefined ? termQuery(term) : ` <${term.position - before.position}> ${termQuery(term)}`;
    })
    .join('');
}

/** Each word once: twice typed tells no more. */
export function distinctTerms(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [term.text, term])).values()];
}
