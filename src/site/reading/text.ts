import type { Practice } from '../../articles/schema.ts';
import { html, type Markup, markupText, trusted } from '../../lib/markup.ts';
import { absoluteLinks } from '../../rendering/absolute-links.ts';
import { inLanguage } from '../parts/words.ts';
import { bodyHeadings, type Heading, outlineNav } from './outline.ts';
import { practiceSections, renderSections } from './practice.ts';

/** What a version of a work says, as it is shown. */
export interface ShownText {
  language: string;
  /** Sanitised HTML. */
  html: string;
  outline: readonly Heading[];
  /** With each step's body as sanitised HTML. */
  practice?: Practice | null;
}

/** The fields of its kind, then the body, which says more about them; and the outline of both. */
export function renderWhole(text: ShownText, base: string | undefined): { outline: Markup; main: Markup } {
  const { language, practice } = text;
  const sections = practice == null ? [] : practiceSections(practice, language);
  const own = bodyHeadings(text.outline).map((heading) => ({ ...heading, language }));
  const body =
    text.html === ''
      ? ''
      : html`<div class="text body"${inLanguage(language)}>\n${trusted(withTaskNames(text.html))}\n</div>\n`;
  const main = html`${sections.length > 0 && html`<div class="text">\n${renderSections(sections)}</div>\n`}${body}`;
  return {
    outline: outlineNav([...sections.map((section) => ({ ...section, language: 'en' })), ...own]),
    main: base === undefined ? main : withBase(main, base),
  };
}

/** The boxes of a list of tasks have no label of their own. Quotes are escaped wherever this is not a tag. */
function withTaskNames(html: string): string {
  return html.replaceAll('<input type="checkbox"', '<input aria-label="Task" type="checkbox"');
}

const relativeLink = / (?:href|cite)="(?!#|https?:\/\/|mailto:)/;

/** Relative links lead to where the text was written: most texts have none, which is soon seen. */
function withBase(main: Markup, base: string): Markup {
  const text = markupText(main);
  return relativeLink.test(text) ? trusted(absoluteLinks(text, undefined, base)) : main;
}
