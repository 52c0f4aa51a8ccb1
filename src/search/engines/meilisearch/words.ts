import { cutWords, type Word } from '../../words.ts';

/**
 * Words as Meilisearch gets them, a space between two. It cuts texts by rules and dictionaries that differ from build to
 * build, and by a guess at their language that differs from document to query. So it gets words that are cut already;
 * pairs of letters of unspaced scripts go as numbers, six digits a code point: no rule cuts a number, none forgives a
 * typing error in one, and a pair still begins with its first letter.
 */
export function wordsFor(words: readonly Word[]): string {
  return words.map(wordFor).join(' ');
}

export function cutFor(text: string): string {
  return wordsFor(cutWords(text));
}

const digits = 6;

function wordFor({ text, form }: Word): string {
  if (form === 'word') return text;
  return Array.from(text, (letter) => String(letter.codePointAt(0)).padStart(digits, '0')).join('');
}

/** The word that was written so. */
export function wordFrom(written: string): string {
  if (!isNumber.test(written)) return written;
  return written.replace(sixDigits, (number) => String.fromCodePoint(Number(number)));
}

const isNumber = /^(?:0[0-9]{5}|[1-2][0-9]{5})+$/;
const sixDigits = /[0-9]{6}/g;
