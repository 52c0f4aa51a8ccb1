import type { FastifyInstance } from 'fastify';
import { etagOf, etagOfBytes, isNotModified } from '../../http/conditional.ts';
import { html, type Markup } from '../../lib/markup.ts';
import { licenseLabel } from '../../licenses/credit-line.ts';
import type { Card } from '../../works/card.ts';
import type { Kind } from '../../works/kind.ts';
import { readWork, type WorkView } from '../../works/read.ts';
import type { Page } from '../layout.ts';
import { day } from '../parts/dates.ts';
import { pathOf, tagList } from '../parts/links.ts';
import { capital, inLanguage, languageName } from '../parts/words.ts';
import { sendPage } from '../send.ts';
import { hidden, type Site } from '../site.ts';
import { creditBox } from './credit.ts';
import { glance } from './glance.ts';
import { type Related, readRelated, relatedBox } from './related.ts';
import { standing } from './standing.ts';
import { renderWhole, type ShownText } from './text.ts';

/** One page for each work, `/articles/{slug}`; `.md` leads to its Markdown. */
export function registerWorks(app: FastifyInstance, { db, urls, kinds, version, readInstance }: Site): void {
  for (const kind of kinds.values()) {
    app.get(`/${kind.path}/:id`, { schema: hidden as never }, async (request, reply) => {
      const { id } = request.params as { id: string };
      const work = await readWork(db, urls, id, null, kind.name);
      const stands = work.relations.length > 0 || work.hasDescendants;
      const [instance, related] = await Promise.all([
        readInstance(work.around.instanceVersion),
        stands ? readRelated(db, urls, work) : [],
      ]);
      // The page shows more than the work: what is around it, in the markup of this release, and related works.
      const { communityVersion, communityChangedAt } = work.around;
      const others = related.length === 0 ? '' : `.${etagOfBytes(JSON.stringify(related)).slice(1, -1)}`;
      const etag = etagOf(work, `html.${instance.version}.${communityVersion}.${version}${others}`);
      const changes = [work.touchedAt, instance.updated_at, communityChangedAt].sort((a, b) => Number(b) - Number(a));
      // When a related work was withdrawn, nothing that is left would tell.
      if (isNotModified(request, reply, etag, stands ? undefined : changes[0])) return reply.send();
      return sendPage(reply, workPage(work, related, kind), instance);
    });

    app.get(`/${kind.path}/:id.md`, { schema: hidden as never }, async (request, reply) => {
      const { id } = request.params as { id: string };
      return reply.redirect(`/api/v1/${kind.path}/${encodeURIComponent(id)}.md`, 307);
    });
  }
}

/** One work: what it says, whether it fits, whom to credit, and where its history and other forms are. */
function workPage(view: WorkView, related: readonly Related[], kind: Kind): Page {
  const { card } = view;
  const shown = { ...JSON.parse(view.members), language: card.language } as ShownText;
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
<p class="kind">${capital(card.kind)} in <a href="/communities/${card.community}" dir="auto">${view.around.community}</a>${card.language !== 'en' && html` · ${languageName(card.language)}`}</p>
<h1${inLanguage(card.language)}>${card.title}</h1>
${card.summary !== '' && html`<p class="summary"${inLanguage(card.language)}>${card.summary}</p>\n`}${byline(view)}
${standing(card.maturity, shown.practice ?? null)}${shown.practice != null && glance(shown.practice, card.language)}</header>
${outline}${main}<div class="after">
${tagList(card.tags)}${relatedBox(related)}${creditBox(view, `/api/v1/works/${card.id}`)}${versions(card, pathOf(card.url), api)}</div>
</article>\n`,
  };
}

function byline({ card }: WorkView): Markup {
  const names = card.authors.map(
    ({ name, url }, index) =>
      html`${index > 0 && ', '}${url === undefined ? html`<bdi>${name}</bdi>` : html`<a href="${url}"><bdi>${name}</bdi></a>`}`,
  );
  return html`<ul class="facts">
${names.length > 0 && html`<li>By ${names}</li>\n`}${card.published_at !== null && html`<li>${day(card.published_at)}</li>\n`}<li><a href="#credit">${licenseLabel(card.license)}, how to credit it</a></li>
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
