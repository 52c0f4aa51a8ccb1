import { html, type Markup } from '../../lib/markup.ts';

/** A search field with a question over it, where it is what a page is for. */
export function largeSearch(question: string, example?: string): Markup {
  return html`<search><form class="big-search" action="/search" method="get"><label for="q">${question}</label>
<div class="field"><input id="q" name="q" type="search" maxlength="500" autocomplete="off"${example !== undefined && html` placeholder="${example}"`}><button type="submit">Search</button></div></form></search>\n`;
}
