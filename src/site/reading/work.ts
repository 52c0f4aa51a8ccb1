import type { FastifyInstance } from 'fastify';
import { etagOf, etagOfBytes, isNotModified } from '../../http/conditional.ts';
import { html, type Markup } from '../../lib/markup.ts';
import type { Urls } from '../../lib/urls.ts';
import { licenseLabel } from '../../licenses/credit-line.ts';
import type { Card } from '../../works/card.ts';
import type { Kind } from '../../works/kind.ts';
import { readWork, type WorkView } from '../../works/read.ts';
import type { ShownState } from '../../works/shown-state.ts';
import { type Page, renderPage } from '../layout.ts';
import { day } from '../parts/dates.ts';
import { nameLinks, pathOf, tagList } from '../parts/links.ts';
import { capital, inLanguage, languageName, titleHeading } from '../parts/words.ts';
import { sendHtml } from '../send.ts';
import { hidden, type Site } from '../site.ts';
import { creditBox } from './credit.ts';
import { glance } from './glance.ts';
import { keepPages } from './kept-pages.ts';
import { type Related, readRelated, relatedBox } from './related.ts';
import { createReadShownState } from './shown-states.ts';
import { standing } from './standing.ts';
import { renderWhole, type ShownText } from './text.ts';

/** Pages that are kept in memory: some thousand, of usual length. */
const mostBytes = 32 * 1024 * 1024;

/** One page for each work, `/articles/{slug}`; `.md` leads to its Markdown. */
export function registerWorks(app: FastifyInstance, { db, urls, kinds, version, readInstance }: Site): void {
  const pages = keepPages(mostBytes);
  const readShownState = createReadShownState(db);

  async function renderWork(ref: string, kind: Kind, state?: ShownState): Promise<Buffer> {
    const work = await readWork(db, urls, ref, null, kind.name);
    const [instance, related] = await Promise.all([
      readInstance(state?.instanceVersion),
      readRelated(db, urls, work, state?.isUsed ?? true),
    ]);
    return Buffer.from(renderPage(workPage(work, related, kind, urls), instance));
  }

  for (const kind of kinds.values()) {
    app.get(`/${kind.path}/:id`, { schema: hidden as never }, async (request, reply) => {
      const { id } = request.params as { id: string };
      const state = await readShownState(id, kind.name);
      if (state === undefined) return sendHtml(reply, await renderWork(id, kind));
      const { related, changedAt } = state;
      const tag = etagOf(state, `html.${hashOf([version, state])}`);
      if (isNotModified(request, reply, tag, related === null ? changedAt : undefined)) return reply.send();
      const kept = pages.get(state.id, tag);
      if (kept !== undefined) return sendHtml(reply, kept);
      const page = await renderWork(state.id, kind, state);
      pages.put(state.id, tag, page);
      return sendHtml(reply, page);
    });

    app.get(`/${kind.path}/:id.md`, { schema: hidden as never }, async (request, reply) => {
      const { id } = request.params as { id: string };
      return reply.redirect(`/api/v1/${kind.path}/${encodeURIComponent(id)}.md`, 307);
    });
  }
}

/** The page shows more than the work: what is around it, in the markup of this release, and related works. */
function hashOf(all: unknown): string {
  return etagOfBytes(JSON.stringify(all)).slice(1, 17);
}

/** One work: what it says, whether it fits, whom to credit, and where its history and other forms are. */
function workPage(view: WorkView, related: readonly Related[], kind: Kind, urls: Urls): Page {
  const { card } = view;
  const shown = { ...JSON.parse(view.members), language: card.language } as ShownText & { excerpt: string };
  // Where no summary was given, the card shows the beginning of the text, which follows here anyway.
  const summary = card.summary === shown.excerpt ? '' : card.summary;
  const api = `/api/v1/${kind.path}/${card.id}`;
  const { outline, main } = renderWhole(shown, view.originUrl ?? undefined);
  return {
    title: card.title,
    description: card.summary,
    canonical: card.url,
    links: headLinks(card),
    layout: 'wide',
    main: html`<article class="work">
<header class="page-head">
<p class="kind">${capital(card.kind)} in <a href="/communities/${card.community}" dir="auto">${view.communityName}</a>${card.language !== 'en' && html` · ${languageName(card.language)}`}</p>
${titleHeading(card.title, card.language)}${summary !== '' && html`<p class="summary"${inLanguage(card.language)}>${summary}</p>\n`}${byline(view, urls)}
${standing(card.maturity, shown.practice ?? null)}${shown.practice != null && glance(shown.practice, card.language)}</header>
${outline}${main}<div class="after">
${tagList(card.tags)}${relatedBox(related)}${creditBox(view, `/api/v1/works/${card.id}`)}${versions(card, pathOf(card.url), api)}</div>
</article>\n`,
  };
}

function byline({ card }: WorkView, urls: Urls): Markup {
  return html`<ul class="facts">
${card.authors.length > 0 && html`<li>By ${nameLinks(card.authors, urls)}</li>\n`}${card.published_at !== null && html`<li>${day(card.published_at)}</li>\n`}<li><a href="#credit">${licenseLabel(card.license)}, how to credit it</a></li>
</ul>`;
}

/** Where it came to be what it is, and in which other forms it is there. */
function versions(card: Card, path: string, api: string): Markup {
  return html`<section class="versions" aria-labelledby="versions-heading">
<h2 id="versions-heading">Versions and forms</h2>
<ul class="facts">
<li>Version ${card.version}, ${day(card.updated_at)}</li>
<li><a href="${path}/history">History</a></li>
<li><a href="${path}.md">Markdown</a></li>
<li><a href="${api}.json">JSON</a></li>
<li><a href="${api}.jsonld">JSON-LD</a></li>
</ul>
<p class="print-only">${card.url}</p>
</section>\n`;
}

const forms = [
  ['md', 'text/markdown'],
  ['jsonld', 'application/ld+json'],
  ['json', 'application/json'],
] as const;

/** The same as the API says in `Link`. */
function headLinks(card: Card): Markup {
  const authors = card.authors.flatMap(({ url }) => (url === undefined ? [] : [url]));
  return html`${card.license_url !== null && html`<link rel="license" href="${card.license_url}">\n`}<link rel="cite-as" href="${card.url}">
${authors.map((url) => html`<link rel="author" href="${url}">\n`)}${forms.map(([ending, type]) => html`<link rel="alternate" type="${type}" href="${card.api_url}.${ending}">\n`)}`;
}
