import type { Said } from '../../synonyms.ts';

/** What else is said for a word, or for several of which it is one. */
export interface Synonym {
  words: string[];
  /** In at most so many works. */
  documents: number;
}

/** For one wording: each is looked for in every work that is ranked. */
const mostSynonyms = 6;

/**
 * For each word the synonyms that works may have, the most frequent first. What is said for several words stands for
 * each of them, so that a work which has it has them all.
 * @param documents in how many works a word is
 */
export function knownSynonyms(
  said: readonly Said[],
  documents: (word: string) => number,
): Map<string, readonly Synonym[]> {
  const found = new Map<string, readonly Synonym[]>();
  for (const { typed, others } of said) {
    const known = others
      .map(({ written }) => written.map(({ text }) => text))
      .map((words) => ({ words, documents: Math.min(...words.map(documents)) }))
      .filter(({ documents }) => documents > 0)
      .sort((a, b) => b.documents - a.documents)
      .slice(0, mostSynonyms);
    for (const text of new Set(typed.map(({ text }) => text))) found.set(text, [...(found.get(text) ?? []), ...known]);
  }
  return found;
}
