import type { Part } from './credit-line.ts';

/** Plain text, with URLs in angle brackets (RFC 3986, appendix C): a full stop after one is not taken for a part of it. */
export function renderText(parts: readonly Part[]): string {
  return parts.map(textOf).join('');
}

function textOf(part: Part): string {
  switch (part.is) {
    case 'words':
    case 'quote':
    // People are known by their name; a URL for each would drown the line.
    case 'author':
      return part.text;
    case 'title':
      return `“${part.text}”${inBrackets(part.url)}`;
    case 'license':
      return `${part.text}${inBrackets(part.url)}`;
    case 'link':
      return part.url === undefined ? part.text : `<${part.url}>`;
  }
}

function inBrackets(url: string | undefined): string {
  return url === undefined ? '' : ` <${url}>`;
}
