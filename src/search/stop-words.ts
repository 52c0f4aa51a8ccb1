import * as lists from 'stopword';
import { fold } from './folding.ts';
import { findSynonyms } from './synonyms.ts';
import type { Word } from './words.ts';

/** Each language by its name in ISO 639-3. */
const stopped = [
  lists.ara,
  lists.ben,
  lists.bul,
  lists.cat,
  lists.ces,
  lists.dan,
  lists.deu,
  lists.ell,
  lists.eng,
  lists.fas,
  lists.fin,
  lists.fra,
  lists.glg,
  lists.heb,
  lists.hin,
  lists.hun,
  lists.ind,
  lists.ita,
  lists.nld,
  lists.nob,
  lists.pol,
  lists.por,
  lists.ron,
  lists.rus,
  lists.spa,
  lists.swe,
  lists.tur,
  lists.ukr,
  lists.vie,
];
/** A query of fewer words is a name or a phrase, and each of them may be meant. */
const fewest = 6;
/** Where fewer words remain, those left out were what was asked for. */
const leastLeft = 2;

let stopWords: ReadonlySet<string> | undefined;

/**
 * Of a question, the words that tell something: without those that stand in every text of a language. Nobody says in
 * which language they ask, so the words of all are left out, unless they are of what something else is said for:
 * "community of practice" is not looked up without its "of".
 */
export function withoutStopWords(words: readonly Word[]): Word[] {
  if (words.length < fewest) return [...words];
  stopWords ??= new Set(stopped.flat().map(fold));
  const said = new Set(findSynonyms(words).flatMap(({ typed }) => typed));
  const telling = words.filter((word) => said.has(word) || !stopWords!.has(word.text));
  return telling.length < leastLeft ? [...words] : telling;
}
