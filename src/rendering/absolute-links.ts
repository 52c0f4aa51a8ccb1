import { escapeHtml } from '../lib/html.ts';

/** Start tags as `rehype-stringify` writes them: values in double quotes, no `<` but of a tag. */
const startTag = /<[a-z][a-z0-9]*(?: [^\s"'<>=]+(?:="[^"]*")?)+>/g;
const address = / (href|cite)="([^"]*)"/g;
/** As on links that were absolute when they were written. */
const offSite = ' rel="nofollow ugc noopener"';

/**
 * Rendered HTML for a place other than its page: every relative address made absolute, those that lead to a place in
 * the text itself (`#setup`) on its page.
 * @param html of the renderer
 * @param page URL of the page that shows the text; undefined: it stands on that page, and links to its places stay
 * @param base URL that other relative addresses are relative to: where the text was written for
 */
export function absoluteLinks(html: string, page: string | undefined, base: string): string {
  const site = URL.parse(page ?? '')?.origin;
  return html.replace(startTag, (tag) =>
    tag.replace(address, (whole, name: string, value: string) => {
      const href = decoded(value);
      // Browsers skip tabs and line ends in an address.
      if (/^[a-z][a-z0-9+.-]*:/i.test(href.replace(/[\t\n\r]/g, '').trim())) return whole;
      if (page === undefined && href.startsWith('#')) return whole;
      const absolute = URL.parse(href, href.startsWith('#') ? page : base);
      if (absolute === null) return '';
      const leaves = name === 'href' && absolute.origin !== site && !tag.includes(' rel="');
      return ` ${name}="${escapeHtml(absolute.href)}"${leaves ? offSite : ''}`;
    }),
  );
}

function decoded(value: string): string {
  return value.replace(/&#x([0-9a-f]{1,6});/gi, (_whole, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
