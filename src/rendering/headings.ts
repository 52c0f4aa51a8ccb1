import type { Element, Parents, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { ID_PREFIX } from './allowed-html.ts';
import { plainText } from './plain-text.ts';

declare module 'hast' {
  interface ElementData {
    /** The id a heading's writer gave it; links within the text may use it. */
    alias?: string;
  }
}

/** 1 to 6 for a heading, else 0. */
export function headingRank(element: Element): number {
  return /^h[1-6]$/.test(element.tagName) ? Number(element.tagName[1]) : 0;
}

/**
 * Prepares headings for their ids: takes off the attributes other Markdown dialects write at their end, forgets ids
 * given by hand (as an alias), drops empty headings, and moves all down a rank when one would compete with the page's
 * title. The footnotes' label goes too: it is English, and roles say the same in the reader's language.
 */
export function settleHeadings() {
  return (tree: Root): void => {
    const headings: Element[] = [];
    visit(tree, 'element', (node, index, parent) => {
      if (headingRank(node) === 0) return undefined;
      const isLabel = isFootnoteLabel(node, parent);
      takeAlias(node);
      if (parent && index !== undefined && (isLabel || plainText(node) === '')) {
        parent.children.splice(index, 1);
        return [SKIP, index];
      }
      headings.push(node);
      return undefined;
    });
    if (headings.some((heading) => heading.tagName === 'h1')) headings.forEach(moveDown);
  };
}

function moveDown(heading: Element): void {
  heading.tagName = `h${Math.min(headingRank(heading) + 1, 6)}`;
}

function takeAlias(heading: Element): void {
  const { id } = heading.properties;
  delete heading.properties.id;
  const alias = takeAttributes(heading) ?? (typeof id === 'string' ? id.slice(ID_PREFIX.length) : undefined);
  if (alias !== undefined) heading.data = { ...heading.data, alias };
}

/** Cuts `{#id .class}` or `{: …}` (kramdown, pandoc) off the end of a heading; answers the id, if it holds one. */
function takeAttributes(heading: Element): string | undefined {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return undefined;
  const text = last.value.trimEnd();
  const start = text.lastIndexOf('{');
  const inside = text.slice(start + 1, -1);
  if (start < 0 || !text.endsWith('}') || inside.includes('}') || !/^\s*[:#.]/.test(inside)) return undefined;
  last.value = text.slice(0, start).trimEnd();
  return /#([^\s#]+)/.exec(inside)?.[1];
}

function isFootnoteLabel(heading: Element, parent: Parents | undefined): boolean {
  const isInFootnotes = parent?.type === 'element' && parent.properties.dataFootnotes !== undefined;
  return isInFootnotes && heading.properties.id === `${ID_PREFIX}footnote-label`;
}
