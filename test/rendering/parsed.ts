import type { Element, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import { remark } from 'remark';
import { visit } from 'unist-util-visit';

const parseRaw = rehypeRaw();
const writer = remark().use(rehypeStringify).freeze();

/** Parses HTML as a browser does (parse5), inside a body. */
export function parse(html: string): Root {
  return parseRaw({ type: 'root', children: [{ type: 'raw', value: html }] }, undefined as never);
}

export function elementsOf(html: string): Element[] {
  const elements: Element[] = [];
  visit(parse(html), 'element', (element) => {
    elements.push(element);
  });
  return elements;
}

/** The HTML a browser would write after reading `html`: the same, unless parsing changes its meaning. */
export function reparsed(html: string): string {
  return writer.stringify(parse(html));
}
