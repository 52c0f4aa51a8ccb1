import { html, type Markup } from '../../lib/markup.ts';
import { inLanguage } from '../parts/words.ts';

export interface Heading {
  level: number;
  anchor: string | null;
  heading: string;
}

interface Entry extends Heading {
  language: string;
}

/** Fewer are seen at one glance anyway. */
const fewest = 3;
const deepest = 3;

/** The headings of the body alone, of all that a revision lists: those of steps begin with the step's number. */
export function bodyHeadings(outline: readonly Heading[]): Heading[] {
  return outline.filter(({ anchor, level }) => anchor !== null && !/^s\d+-/.test(anchor) && level <= deepest);
}

/** What a text holds, as links to its headings: beside it where there is room, else folded above it. */
export function outlineNav(entries: readonly Entry[]): Markup {
  if (entries.length < fewest) return html``;
  const top = Math.min(...entries.map(({ level }) => level));
  const item = ({ level, anchor, heading, language }: Entry) =>
    html`<li${level > top && html` class="below"`}${inLanguage(language)}><a href="#${encodeURI(anchor!)}">${heading}</a></li>\n`;
  return html`<nav class="outline" aria-label="On this page">
<details><summary>On this page</summary>
<ol>
${entries.map(item)}</ol>
</details>
</nav>\n`;
}
