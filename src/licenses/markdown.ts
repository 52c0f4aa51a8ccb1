/**
 * Text as inline Markdown that shows just that text (CommonMark §2.4, and the extensions of GFM).
 * What only matters at the beginning of a line is left: a credit line begins with a quotation mark.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>&~|$^!{}#@]|:(?=\/\/)/g, '\\$&');
}

/** @param label already escaped; `url` holds none of the characters that end a destination in angle brackets */
export function markdownLink(label: string, url: string): string {
  // Entities are read in destinations, too: `&copy;` of a query would become a sign.
  return `[${label}](<${url.replace(/&(?=[#\w]+;)/g, '&amp;')}>)`;
}
