import {
  ara,
  ben,
  bul,
  cat,
  ces,
  dan,
  deu,
  ell,
  eng,
  fas,
  fin,
  fra,
  glg,
  heb,
  hin,
  hun,
  ind,
  ita,
  nld,
  nob,
  pol,
  por,
  ron,
  rus,
  spa,
  swe,
  tur,
  ukr,
  vie,
} from 'stopword';
import { fold } from './folding.ts';
import type { Word } from './words.ts';

const lists = [
  ara,
  ben,
  bul,
  cat,
  ces,
  dan,
  deu,
  ell,
  eng,
  fas,
  fin,
  fra,
  glg,
  heb,
  hin,
  hun,
  ind,
  ita,
  nld,
  nob,
  pol,
  por,
  ron,
  rus,
  spa,
  swe,
  tur,
  ukr,
  vie,
];
/** A query of fewer words is a name or a phrase, and each of them may be meant. */
const fewest = 6;
/** Where fewer words remain, those left out were what was asked for. */
const leastLeft = 2;

let stopWords: ReadonlySet<string> | undefined;

/**
 * Of a question, the words that tell something: without those that stand in every text of a language. Nobody says in
 * which language they ask, so the words of all are left out.
 */
export function withoutStopWords(words: readonly Word[]): Word[] {
  if (words.length < fewest) return [...words];
  stopWords ??= new Set(lists.flat().map(fold));
  const telling = words.filter(({ text }) => !stopWords!.has(text));
  return telling.length < leastLeft ? [...words] : telling;
}
