import type { Meaning, Term } from './terms.ts';

/** Parts of a tsquery, in its text form. Folded words hold letters, marks and digits only: quoting them is enough. */
export function meaningQuery({ words, isPrefix }: Meaning): string {
  return words.map((word) => `'${word}'${isPrefix ? ':*' : ''}`).join(' <-> ');
}

/** Met in any of its ways. @param loosely also by other forms of the word */
export function termQuery(term: Term, loosely = false): string {
  const meanings = term.meanings.filter(({ isLoose }) => loosely || !isLoose);
  // A word is among those that begin with it.
  const begun = meanings.filter(({ isPrefix }) => isPrefix).map(({ words }) => words[0]!);
  const needed = meanings.filter(
    ({ words, isPrefix }) => isPrefix || words.length > 1 || !begun.some((begin) => words[0]!.startsWith(begin)),
  );
  return `(${eitherQuery(needed)})`;
}

export function eitherQuery(meanings: readonly Meaning[]): string {
  return meanings.map(meaningQuery).join(' | ');
}

export function allQuery(terms: readonly Term[]): string {
  return [...new Set(terms.map((term) => termQuery(term)))].join(' & ');
}

export function anyQuery(terms: readonly Term[]): string {
  return [...new Set(terms.map((term) => termQuery(term, true)))].join(' | ');
}

/** One after the other, as far apart as typed. */
export function phraseQuery(terms: readonly Term[]): string {
  return asTyped(terms)
    .map((term, index, typed) => {
      const before = typed[index - 1];
      return before === undefined ? termQuery(term) : ` <${term.position - before.position}> ${termQuery(term)}`;
    })
    .join('');
}

/**
 * Without synonyms, for what goes by where words stand: one that is said for several words is no phrase of these, and
 * as near to itself as no two words are. None where of a word only synonyms are met.
 */
export function asTyped(terms: readonly Term[]): Term[] {
  const typed = terms.map((term) => ({ ...term, meanings: term.meanings.filter(({ isSynonym }) => !isSynonym) }));
  return typed.every(({ meanings }) => meanings.length > 0) ? typed : [];
}

/** Each word once: twice typed tells no more. */
export function distinctTerms(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [term.text, term])).values()];
}
