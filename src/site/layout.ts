import { html, type Markup, markupText } from '../lib/markup.ts';
import { type Instance, pageNames } from '../people/commons/instance.ts';
import { accentPath, assets } from './assets.ts';
import { feedAlternates } from './parts/links.ts';
import { capital } from './parts/words.ts';

export interface Page {
  title: string;
  description?: string;
  canonical?: string;
  /** Further `<link>` elements: licence, authors, other forms. */
  links?: Markup;
  /** Filters of the feeds that belong to this page, as a query string without `?`. */
  feedQuery?: string;
  robots?: string;
  /** The page has a search field of its own. */
  searches?: boolean;
  /** How the page is laid out; without: one column. */
  layout?: 'wide';
  main: Markup;
}

/** What the frame of a page shows of the instance. */
export type Named = Pick<Instance, 'name' | 'contact' | 'pages' | 'theme'>;

/** A whole page: complete without scripts, cookies or anything from elsewhere. */
export function renderPage(page: Page, instance: Named): string {
  const { name, theme } = instance;
  const { feedQuery = '', description } = page;
  const title = page.title === name ? name : `${page.title} · ${name}`;
  return markupText(html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${description && html`<meta name="description" content="${description}">\n`}${page.robots && html`<meta name="robots" content="${page.robots}">\n`}<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="${assets.styles.path}">
${theme.accent !== undefined && html`<link rel="stylesheet" href="${accentPath(theme.accent)}">\n`}<link rel="icon" href="${assets.icon.path}" type="image/svg+xml">
${page.canonical !== undefined && html`<link rel="canonical" href="${page.canonical}">\n`}${page.links}${feedAlternates(feedQuery === '' ? name : page.title, feedQuery)}<script src="${assets.script.path}" defer></script>
</head>
<body${page.layout === 'wide' && html` class="wide"`}>
<a class="skip" href="#main">Skip to the text</a>
${header(page, instance)}<main id="main">
${page.main}</main>
${footer(instance)}</body>
</html>
`);
}

/** Three trees that grew again from what was cut: a copse. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path d="M9 28V16m0 6-3-3m10 9V10m0 10 4-4m-4 0-3-3m10 15V18m0 5 2.5-2.5M3 28h26" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/><path d="M9 5.5c3.200 2 4.200 5.200 3.400 8.5-.6 2-5.800 2.5-7 .4C4 11 5.400 7.7 9 5.500Zm7.600-3c4 2.200 5.200 5.500 4 8.5-.9 1.8-7.300 2-8.300.2-1.200-3.200.6-6.600 4.300-8.700ZM23.500 8c3.200 2 4.300 5.600 3.400 9-.7 2-6 2.200-7 .3-1-3.400.3-7.200 3.600-9.300Z" fill="currentColor" fill-opacity=".28" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/></svg>`;

function header(page: Page, { name, pages }: Named): Markup {
  const search = html`<search><form action="/search" method="get"><label class="unseen" for="head-q">Search this commons</label><input id="head-q" name="q" type="search" maxlength="500" placeholder="Search" autocomplete="off"><button type="submit">Search</button></form></search>\n`;
  return html`<header class="site-head">
<a class="brand" href="/">${mark}<span dir="auto">${name}</span></a>
<nav aria-label="Site"><ul>
<li><a href="/search">Browse</a></li>
<li><a href="/communities">Communities</a></li>
${pages.about && html`<li><a href="/about">About</a></li>\n`}</ul></nav>
${!page.searches && search}</header>\n`;
}

function footer({ pages, contact }: Named): Markup {
  const legal = pageNames.filter((name) => pages[name]);
  return html`<footer class="site-foot">
<p>Every text here says under which open licence it may be copied, changed and passed on.</p>
<ul>
${legal.map((name) => html`<li><a href="/${name}">${capital(name)}</a></li>\n`)}<li><a href="/feed.atom">Feed</a></li>
<li><a href="/docs">API</a></li>
<li><a href="/docs/api-style">How the API speaks</a></li>
</ul>
${contact !== '' && html`<p>Contact: ${contactLink(contact)}</p>\n`}</footer>\n`;
}

function contactLink(contact: string): Markup | string {
  if (/^https?:\/\/\S+$/.test(contact)) return html`<a href="${contact}">${contact}</a>`;
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(contact) ? html`<a href="mailto:${contact}">${contact}</a>` : contact;
}
