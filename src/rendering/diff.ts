import { diffArrays } from 'diff';
import type { DiffPart, TextPair } from './rendered.ts';

/** Milliseconds for finding the lines that changed, and for finding the words in them. */
export interface DiffBudget {
  linesMs: number;
  wordsMs: number;
}

const DEFAULT_BUDGET: DiffBudget = { linesMs: 500, wordsMs: 1_000 };
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/**
 * Compares two texts word by word, as each script separates words: first the lines, then the words of those that
 * changed, since the cost grows with length times changes. What the budget does not reach stays a change of whole
 * lines, or of everything. Parts without `added` join to `from`, parts without `removed` join to `to`, exactly;
 * `diffWords` of the library cannot promise that, as it takes all white space for equal.
 */
export function diffTexts(from: string, to: string, budget: DiffBudget = DEFAULT_BUDGET): DiffPart[] {
  const [start, end] = commonEnds(from, to);
  const before = from.slice(start, from.length - end);
  const after = to.slice(start, to.length - end);
  const byLine = compare(linesOf(before), linesOf(after), budget.linesMs);
  const parts = byLine ? byWord(tidy(byLine), budget.wordsMs) : replacement(before, after);
  return tidy([same(from.slice(0, start)), ...parts, same(from.slice(from.length - end))]);
}

/** Many pairs within one budget: when it is used up, what is left counts as replaced. */
export function diffAll(pairs: readonly TextPair[]): DiffPart[][] {
  const end = performance.now() + DEFAULT_BUDGET.linesMs + DEFAULT_BUDGET.wordsMs;
  return pairs.map(({ from, to }) => {
    const left = end - performance.now();
    if (left <= 0) return replacement(from, to);
    return diffTexts(from, to, {
      linesMs: Math.min(left, DEFAULT_BUDGET.linesMs),
      wordsMs: Math.min(left, DEFAULT_BUDGET.wordsMs),
    });
  });
}

/** Everything removed, everything added: the diff that costs nothing. */
export function replacement(from: string, to: string): DiffPart[] {
  const parts: DiffPart[] = [
    { type: 'removed', text: from },
    { type: 'added', text: to },
  ];
  return parts.filter((part) => part.text !== '');
}

/** How many characters of whole lines both begin with, and end with: most edits leave most of a text alone. */
function commonEnds(from: string, to: string): [start: number, end: number] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start += 1;
  if (start < Math.max(from.length, to.length)) start = from.slice(0, start).lastIndexOf('\n') + 1;
  let end = 0;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  const line = from.indexOf('\n', from.length - end);
  return [start, line < 0 ? 0 : from.length - line - 1];
}

/** Replaces each change of lines by the changes of words in it, as far as the time goes. */
function byWord(parts: DiffPart[], budgetMs: number): DiffPart[] {
  const deadline = Date.now() + budgetMs;
  return parts.flatMap((part, index) => {
    const [previous, next] = [parts[index - 1], parts[index + 1]];
    if (part.type === 'added' && previous?.type === 'removed') return compareWords(previous.text, part.text, deadline);
    return part.type === 'removed' && next?.type === 'added' ? [] : [part];
  });
}

function compareWords(from: string, to: string, deadline: number): DiffPart[] {
  const isLate = Date.now() >= deadline;
  const parts = isLate ? undefined : compare(wordsOf(from), wordsOf(to), deadline - Date.now());
  return parts ?? replacement(from, to);
}

function compare(from: string[], to: string[], timeoutMs: number): DiffPart[] | undefined {
  const changes = timeoutMs > 0 ? diffArrays(from, to, { timeout: timeoutMs }) : undefined;
  return changes?.map(({ added, removed, value }) => ({
    type: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}

function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function same(text: string): DiffPart {
  return { type: 'same', text };
}

/** Joins neighbours, and lets a change run over the blanks inside it: "old words" → "new text" is one change, not two. */
function tidy(parts: DiffPart[]): DiffPart[] {
  const tidied: DiffPart[] = [];
  let [kept, removed, added] = ['', '', ''];
  const flush = () => {
    tidied.push(...[same(kept), ...replacement(removed, added)].filter((part) => part.text !== ''));
    [kept, removed, added] = ['', '', ''];
  };
  parts.forEach(({ type, text }, index) => {
    const isChanged = removed + added !== '';
    const isBlankInside =
      type === 'same' && isChanged && /^[^\S\n]+$/.test(text) && (parts[index + 1]?.type ?? 'same') !== 'same';
    if (type === 'same' && isChanged && !isBlankInside && text !== '') flush();
    if (type === 'same' && !isBlankInside) kept += text;
    if (type === 'removed' || isBlankInside) removed += text;
    if (type === 'added' || isBlankInside) added += text;
  });
  flush();
  return tidied;
}
