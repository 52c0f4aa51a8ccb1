import type { Element, Root } from 'hast';
import rehypeHighlight from 'rehype-highlight';
import { visit } from 'unist-util-visit';
import { plainText } from './plain-text.ts';

/** Characters of code per text that are worth the grammars' time and the markup's size; the rest stays plain. */
const MAX_CODE = 200_000;

const highlight = rehypeHighlight();
type File = Parameters<typeof highlight>[1];

/** Colours fenced code by classes, where its language is stated and known. Never guesses a language. */
export function highlightCode() {
  return (tree: Root, file: File): void => {
    let left = MAX_CODE;
    visit(tree, { type: 'element', tagName: 'pre' } as const, (block: Element) => {
      left -= plainText(block).length;
      if (left >= 0) highlight({ type: 'root', children: [block] }, file);
    });
  };
}
