import type { FastifyReply } from 'fastify';
import { html, type Markup, markupText } from '../lib/markup.ts';
import type { Instance } from '../people/commons/instance.ts';

export interface Page {
  title: string;
  description?: string;
  /** BCP 47 tag of what is shown; the frame around it is English. */
  canonical?: string;
  /** Filters of the feeds that belong to this page, as a query string without `?`. */
  feedQuery?: string;
  /** What was searched for, to stay in the field. */
  q?: string;
  robots?: string;
  main: Markup;
}

const feeds = [
  { path: '/feed.atom', type: 'application/atom+xml', name: 'Atom' },
  { path: '/feed.rss', type: 'application/rss+xml', name: 'RSS' },
  { path: '/feed.json', type: 'application/feed+json', name: 'JSON Feed' },
];

const legalPages = { about: 'About', imprint: 'Imprint', privacy: 'Privacy', terms: 'Terms' } as const;

/** What the frame of a page shows of the instance. */
export type Named = Pick<Instance, 'name' | 'contact' | 'pages'>;

const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export function sendPage(reply: FastifyReply, page: Page, instance: Named): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'strict-origin-when-cross-origin',
    })
    .serializer((text: string) => text)
    .send(renderPage(page, instance));
}

/** A whole page: complete without scripts, cookies or anything from elsewhere. */
function renderPage(page: Page, instance: Named): string {
  const query = page.feedQuery ? `?${page.feedQuery}` : '';
  const title = page.title === instance.name ? page.title : `${page.title} · ${instance.name}`;
  return markupText(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${page.description ? html`<meta name="description" content="${page.description}">\n` : ''}${page.robots ? html`<meta name="robots" content="${page.robots}">\n` : ''}${page.canonical ? html`<link rel="canonical" href="${page.canonical}">\n` : ''}${feeds.map(({ path, type, name }) => html`<link rel="alternate" type="${type}" title="${title} (${name})" href="${path}${query}">\n`)}<link rel="stylesheet" href="/site.css">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="site-head">
<p class="site-name"><a href="/">${instance.name}</a></p>
<search><form action="/search" method="get"><label for="q">Search</label> <input id="q" name="q" type="search" maxlength="500" value="${page.q ?? ''}"> <button>Search</button></form></search>
</header>
<main id="main">
${page.main}
</main>
<footer class="site-foot">
<p>Every text here says under which open licence it may be shared. ${feeds.map(({ path, name }, index) => html`${index > 0 ? ' · ' : 'Follow: '}<a href="${path}${query}">${name}</a>`)} · <a href="/docs">API</a></p>
${legalLinks(instance)}
</footer>
</body>
</html>
`);
}

function legalLinks({ pages, contact }: Named): Markup {
  const present = (Object.keys(legalPages) as (keyof typeof legalPages)[]).filter((name) => pages[name]);
  const links = present.map((name, index) => html`${index > 0 ? ' · ' : ''}<a href="/${name}">${legalPages[name]}</a>`);
  if (links.length === 0 && contact === '') return html``;
  return html`<p>${links}${contact === '' ? '' : html`${links.length > 0 ? ' · ' : ''}Contact: ${contact}`}</p>`;
}
