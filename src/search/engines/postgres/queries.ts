import type { Meaning, Term } from './terms.ts';

/** Parts of a tsquery, in its text form. Folded words hold letters, marks and digits only: quoting them is enough. */
export function meaningQuery({ words, isPrefix }: Meaning): string {
  return words.map((word) => `'${word}'${isPrefix ? ':*' : ''}`).join(' <-> ');
}

/** Met in any of its ways. @param loosely also by other forms of the word */
export function termQuery(term: Term, loosely = false): string {
  return eitherQuery(term.meanings.filter(({ isLoose }) => loosely || !isLoose));
}

function eitherQuery(meanings: readonly Meaning[]): string {
  // A word is among those that begin with it.
  const begun = meanings.filter(({ isPrefix }) => isPrefix).map(({ words }) => words[0]!);
  const needed = meanings.filter(
    ({ words, isPrefix }) => isPrefix || words.length > 1 || !begun.some((begin) => words[0]!.startsWith(begin)),
  );
  return `(${needed.map(meaningQuery).join(' | ')})`;
}

export function allQuery(terms: readonly Term[]): string {
  return [...new Set(terms.map((term) => termQuery(term)))].join(' & ');
}

export function anyQuery(terms: readonly Term[]): string {
  return [...new Set(terms.map((term) => termQuery(term, true)))].join(' | ');
}

/** One after the other, as far apart as typed; empty where of a word only synonyms are met: what they say is no phrase that was typed. */
export function phraseQuery(terms: readonly Term[]): string {
  const typed = terms.map(({ position, meanings }) => ({
    position,
    meanings: meanings.filter(({ isLoose, isSynonym }) => !isLoose && !isSynonym),
  }));
  if (typed.some(({ meanings }) => meanings.length === 0)) return '';
  return typed
    .map(({ position, meanings }, index) => {
      const before = typed[index - 1];
      return `${before === undefined ? '' : ` <${position - before.position}> `}${eitherQuery(meanings)}`;
    })
    .join('');
}

/** Each word once: twice typed tells no more. */
export function distinctTerms(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [term.text, term])).values()];
}
