import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as commonMark } from '@lezer/markdown';
import { decodeString } from 'micromark-util-decode-string';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';

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
const isRelative = new RegExp(`^${elsewhere}\\S`, 'i');
const mayBeRelative = new RegExp(`\\][(:]\\s*<?${elsewhere}\\S|${htmlAddress.source}`, 'i');

/** Emphasis moves no link, and takes long where somebody means it to. */
const parser = commonMark.configure({ remove: ['Emphasis'] });

/**
 * Gives relative links, images and definitions the destinations that `find` has for them; nothing else of the text
 * changes, and nothing in code. What HTML holds stays, and counts as dead.
 */
export function relink(body: string, find: (link: RelativeLink) => string | undefined): Relinked {
  const none = { body, moved: 0, dead: [] };
  if (!mayBeRelative.test(body) || body.length > mostLength || nested.test(body)) return none;
  // A mark at the beginning is no text, but has its place.
  const text = body.replace(/^\uFEFF/, ' ');
  const found = read(text);
  if (found === undefined) return none;
  const { destinations, html } = found;
  const dead = new Set<string>();
  const edits: (Span & { text: string })[] = [];
  for (const { from, to, isImage } of destinations) {
    const address = decodeString(text.slice(from, to));
    if (!isRelative.test(address.trim())) continue;
    const destination = find({ address, isImage });
    if (destination === undefined) dead.add(address);
    else edits.push({ from, to, text: escaped(destination) });
  }
  for (const tags of html)
    for (const [, ...addresses] of tags.matchAll(htmlAddress)) dead.add(addresses.find(Boolean)!);
  return { body: splice(body, edits), moved: edits.length, dead: [...dead] };
}

interface Destination extends Span {
  isImage: boolean;
}

interface Found {
  /** In the order of the text. */
  destinations: Destination[];
  /** The pieces of it. */
  html: string[];
}

/** Undefined where brackets nest deeper than the parser can go. */
function read(text: string): Found | undefined {
  try {
    return readTree(text, parser.parse(withoutPlainBrackets(text)));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const definition = /^(?:[ \t>*+-]|\d{1,9}[.)])*\[((?:\\[\s\S]|[^[\]\\])+)\]:/gm;
/** Brackets without others in them, unless a destination follows. */
const innermost = /\\[\s\S]|\[((?:\\[\s\S]|[^[\]\\`])*)\](?!\()(?:(?=\[((?:\\[\s\S]|[^[\]\\])*)\])|)/g;
/** How deep brackets nest in what people write, and more. */
const mostRounds = 10;

/**
 * The same text, in which brackets that name no definition are letters: the parser takes every pair for a link, and no
 * link stands in another. Of `[Guide [PDF]](guide.pdf)` the outer would be lost.
 */
function withoutPlainBrackets(text: string): string {
  const defined = new Set(Array.from(text.matchAll(definition), ([, label]) => normalizeIdentifier(label!)));
  const isName = (label: string) => !label.startsWith('^') && defined.has(normalizeIdentifier(label));
  let masked = text;
  for (let round = 0, before = ''; masked !== before && round < mostRounds; round++) {
    before = masked;
    masked = before.replace(innermost, (whole, label: string | undefined, next: string | undefined) =>
      label === undefined || isName(next || label) ? whole : `x${label}x`,
    );
  }
  return masked;
}

function readTree(text: string, tree: Tree): Found {
  const destinations: (Span & { name: string; label: string })[] = [];
  const html: string[] = [];
  const [imageNames, linkNames] = [new Set<string>(), new Set<string>()];
  tree.iterate({
    enter({ name, from, to, node }): boolean {
      if (name === 'HTMLBlock' || name === 'HTMLTag') html.push(text.slice(from, to));
      if (name !== 'Link' && name !== 'Image' && name !== 'LinkReference') return true;
      const address = node.getChild('URL');
      const label = labelOf(text, node);
      if (address === null) (name === 'Image' ? imageNames : linkNames).add(label);
      // `[^1]: word` is no definition where footnotes are known.
      else if (name !== 'LinkReference' || !label.startsWith('^'))
        destinations.push({ ...withoutBrackets(text, address), name, label });
      // Links in the description of a picture lead nowhere.
      return name !== 'Image';
    },
  });
  // What only pictures refer to is shown, not read.
  const shown = imageNames.difference(linkNames);
  const isImage = (name: string, label: string) => name === 'Image' || (name === 'LinkReference' && shown.has(label));
  return {
    destinations: destinations.map(({ from, to, name, label }) => ({ from, to, isImage: isImage(name, label) })),
    html,
  };
}

/** What a reference or a definition names: `[text][label]`, `[label]`, `[label]: address`. */
function labelOf(text: string, node: SyntaxNode): string {
  const [open, close] = node.getChildren('LinkMark');
  const label = node.getChild('LinkLabel');
  // Of `[text][]` the text is the label.
  const isNamed = label !== null && label.to - label.from > 2;
  const { from, to } = isNamed
    ? { from: label.from + 1, to: label.to - 1 }
    : { from: open!.to, to: close?.from ?? node.to };
  return normalizeIdentifier(text.slice(from, to));
}

function withoutBrackets(text: string, { from, to }: Span): Span {
  return text[from] === '<' ? { from: from + 1, to: to - 1 } : { from, to };
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
