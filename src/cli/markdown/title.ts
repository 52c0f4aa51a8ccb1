import { findHeadings, type Heading, plainText } from './headings.ts';

export interface Titled {
  title: string;
  /** The Markdown without the heading that became, or repeats, the title: it would be shown twice. */
  body: string;
}

/** Headings that announce the title instead of being it, as pattern templates have them: the name stands on the next line. */
const labels = new Set(
  (
    'title name pattern-name pattern-title título nome nombre titre nom titel titolo tytuł titul cím název rubrik otsikko ' +
    'título-do-padrão nombre-del-patrón nome-do-padrão nome-do-patrón nom-du-patron başlık judul tiêu-đề заголовок название ' +
    'назва τίτλος 标题 標題 题目 名称 タイトル 題名 名前 제목 عنوان العنوان शीर्षक כותרת'
  ).split(' '),
);

/** Cuts the heading out of the body if it says what the given title says. */
export function withoutTitle(title: string, body: string): string {
  const lines = body.split('\n');
  const first = firstTop(lines);
  return first !== undefined && keyOf(first.text) === keyOf(title) ? cut(lines, first.from, first.to) : body;
}

/** The title that a text's headings give; undefined where they give none. */
export function titleOfHeadings(body: string): Titled | undefined {
  const lines = body.split('\n');
  const headings = findHeadings(lines);
  const all: Heading[] = [];
  for (const heading of headings) {
    all.push(heading);
    if (all.length === 1 && isLabel(heading)) {
      const named = titleUnder(lines, heading);
      if (named !== undefined) return named;
    }
    if (heading.level === 1 && heading.text !== '')
      return { title: heading.text, body: cut(lines, heading.from, heading.to) };
  }
  return loneTop(lines, all);
}

const notName = /^ {0,3}(?:#{1,6}(?:\s|$)|```|~~~|<|\||>|:::|\{%)/;

function isLabel(heading: Heading): boolean {
  return labels.has(
    heading.text
      .toLowerCase()
      .replace(/[:：]\s*$/, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/**
 * The name below a label: one line that stands alone, or the first item of a list, whose rest is aliases and stays.
 * A paragraph is no name: then the label was a title after all.
 */
function titleUnder(lines: readonly string[], label: Heading): Titled | undefined {
  const at = lines.findIndex((line, index) => index >= label.to && line.trim() !== '');
  const line = lines[at] ?? '';
  const item = /^\s*(?:[-*+]|\d{1,3}[.)])\s+/.exec(line)?.[0];
  const isAlone = /^\s*$|^ {0,3}#{1,6}\s/.test(lines[at + 1] ?? '');
  if ((item === undefined && !isAlone) || notName.test(line)) return undefined;
  const title = plainText(line.slice(item?.length ?? 0));
  return title === '' || title.length > 150 ? undefined : { title, body: cut(lines, label.from, at + 1) };
}

/** A text that begins with a heading which no other equals or outranks is named by it, whatever its level. */
function loneTop(lines: readonly string[], headings: readonly Heading[]): Titled | undefined {
  const [first, ...others] = headings;
  const isTop = first !== undefined && lines.slice(0, first.from).every((line) => line.trim() === '');
  if (!isTop || first.text === '' || others.some(({ level }) => level <= first.level)) return undefined;
  return { title: first.text, body: cut(lines, first.from, first.to) };
}

function firstTop(lines: readonly string[]): Heading | undefined {
  for (const heading of findHeadings(lines)) if (heading.level === 1) return heading;
  return undefined;
}

function cut(lines: readonly string[], from: number, to: number): string {
  const head = lines.slice(0, from).join('\n').trimEnd();
  const tail = lines
    .slice(to)
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '');
  return head === '' ? tail : `${head}\n\n${tail}`;
}

/** Equal for titles that differ in case, punctuation and spacing only. */
function keyOf(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
