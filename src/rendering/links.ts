import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';

/**
 * Marks every link that leaves the site (no reward for spam, no handle on our window) and answers where they lead:
 * absolute http(s) addresses, each once, in order. Our own address is not known here, so absolute means off-site.
 */
export function markLinks(tree: Root): string[] {
  const found = new Set<string>();
  visit(tree, { type: 'element', tagName: 'a' } as const, ({ properties }: Element) => {
    const address = typeof properties.href === 'string' ? absolute(properties.href) : undefined;
    if (address === undefined) return;
    properties.rel = ['nofollow', 'ugc', 'noopener'];
    if (URL.canParse(address)) found.add(address);
  });
  return [...found];
}

/** Browsers skip tabs and line ends in an address, and read `\` as `/`: `/\t\host` leads off-site. */
function absolute(href: string): string | undefined {
  const address = href.replace(/[\t\n\r]/g, '').trim();
  if (/^https?:/i.test(address)) return address;
  return /^[\\/]{2}/.test(address) ? `https:${address}` : undefined;
}
