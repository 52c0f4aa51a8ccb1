import { remark } from 'remark';
import { visit } from 'unist-util-visit';

/** A heading of a Markdown text. Lines `from` (inclusive) to `to` (exclusive) are what it is written on. */
export interface Heading {
  level: number;
  /** As plain text, on one line; may be empty (a picture without words). Worked out when asked for. */
  readonly text: string;
  from: number;
  to: number;
}

/** A longer line is no heading that anybody meant, and takes the patterns below too long. */
const mostLength = 2_000;

const fenceStart = /^ {0,3}(`{3,}(?!.*`)|~{3,})/;
const atx = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const htmlHeading = /^\s*<h([1-6])\b[^>]*>([\s\S]*?)<\/h\1>/i;
/** What cannot be continued into a heading by a line of `=` or `-` under it. */
const notParagraph = /^(?: {4}|\t| {0,3}(?:>|[-*+] |\d{1,9}[.)] |\||<|:::|\{%|={2,}\s*$|-{2,}\s*$))/;
/** Stretches whose lines are no Markdown: they open with the first and end with the second. */
const opaque: readonly [RegExp, RegExp][] = [
  [/^\s*<!--/, /-->/],
  [/^\s*<(?:script|style|pre|textarea)\b/i, /<\/(?:script|style|pre|textarea)>/i],
  [/^\s*\{%-?\s*comment\s*-?%\}/, /\{%-?\s*endcomment\s*-?%\}/],
];

/** The headings of a text in order: `# ATX`, underlined, and HTML, never those inside code or comments. */
export function* findHeadings(lines: readonly string[]): Generator<Heading> {
  let paragraphFrom = -1;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const skipTo = endOfOpaque(lines, at);
    if (skipTo !== undefined) {
      at = skipTo;
      paragraphFrom = -1;
      continue;
    }
    const found = atxAt(line, at) ?? htmlAt(lines, at) ?? underlinedAt(lines, paragraphFrom, at);
    if (found !== undefined) {
      yield found;
      at = found.to - 1;
      paragraphFrom = -1;
    } else if (line.trim() === '' || notParagraph.test(line)) {
      paragraphFrom = -1;
    } else if (paragraphFrom < 0) {
      paragraphFrom = at;
    }
  }
}

/** The last line of the code block or comment that begins at this line, if one does. One without an end runs to the last line. */
function endOfOpaque(lines: readonly string[], at: number): number | undefined {
  const line = lines[at]!;
  const fence = fenceStart.exec(line)?.[1];
  const rule = opaque.find(([start]) => start.test(line));
  if (fence === undefined && rule === undefined) return undefined;
  const isEnd =
    fence === undefined
      ? (text: string) => rule![1].test(text)
      : (text: string) => new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`).test(text);
  if (fence === undefined && isEnd(line)) return at;
  let end = at + 1;
  while (end < lines.length - 1 && !isEnd(lines[end]!)) end++;
  return Math.min(end, lines.length - 1);
}

function atxAt(line: string, at: number): Heading | undefined {
  if (line.length > mostLength) return undefined;
  const [, marks, inline = ''] = atx.exec(line) ?? [];
  return marks === undefined ? undefined : heading(marks.length, inline, at, at + 1);
}

function htmlAt(lines: readonly string[], at: number): Heading | undefined {
  if (!/^\s*<h[1-6]\b/i.test(lines[at]!)) return undefined;
  const [whole, level, inner = ''] = htmlHeading.exec(lines.slice(at, at + 8).join('\n')) ?? [];
  if (whole === undefined) return undefined;
  return heading(Number(level), inner, at, at + whole.split('\n').length);
}

function underlinedAt(lines: readonly string[], from: number, at: number): Heading | undefined {
  const line = lines[at]!;
  const underline = line.length > mostLength ? undefined : /^ {0,3}(=+|-{2,})[ \t]*$/.exec(line)?.[1];
  if (underline === undefined || from < 0 || lines.slice(from, at).join().length > mostLength) return undefined;
  return heading(underline[0] === '=' ? 1 : 2, lines.slice(from, at).join(' '), from, at + 1);
}

function heading(level: number, inline: string, from: number, to: number): Heading {
  return {
    ...{ level, from, to },
    get text() {
      return plainText(inline);
    },
  };
}

const parser = remark();

/** The words of inline Markdown: without markup, pictures reduced to their alternative text, attributes (`{#id}`) dropped. */
export function plainText(inline: string): string {
  const bare = inline
    .replace(/\s*\{[:#.][^{}]*\}\s*$/, '')
    .replace(/\[\^[^\]]*\]/g, '')
    .replace(/(?<!!)\[([^\][]+)\]\[[^\][]*\]/g, '$1');
  const words: string[] = [];
  visit(parser.parse(`x ${bare}`), (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') words.push(node.value);
    if (node.type === 'image' && node.alt) words.push(node.alt);
    if (node.type === 'break' || (node.type === 'html' && /^<br\b/i.test(node.value))) words.push(' ');
  });
  return words.join('').replace(/^x/, '').replace(/\s+/g, ' ').trim();
}
