import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { HEADING_PREFIX, ID_PREFIX } from './allowed-html.ts';

/** Names a link within the text may use → the id meant, without the page's prefix. */
interface Names {
  /** Written by hand. */
  given: Map<string, string>;
  /** Made from a heading's words. */
  made: Map<string, string>;
  /** Either, without accents and capitals: other tools make `#que-es` of "¿Qué es?". */
  folded: Map<string, string>;
}

/**
 * Makes ids unique within the tree and, by `prefix`, within the page; then points links such as `#setup` to them,
 * whatever the id behind that name has become. A name given by hand wins over one made from a heading's words.
 */
export function settleAnchors(tree: Root, prefix: string): void {
  const ids = new Set<string>();
  const names: Names = { given: new Map(), made: new Map(), folded: new Map() };
  visit(tree, 'element', (element) => {
    addRole(element);
    const { id } = element.properties;
    if (typeof id !== 'string') return;
    delete element.properties.id;
    if (ids.has(id)) return;
    ids.add(id);
    element.properties.id = prefix + id;
    nameId(element, id, names);
  });
  visit(tree, { type: 'element', tagName: 'a' } as const, (link: Element) => {
    const { href } = link.properties;
    const id = typeof href === 'string' && href.startsWith('#') ? findId(href.slice(1), names) : undefined;
    if (id !== undefined) link.properties.href = `#${encodeURI(prefix + id)}`;
  });
}

function nameId(element: Element, id: string, { given, made, folded }: Names): void {
  const alias = element.data?.alias;
  const isGiven = id.startsWith(ID_PREFIX);
  const name = id.slice(isGiven ? ID_PREFIX.length : HEADING_PREFIX.length);
  if (alias !== undefined && !given.has(alias)) given.set(alias, id);
  (isGiven ? given : made).set(name, id);
  made.set(id, id);
  if (!folded.has(fold(name))) folded.set(fold(name), id);
}

/** A link to nowhere finds nothing and stays as written: perhaps the page around the text has that id. */
function findId(fragment: string, { given, made, folded }: Names): string | undefined {
  const name = decoded(fragment);
  const exact = given.get(fragment) ?? made.get(fragment) ?? given.get(name) ?? made.get(name);
  return exact ?? folded.get(fold(name));
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Roles let a screen reader name footnotes in its own language. */
function addRole({ properties }: Element): void {
  if (properties.dataFootnoteRef !== undefined) properties.role = 'doc-noteref';
  if (properties.dataFootnotes !== undefined) properties.role = 'doc-endnotes';
  if (properties.dataFootnoteBackref !== undefined) properties.role = 'doc-backlink';
}
