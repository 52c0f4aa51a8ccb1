import { escapeHtml } from '../lib/html.ts';
import type { Attributed } from './attributed.ts';
import { renderBibtex } from './bibtex.ts';
import { type Brevity, creditLine, type Part } from './credit-line.ts';
import { renderCsl } from './csl.ts';
import { escapeMarkdown, markdownLink } from './markdown.ts';
import { renderText } from './plain-text.ts';

export type { Attributed } from './attributed.ts';
export { type Brevity, shownAuthors } from './credit-line.ts';

export const attributionFormats = ['text', 'html', 'markdown', 'bibtex', 'csl'] as const;
export type AttributionFormat = (typeof attributionFormats)[number];

/**
 * The credit line of a work: title, authors, source, licence and changes, then the same of every ancestor.
 * The one place that words it; text, HTML and Markdown say the same, as inline content without a block around it.
 * @returns for `csl` a CSL-JSON array with one item, for `bibtex` one entry; ancestors are in their notes
 */
export function attribute(work: Attributed, format: AttributionFormat, brevity: Brevity): string {
  switch (format) {
    case 'text':
      return renderText(creditLine(work, brevity));
    case 'html':
      return creditLine(work, brevity).map(htmlOf).join('');
    case 'markdown':
      return creditLine(work, brevity).map(markdownOf).join('');
    case 'bibtex':
      return renderBibtex(work, brevity);
    case 'csl':
      return renderCsl(work, brevity);
  }
}

function htmlOf(part: Part): string {
  switch (part.is) {
    case 'words':
      return escapeHtml(part.text);
    case 'quote':
      return isolated(part.text);
    case 'title':
      return `“${anchor(part.url, isolated(part.text, part.language))}”`;
    case 'author':
      return anchor(part.url, isolated(part.text));
    // Only the work's own: rel="license" on an ancestor's would claim that licence for the page.
    case 'license':
      return anchor(part.url, escapeHtml(part.text), part.own ? ' rel="license"' : '');
    case 'link':
      return anchor(part.url, isolated(part.text));
  }
}

/** A right-to-left title must not turn the words around it. */
function isolated(text: string, language?: string): string {
  const lang = language !== undefined && /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language) ? ` lang="${language}"` : '';
  return `<bdi${lang}>${escapeHtml(text)}</bdi>`;
}

function anchor(url: string | undefined, html: string, rel = ''): string {
  return url === undefined ? html : `<a href="${escapeHtml(url)}"${rel}>${html}</a>`;
}

function markdownOf(part: Part): string {
  const text = escapeMarkdown(part.text);
  if (part.is === 'words' || part.is === 'quote') return text;
  const linked = part.url === undefined ? text : markdownLink(text, part.url);
  return part.is === 'title' ? `“${linked}”` : linked;
}
