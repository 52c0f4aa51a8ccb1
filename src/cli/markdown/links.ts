import type { Definition, Image, Link, Nodes } from 'mdast';
import { remark } from 'remark';
import { visit } from 'unist-util-visit';

/** A link that leads somewhere only from the place where its text was written: `../img/a.png`, `/guide/#top`. */
export interface RelativeLink {
  /** As it is meant, without the escapes it is written with. */
  address: string;
  isImage: boolean;
}

export interface Relinked {
  body: string;
  /** How many links have a new destination. */
  moved: number;
  /** The addresses of those that have none, each once. */
  dead: string[];
}

declare module 'mdast' {
  interface LinkData {
    destination?: Span;
  }
  interface ImageData {
    destination?: Span;
  }
  interface DefinitionData {
    destination?: Span;
  }
}

/** Offsets in the text. */
interface Span {
  from: number;
  to: number;
}

/** Longer than nearly all that people write; and some texts take a parser very long: those that nest as nobody writes. */
const mostLength = 100_000;
const nested = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){20}/m;
const elsewhere = '(?![a-z][a-z0-9+.-]*:|#|//)';
const htmlAddress = new RegExp(
  `\\b(?:src|href)\\s*=\\s*(?:"${elsewhere}([^"]+)"|'${elsewhere}([^']+)'|${elsewhere}([^"'\\s>]+))`,
  'gi',
);
const mayBeRelative = new RegExp(`\\][(:]\\s*<?${elsewhere}\\S|${htmlAddress.source}`, 'i');

/**
 * Gives relative links, images and definitions the destinations that `find` has for them; nothing else of the text
 * changes, and nothing in code. What HTML holds stays, and counts as dead.
 */
export function relink(body: string, find: (link: RelativeLink) => string | undefined): Relinked {
  const none = { body, moved: 0, dead: [] };
  if (!mayBeRelative.test(body) || body.length > mostLength || nested.test(body)) return none;
  const tree = parse(body);
  if (tree === undefined) return none;
  const images = namesOfImages(tree);
  const dead = new Set<string>();
  const edits: (Span & { text: string })[] = [];
  visit(tree, (node) => {
    if (node.type === 'html')
      for (const [, ...addresses] of node.value.matchAll(htmlAddress)) dead.add(addresses.find(Boolean)!);
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
    const place = node.data?.destination;
    if (place === undefined || !isRelative(node.url) || isFootnote(node)) return;
    const isImage = node.type === 'image' || (node.type === 'definition' && images.has(node.identifier));
    const found = find({ address: node.url, isImage });
    if (found === undefined) dead.add(node.url);
    else edits.push({ ...place, text: escaped(found) });
  });
  return { body: splice(body, edits), moved: edits.length, dead: [...dead] };
}

/** Keeps where in the text a destination stands: the tree alone tells only where the whole link does. */
const parser = remark()
  // Emphasis moves no link, and takes long where somebody means it to.
  .data('micromarkExtensions', [{ disable: { null: ['attention'] } }])
  .data('fromMarkdownExtensions', [
    {
      exit: {
        resourceDestinationString(token) {
          const url = this.resume();
          setDestination(this.stack.at(-1) as Link | Image, url, token);
        },
        definitionDestinationString(token) {
          const url = this.resume();
          setDestination(this.stack.at(-1) as Definition, url, token);
        },
      },
    },
  ])
  .freeze();

function setDestination(
  node: Link | Image | Definition,
  url: string,
  { start, end }: { start: { offset: number }; end: { offset: number } },
): void {
  node.url = url;
  node.data = { destination: { from: start.offset, to: end.offset } };
}

function parse(body: string): Nodes | undefined {
  try {
    // The parser would take a mark at the beginning off, and count from there.
    return parser.parse(body.replace(/^\uFEFF/, ' '));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The definitions that pictures refer to, and no link: what they name is shown, not read. */
function namesOfImages(tree: Nodes): Set<string> {
  const [images, links] = [new Set<string>(), new Set<string>()];
  visit(tree, (node) => {
    if (node.type === 'imageReference') images.add(node.identifier);
    if (node.type === 'linkReference') links.add(node.identifier);
  });
  return images.difference(links);
}

function isRelative(address: string): boolean {
  return new RegExp(`^${elsewhere}\\S`, 'i').test(address.trim());
}

/** `[^1]: word` is no definition where footnotes are known. */
function isFootnote(node: Link | Image | Definition): boolean {
  return node.type === 'definition' && node.identifier.startsWith('^');
}

/** What would end a destination, or mean something else in it. */
function escaped(address: string): string {
  return address
    .replace(/[\s()<>|\\]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
    .replaceAll('&', '&amp;');
}

function splice(body: string, edits: readonly (Span & { text: string })[]): string {
  let end = 0;
  const parts = edits
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, text }) => {
      const part = body.slice(end, from) + text;
      end = to;
      return part;
    });
  return parts.join('') + body.slice(end);
}
