import type { Element, Root } from 'hast';
import { headingRank } from './headings.ts';
import { addText, plainText, TextLines } from './plain-text.ts';
import type { Section } from './rendered.ts';

const EXCERPT_LENGTH = 240;
const words = new Intl.Segmenter('und', { granularity: 'word' });
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Cuts a finished tree at its headings, wherever they stand. The first section is always there. */
export function cutSections(tree: Root): Section[] {
  const lines = new TextLines();
  const sections: Section[] = [{ level: 0, anchor: null, heading: '', text: '' }];
  const endSection = () => {
    sections[sections.length - 1]!.text = lines.take();
  };
  addText(tree, lines, (element) => {
    const level = headingRank(element);
    if (level === 0) return false;
    endSection();
    sections.push({ level, anchor: String(element.properties.id), heading: plainText(element), text: '' });
    return true;
  });
  endSection();
  return sections;
}

/** The first prose of a finished tree in one line: no headings, code, tables, footnotes or images; cut at a word. */
export function excerptOf(tree: Root): string {
  const lines = new TextLines();
  let length = 0;
  addText(tree, lines, (element) => {
    if (length > EXCERPT_LENGTH || !isProse(element)) return true;
    for (const child of element.children) if (child.type === 'text') length += child.value.trim().length;
    return false;
  });
  return cutAtWord(withoutTags(lines.take(' ')), EXCERPT_LENGTH);
}

function isProse(element: Element): boolean {
  if (headingRank(element) > 0 || element.data?.media) return false;
  return !['pre', 'table'].includes(element.tagName) && element.properties.dataFootnotes === undefined;
}

/** Template tags and container fences of other site builders are kept in the text, but introduce nothing. */
function withoutTags(text: string): string {
  const words = text.replace(/\{%[^%]*%\}|:{3,}/g, ' ');
  return words.replace(/\s+/gu, ' ').trim();
}

/** At most `length` UTF-16 units, the ellipsis included; a word longer than all that is cut between graphemes. */
function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length * 2);
  const end = lastBoundary(start, words, length - 1) || lastBoundary(start, graphemes, length - 1);
  return `${start.slice(0, end).trimEnd()}…`;
}

function lastBoundary(text: string, segmenter: Intl.Segmenter, limit: number): number {
  let boundary = 0;
  for (const { index } of segmenter.segment(text)) {
    if (index > limit) break;
    boundary = index;
  }
  return boundary;
}
