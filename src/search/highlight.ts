import { escapeHtml } from '../lib/html.ts';
import { cutWanted, type Text } from './wanted-words.ts';
import { cutWords, type Word } from './words.ts';

/** Tells which words were asked for. */
export interface Matcher {
  /** Every word that it may match begins with one of these. */
  beginnings: readonly string[];
  /** What the word there is worth; undefined for all that were not asked for. */
  worthOf(words: readonly Word[], at: number): number | undefined;
}

/** A word, or several that follow one another. */
export interface Phrase {
  words: readonly string[];
  worth: number;
}

/** Matches words that are one of these phrases, or in one. */
export function matchPhrases(phrases: readonly Phrase[]): Matcher {
  const places = new Map<string, (Phrase & { place: number })[]>();
  for (const phrase of phrases) {
    for (const [place, word] of phrase.words.entries())
      places.set(word, [...(places.get(word) ?? []), { ...phrase, place }]);
  }
  return {
    beginnings: [...places.keys()],
    worthOf: (texts, at) =>
      places
        .get(texts[at]!.text)
        ?.find(({ words, place }) => words.every((word, index) => word === texts[at - place + index]?.text))?.worth,
  };
}

/** Letters of a text that are shown around what was found. */
const shownLetters = 240;

/** More than a word has, and blanks around it. */
const margin = 100;

/** The whole text as HTML, the words found marked. */
export function highlightWhole(text: Text, matcher: Matcher): string {
  return mark(text.whole, findSpans(text, matcher), 0, text.whole.length);
}

/** The stretch of the text that tells most, as HTML; its beginning where nothing is found. */
export function highlightText(text: Text, matcher: Matcher): string {
  const { whole } = text;
  const spans = findSpans(text, matcher);
  const best = bestStart(spans);
  // A little of what stands before, so that the first word found is not without its sentence.
  const lead = Math.max(0, best - shownLetters / 6);
  const offset = Math.max(0, lead - margin);
  const around = whole.slice(offset, best + shownLetters * 1.5 + margin);
  const words = cutWords(around).map(({ start, end }) => ({ start: offset + start, end: offset + end }));
  const from = best === 0 ? 0 : (words.find((word) => word.start >= lead)?.start ?? best);
  const last = words.findLast((word) => word.start < from + shownLetters && word.end <= from + shownLetters * 1.5);
  const to = last === undefined || last === words.at(-1) ? beforeHalf(whole, from + shownLetters * 1.5) : last.end;
  return `${from > 0 ? '…' : ''}${mark(whole, spans, from, to).trim()}${to < whole.length ? '…' : ''}`;
}

/** That place in the text, or its end; one back where that would cut a character in two. */
export function beforeHalf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : Math.min(at, text.length);
}

interface Span {
  start: number;
  end: number;
  word: string;
  worth: number;
}

function findSpans(text: Text, { beginnings, worthOf }: Matcher): Span[] {
  const words = cutWanted(text, beginnings);
  return words.flatMap((word, at) => {
    const worth = worthOf(words, at);
    return worth === undefined ? [] : [{ start: word.start, end: word.end, word: word.text, worth }];
  });
}

/** Where a window begins whose words, each counted once, are worth most: one pass, since a text may be nothing else. */
function bestStart(spans: readonly Span[]): number {
  const inside = new Map<string, number>();
  let best = { start: 0, worth: 0 };
  let worth = 0;
  let next = 0;
  for (const [at, { start, word, worth: own }] of spans.entries()) {
    for (; next < spans.length && spans[next]!.end <= start + shownLetters; next++) {
      const entering = spans[next]!;
      const count = inside.get(entering.word) ?? 0;
      if (count === 0) worth += entering.worth;
      inside.set(entering.word, count + 1);
    }
    if (worth > best.worth + 1e-9) best = { start, worth };
    // One that is longer than the window was never in it.
    if (next === at) next += 1;
    else {
      const left = inside.get(word)! - 1;
      if (left === 0) worth -= own;
      inside.set(word, left);
    }
  }
  return best.start;
}

function mark(text: string, spans: readonly Span[], from: number, to: number): string {
  let html = '';
  let at = from;
  for (const { start, end } of join(spans)) {
    if (start < from || end > to) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to));
}

/** Pairs of letters overlap: what touches is one mark. */
function join(spans: readonly Span[]): { start: number; end: number }[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of spans) {
    const last = joined.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
