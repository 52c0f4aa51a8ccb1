import type { SearchDocument } from '../../documents.ts';
import { cutLongText, cutWords, type Word } from '../../words.ts';

export type Weight = 'A' | 'B' | 'C' | 'D';

/** Grows when words are cut or weighed differently: rows of another format are stale. */
export const indexFormat = 2;

/** One row of `search_sections`. Vectors are in the text form of tsvector. */
export interface SectionRow {
  place: number;
  start: number;
  words: string;
}

/** What the index stores of one document. */
export interface DocumentRow {
  title: string;
  title_length: number;
  title_words: string;
  words: string;
  length: number;
  sections: SectionRow[];
  /** All words of the document, as in `words`. */
  vocabulary: string[];
}

/**
 * What PostgreSQL keeps of a vector: 1 MiB, positions up to 16,383, 255 of one word. A word that occurs later than that
 * is still found; where it stands, only the rows of the sections tell.
 */
const mostVectorBytes = 900_000;
const mostPositions = 255;
const lastPosition = 16_383;
/** Works longer than this may have positions missing. */
export const surelyPositioned = 2_000;
/** Words in one row of a section. */
const wordsPerRow = 1_000;
/** Words that two rows of one section share, so that a phrase is whole in one of them. */
const sharedWords = 8;

/** Cuts a document into the words that are stored of it. */
export async function indexDocument(document: SearchDocument): Promise<DocumentRow> {
  const title: Part = { words: cutWords(document.title), weight: 'A' };
  const tags: Part = { words: document.tags.flatMap((tag) => cutWords(tag)), weight: 'B' };
  const summary: Part = { words: cutWords(document.summary), weight: 'C' };
  const sections: SectionParts[] = [];
  for (const { heading, text } of document.sections) {
    sections.push([
      { words: cutWords(heading), weight: 'B' },
      { words: await cutLongText(text), weight: 'D' },
    ]);
  }
  const all = renderVector([title, tags, summary, ...sections.flat()]);
  return {
    title: textOf(title.words),
    title_length: title.words.length,
    title_words: renderVector([title]).vector,
    words: all.vector,
    length: all.length,
    vocabulary: all.words,
    sections: sections.flatMap((parts, place) =>
      sectionRows(place, parts, place === 0 ? [title, tags, summary] : [title]),
    ),
  };
}

interface Part {
  words: readonly Word[];
  weight: Weight;
}
type SectionParts = [heading: Part, text: Part];

function sectionRows(place: number, [heading, text]: SectionParts, introduction: readonly Part[]): SectionRow[] {
  const rows: SectionRow[] = [];
  for (let at = 0; at === 0 || at + sharedWords < text.words.length; at += wordsPerRow - sharedWords) {
    const words = text.words.slice(at, at + wordsPerRow);
    const start = at === 0 ? 0 : words[0]!.start;
    rows.push({ place, start, words: renderVector([...introduction, heading, { words, weight: 'D' }]).vector });
  }
  return rows;
}

/** Between two parts a position stays free, so that no phrase runs from one into the next; but a heading runs into its text. */
function renderVector(parts: readonly Part[]): { vector: string; words: string[]; length: number } {
  const places = new Map<string, { list: string; count: number }>();
  let position = 1;
  let length = 0;
  let bytes = 0;
  for (const { words, weight } of parts) {
    for (const { text } of words) {
      const at = `${Math.min(position++, lastPosition)}${weight === 'D' ? '' : weight}`;
      const place = places.get(text);
      bytes += place === undefined ? Buffer.byteLength(text) + 6 : 2;
      if (bytes > mostVectorBytes) continue;
      if (place === undefined) places.set(text, { list: at, count: 1 });
      else if (place.count < mostPositions && position <= lastPosition) {
        place.list += `,${at}`;
        place.count += 1;
      }
    }
    length += words.length;
    if (weight !== 'B') position += 1;
  }
  const vector = Array.from(places, ([word, { list }]) => `'${word}':${list}`).join(' ');
  return { vector, words: [...places.keys()], length };
}

/** The words of a title in a row, for trigrams; of unspaced scripts each letter once. */
export function textOf(words: readonly Word[]): string {
  return words
    .map((word, index) => {
      const letters = word.form === 'pair' ? [...word.text][0]! : word.text;
      const isJoined = index > 0 && words[index - 1]!.form === 'pair';
      return index === 0 || isJoined ? letters : ` ${letters}`;
    })
    .join('');
}
