import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';

/**
 * Marks every link that leaves the site: no reward for spam, no handle on our window. Our own address is not known here,
 * so absolute means off-site.
 */
export function markLinks(tree: Root): void {
  visit(tree, { type: 'element', tagName: 'a' } as const, ({ properties }: Element) => {
    if (typeof properties.href === 'string' && isAbsolute(properties.href))
      properties.rel = ['nofollow', 'ugc', 'noopener'];
  });
}

/** Browsers skip tabs and line ends in an address, and read `\` as `/`: `/\t\host` leads off-site. */
function isAbsolute(href: string): boolean {
  return /^(?:https?:|[\\/]{2})/i.test(href.replace(/[\t\n\r]/g, '').trim());
}
