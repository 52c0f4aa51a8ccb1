import type { Element, Nodes, Parents } from 'hast';

const BLOCKS = new Set(
  (
    'h1 h2 h3 h4 h5 h6 p div section aside blockquote pre hr br ul ol li dl dt dd details summary figure figcaption ' +
    'table caption thead tbody tfoot tr'
  ).split(' '),
);

/** Readings of ruby text would tear the words they stand on apart. */
const SILENT = new Set(['rt', 'rp', 'input']);

/** Gathers text line by line: white space as a reader sees it, one line per block, code as it is. */
export class TextLines {
  readonly #lines: string[] = [];
  #line = '';

  add(text: string): void {
    this.#line += text;
  }

  endLine(): void {
    const line = this.#line.replace(/\s+/gu, ' ').trim();
    this.#line = '';
    if (line !== '') this.#lines.push(line);
  }

  addCode(text: string): void {
    this.endLine();
    if (text.trim() !== '') this.#lines.push(text.replace(/^\n+/, '').trimEnd());
  }

  /** What was gathered since the last call. */
  take(separator = '\n'): string {
    this.endLine();
    return this.#lines.splice(0).join(separator);
  }
}

/** Adds the text of all below `parent`; `claim` may take an element out, by answering true. */
export function addText(parent: Parents, lines: TextLines, claim: (element: Element) => boolean = () => false): void {
  for (const child of parent.children) {
    if (child.type === 'text') lines.add(child.value);
    if (child.type === 'element' && !isSilent(child) && !claim(child)) addElement(child, lines, claim);
  }
}

/** The text of one element in one line. */
export function plainText(element: Element): string {
  const lines = new TextLines();
  addText(element, lines);
  return lines.take(' ');
}

function addElement(element: Element, lines: TextLines, claim: (element: Element) => boolean): void {
  if (element.tagName === 'pre') {
    lines.addCode(verbatim(element));
    return;
  }
  const isBlock = BLOCKS.has(element.tagName);
  if (isBlock) lines.endLine();
  addText(element, lines, claim);
  if (isBlock) lines.endLine();
  if (element.tagName === 'td' || element.tagName === 'th') lines.add(' ');
}

function isSilent({ tagName, properties }: Element): boolean {
  return (
    SILENT.has(tagName) || properties.dataFootnoteRef !== undefined || properties.dataFootnoteBackref !== undefined
  );
}

function verbatim(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  return 'children' in node ? node.children.map(verbatim).join('') : '';
}
