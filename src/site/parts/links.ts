import { html, type Markup } from '../../lib/markup.ts';
import type { Urls } from '../../lib/urls.ts';

/** Links within the site stay on the host by which it was reached. */
export function pathOf(url: string): string {
  return new URL(url).pathname;
}

/** The same of an address that may lead elsewhere. */
function localHref(url: string, urls: Urls): string {
  return url.startsWith(`${urls.base}/`) ? url.slice(urls.base.length) : url;
}

/** People as they are credited, with links to where they say who they are. */
export function nameLinks(people: readonly { name: string; url?: string | undefined }[], urls: Urls): Markup {
  return html`${people.map(({ name, url }, index) => {
    const shown = html`<bdi>${name}</bdi>`;
    return html`${index > 0 && ', '}${url === undefined ? shown : html`<a href="${localHref(url, urls)}">${shown}</a>`}`;
  })}`;
}

/** Dots alone would be taken for a step in the path, however they are written. */
export function tagPath(tag: string): string {
  return /^\.{1,2}$/.test(tag) ? `/search?tag=${tag}` : `/tags/${encodeURIComponent(tag)}`;
}

/** How many tags are shown before the others are folded away. */
const shownTags = 12;

/** Tags as links to their pages; of very many the rest can be unfolded. */
export function tagList(tags: readonly string[], most = shownTags): Markup {
  if (tags.length === 0) return html``;
  const shown = tags.length > most + 2 ? tags.slice(0, most) : tags;
  const rest = tags.slice(shown.length);
  const more = html`<details class="more"><summary>${rest.length} more tags</summary>\n<ul class="tags">${rest.map(tagItem)}</ul></details>`;
  return html`<div class="tag-list"><ul class="tags" aria-label="Tags">${shown.map(tagItem)}</ul>${rest.length > 0 && more}</div>\n`;
}

function tagItem(tag: string): Markup {
  return html`<li><a href="${tagPath(tag)}" rel="tag" dir="auto">${tag}</a></li>`;
}

const feeds = [
  { path: '/feed.atom', type: 'application/atom+xml', name: 'Atom' },
  { path: '/feed.rss', type: 'application/rss+xml', name: 'RSS' },
  { path: '/feed.json', type: 'application/feed+json', name: 'JSON Feed' },
] as const;

/** `<link>` elements for the head. @param query filters, without `?` */
export function feedAlternates(title: string, query: string): Markup {
  return html`${feeds.map(({ path, type, name }) => html`<link rel="alternate" type="${type}" title="${title} (${name})" href="${feedPath(path, query)}">\n`)}`;
}

/** @param words what is followed, as the line begins: `Follow this search` */
export function feedLinks(words: string, query: string): Markup {
  const links = feeds.map(
    ({ path, type, name }) => html`<li><a href="${feedPath(path, query)}" type="${type}">${name}</a></li>`,
  );
  return html`<div class="feeds"><span>${words}</span> <ul>${links}</ul></div>\n`;
}

function feedPath(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
}

/** The way to the page before and after, where there is one. */
export function pager(links: { previous?: string | undefined; next?: string | undefined; older?: string }): Markup {
  const { previous, next, older = 'Next' } = links;
  if (previous === undefined && next === undefined) return html``;
  return html`<nav class="pager" aria-label="Pages">
${previous !== undefined && html`<a href="${previous}" rel="prev">Previous</a>`}
${next !== undefined && html`<a href="${next}" rel="next">${older}</a>`}
</nav>\n`;
}
