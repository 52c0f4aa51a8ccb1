import { problemTitles } from '../http/schemas.ts';
import { html } from '../lib/markup.ts';
import type { Page } from './layout.ts';

const advice: Readonly<Record<number, string>> = {
  404: 'Nothing is published at this address. It may have been misspelled, or never have been published.',
  410: 'It was published here once, and was withdrawn.',
  451: 'The text was taken away for legal or safety reasons. That it was here stays on record.',
};

/** What a reader sees instead of a page. */
export function errorPage(status: number, detail: string): Page {
  const title = problemTitles[status] ?? 'Something went wrong';
  return {
    title,
    robots: 'noindex',
    main: html`<h1>${title}</h1>
<p>${advice[status] ?? detail}</p>
${status === 410 ? html`<p>${detail}</p>` : ''}
<p><a href="/">Back to the beginning</a></p>`,
  };
}
