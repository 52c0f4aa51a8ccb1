import { setImmediate } from 'node:timers/promises';
import { fold, withoutSymbols } from './folding.ts';

/**
 * One word of a text, folded. `start` and `end` are UTF-16 offsets in the text, `position` counts words.
 * Scripts written without spaces are cut into overlapping pairs of letters, one position each, and the run's last
 * letter; so the same text is found wherever a query begins in it.
 */
export interface Word {
  text: string;
  start: number;
  end: number;
  position: number;
  form: 'word' | 'pair' | 'last';
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const unspacedLetter = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}ー々〆〇][\\p{Mn}\uFF9E\uFF9F]*';
const unspacedWord = '[\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]';
/** Groups: letters written without spaces; words so written; any other word. */
const runs = new RegExp(
  `((?:${unspacedLetter})+)|(${unspacedWord}+)|(?:(?!${unspacedLetter}|${unspacedWord})[\\p{L}\\p{M}\\p{N}])+`,
  'gu',
);
const letters = new RegExp(unspacedLetter, 'gu');
/** Longer ones are no words (encoded data, addresses): their beginning is enough to find them by. */
const longestWord = 48;
/** A letter may carry any number of marks, and a word of the index no more than 2,046 bytes. */
const longestLetter = 16;

/**
 * Cuts a text into words: the same cut for documents, queries and highlights. A word is a run of letters, marks and
 * digits of scripts written the same way; where no spaces part words, the dictionaries of ICU do (Thai, Lao, Khmer,
 * Burmese), or pairs of letters stand for them (Chinese, Japanese, Korean).
 */
export function cutWords(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    const end = plainEnd(text, at);
    // Most words of most texts; what else there is, the expression tells apart, at twenty times the cost.
    if (end > at && !(text.charCodeAt(end) > lastPlain)) addWord(words, text.slice(at, end), at);
    else if (text.charCodeAt(end) > lastPlain) {
      at = addRun(words, text, at);
      continue;
    }
    at = end + 1;
  }
  return words;
}

const lastPlain = 0x7f;

/** Where a run of ASCII letters and digits that begins there ends. */
function plainEnd(text: string, start: number): number {
  let end = start;
  while (isPlain(text.charCodeAt(end))) end += 1;
  return end;
}

function isPlain(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
}

/** The first run of any script from there on. @returns where it ends */
function addRun(words: Word[], text: string, from: number): number {
  runs.lastIndex = from;
  const found = runs.exec(text);
  if (found === null) return text.length;
  const { 0: run, 1: letters, 2: unspaced, index } = found;
  if (letters !== undefined) addPairs(words, lettersOf(run, index));
  else if (unspaced !== undefined) {
    for (const { segment, index: at } of segmenter.segment(run)) addWord(words, segment, index + at);
  } else addWord(words, run, index);
  return index + run.length;
}

/** Letters cut without letting others work in between: some milliseconds. */
const longestPiece = 20_000;
const longestSearch = 500;

/** The same for texts of any length, a piece at a time, so that whoever waits for this process gets a turn. */
export async function cutLongText(text: string): Promise<Word[]> {
  if (text.length <= longestPiece) return cutWords(text);
  const words: Word[] = [];
  for (let from = 0; from < text.length; ) {
    const to = endOfPiece(text, from);
    const first = nextPosition(words);
    for (const word of cutWords(text.slice(from, to))) {
      words.push({ ...word, start: from + word.start, end: from + word.end, position: first + word.position });
    }
    from = to;
    await setImmediate();
  }
  return words;
}

/** Behind a character that belongs to no word, if there is one near the end of the piece. */
function endOfPiece(text: string, from: number): number {
  const longest = from + longestPiece;
  if (text.length <= longest) return text.length;
  for (let to = longest; to > longest - longestSearch; to--)
    if (!/[\p{L}\p{M}\p{N}\p{Cs}]/u.test(text[to - 1]!)) return to;
  return longest;
}

interface Letter {
  text: string;
  start: number;
  end: number;
}

function addWord(words: Word[], segment: string, start: number): void {
  const text = beginning(fold(segment), longestWord);
  if (text === '') return;
  words.push({ text, start, end: start + segment.length, position: nextPosition(words), form: 'word' });
}

/** @param most UTF-16 units; no character is cut in two */
function beginning(text: string, most: number): string {
  return text.length <= most ? text : withoutSymbols(text.slice(0, most).toWellFormed());
}

function lettersOf(run: string, offset: number): Letter[] {
  return Array.from(run.matchAll(letters), (match) => {
    const start = offset + match.index;
    return { text: foldLetter(match[0]), start, end: start + match[0].length };
  });
}

const foldedLetters = new Map<string, string>();

/** There are some thousands of them, and each is folded a thousand times. */
function foldLetter(letter: string): string {
  if (letter.length > 2) return beginning(fold(letter), longestLetter);
  let folded = foldedLetters.get(letter);
  if (folded === undefined) {
    folded = fold(letter);
    foldedLetters.set(letter, folded);
  }
  return folded;
}

function addPairs(words: Word[], run: readonly Letter[]): void {
  run.forEach((letter, at) => {
    const next = run[at + 1];
    const text = next === undefined ? letter.text : letter.text + next.text;
    const form = next === undefined ? 'last' : 'pair';
    words.push({ text, start: letter.start, end: next?.end ?? letter.end, position: nextPosition(words), form });
  });
}

function nextPosition(words: readonly Word[]): number {
  return (words.at(-1)?.position ?? -1) + 1;
}

/** The words of a query. The last letter of an unspaced run says nothing that the pair before it does not. */
export function withoutTails(words: readonly Word[]): Word[] {
  return words.filter((_word, index) => !isTail(words, index));
}

/** The words of what may stand anywhere in a text: there the last pair is not followed by its last letter. */
export function withoutTail(words: readonly Word[]): Word[] {
  return words.filter((_word, index) => index < words.length - 1 || !isTail(words, index));
}

function isTail(words: readonly Word[], index: number): boolean {
  return words[index]!.form === 'last' && words[index - 1]?.form === 'pair';
}
