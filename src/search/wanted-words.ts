import { cutWords, type Word } from './words.ts';

interface Run {
  start: number;
  end: number;
}

const plainLetter = /[A-Za-z0-9]/;
const plainRun = /[A-Za-z0-9]+/y;
/** From a letter, mark or digit beyond those of ASCII to the end of all such. */
const otherRun = /[[\p{L}\p{M}\p{N}]--[A-Za-z0-9]][\p{L}\p{M}\p{N}]*/gv;

/** A text in which words are looked for, again and again. */
export interface Text {
  whole: string;
  /** Undefined where a letter has two for its small one: then places differ. */
  lower: string | undefined;
  others: readonly Run[];
}

export function readText(whole: string): Text {
  const lower = whole.toLowerCase();
  return { whole, lower: lower.length === whole.length ? lower : undefined, others: otherRuns(whole) };
}

/**
 * Words of a text, with all that begin with one of these; an empty word stands for any that were left out between two.
 * Left out are words of ASCII letters and digits only, since there what stands in the text says whether it is wanted: to
 * look for a few of them is a tenth of the work of cutting out all, and leaves no garbage.
 */
export function cutWanted({ whole, lower, others }: Text, beginnings: readonly string[]): Word[] {
  if (lower === undefined) return cutWords(whole);
  const runs = [...others, ...beginnings.flatMap((beginning) => plainRuns(lower, beginning))];
  const words: Word[] = [];
  let seen = 0;
  // The longer one first: what begins plainly may go on otherwise.
  for (const { start, end } of runs.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < seen) continue;
    if (plainLetter.test(whole.slice(seen, start)))
      words.push({ text: '', start: seen, end: seen, position: words.length, form: 'word' });
    for (const word of cutWords(whole.slice(start, end)))
      words.push({ ...word, start: start + word.start, end: start + word.end, position: words.length });
    seen = end;
  }
  return words;
}

function otherRuns(text: string): Run[] {
  return Array.from(text.matchAll(otherRun), ({ 0: run, index }) => {
    let start = index;
    while (plainLetter.test(text[start - 1] ?? '')) start -= 1;
    return { start, end: index + run.length };
  });
}

/** Where words begin so. */
function plainRuns(lower: string, beginning: string): Run[] {
  const runs: Run[] = [];
  if (beginning === '') return runs;
  let at = lower.indexOf(beginning);
  while (at >= 0) {
    plainRun.lastIndex = at;
    const end = at + (plainRun.exec(lower)?.[0].length ?? 1);
    if (!plainLetter.test(lower[at - 1] ?? '')) runs.push({ start: at, end });
    // To the end of the word, whose inside is no beginning: it may be long, and look the same everywhere.
    at = lower.indexOf(beginning, end);
  }
  return runs;
}
