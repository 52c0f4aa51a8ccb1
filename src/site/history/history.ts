import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { html, type Markup } from '../../lib/markup.ts';
import { listRevisions } from '../../works/revisions/read.ts';
import type { Page } from '../layout.ts';
import { day } from '../parts/dates.ts';
import { pager } from '../parts/links.ts';
import { CursorQuery, hidden, type Site } from '../site.ts';
import { type Past, pastHead, readPast, toldOf } from './past.ts';

const pageSize = 50;

/** `/articles/{slug}/history`: every version, and a form to compare two. */
export function registerHistory(app: FastifyInstance, { db, urls, kinds, send }: Site): void {
  for (const kind of kinds.values()) {
    app.get(
      `/${kind.path}/:id/history`,
      { schema: { ...hidden, querystring: CursorQuery } },
      async (request, reply) => {
        const { id } = request.params as { id: string };
        const { cursor } = request.query as Static<typeof CursorQuery>;
        const past = await readPast(db, urls, id, kind.name);
        const revisions = await listRevisions(db, urls, past.found, null, { limit: pageSize, cursor });
        return await send(reply, historyPage(past, revisions));
      },
    );
  }
}

type Revisions = Awaited<ReturnType<typeof listRevisions>>;
type Revision = Revisions['items'][number];

function historyPage(past: Past, { items, next }: Revisions): Page {
  const { card } = past.view;
  const path = `${past.path}/history`;
  const readable = items.filter(({ redaction }) => redaction === null);
  const list = html`<ol class="versions-list" reversed>
${items.map((revision) => item(path, revision, readable))}</ol>\n`;
  return {
    title: `History of ${card.title}`,
    canonical: `${card.url}/history`,
    robots: 'noindex',
    main: html`<header class="page-head">
${pastHead(past, 'History')}
<p>Every version stays, with its licence.${readable.length > 1 && ' Choose two to see what changed between them.'}</p>
</header>
${readable.length > 1 ? html`<form action="${path}/diff" method="get">\n${compareButton}${list}${items.length > 8 && compareButton}</form>\n` : list}
${pager({ next: next && `${path}?cursor=${encodeURIComponent(next)}`, older: 'Older versions' })}`,
  };
}

const compareButton = html`<p class="compare"><button type="submit">Compare</button></p>\n`;

function item(path: string, revision: Revision, readable: readonly Revision[]): Markup {
  const { version, redaction } = revision;
  if (redaction !== null) {
    return html`<li><div class="version"><h2>Version ${version}</h2>
<p class="notice">Its text was taken away on ${day(redaction.at)}. <span dir="auto">${redaction.reason}</span></p>
${toldOf(revision)}</div></li>\n`;
  }
  const place = readable.indexOf(revision);
  const choice = (name: 'from' | 'to', words: string, isChosen: boolean) =>
    html`<label><input type="radio" name="${name}" value="${version}"${isChosen && html` checked`}> <span class="unseen">Version ${version} </span>${words}</label>`;
  const choices = html`<div class="choices">${choice('from', 'before', place === 1)}${choice('to', 'after', place === 0)}</div>`;
  return html`<li>${readable.length > 1 && choices}<div class="version"><h2><a href="${path}/${version}">Version ${version}</a></h2>
${toldOf(revision)}</div></li>\n`;
}
