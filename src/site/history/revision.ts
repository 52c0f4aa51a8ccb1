import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { Closed } from '../../http/schemas.ts';
import { html } from '../../lib/markup.ts';
import { readRevision } from '../../works/revisions/read.ts';
import type { Page } from '../layout.ts';
import { day } from '../parts/dates.ts';
import { inLanguage, titleHeading } from '../parts/words.ts';
import { glance } from '../reading/glance.ts';
import { renderWhole, type ShownText } from '../reading/text.ts';
import { hidden, type Site } from '../site.ts';
import { type Past, readPast, toldOf } from './past.ts';

const Params = Closed({ id: Type.String(), version: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }) });

/** `/articles/{slug}/history/{n}`: a work as it was. */
export function registerRevision(app: FastifyInstance, { db, urls, kinds, send }: Site): void {
  for (const kind of kinds.values()) {
    app.get(`/${kind.path}/:id/history/:version`, { schema: { ...hidden, params: Params } }, async (request, reply) => {
      const { id, version } = request.params as Static<typeof Params>;
      const past = await readPast(db, urls, id, kind.name);
      const revision = await readRevision(db, urls, kinds, past.found, version, null);
      return await send(reply, revisionPage(past, revision));
    });
  }
}

type Revision = Awaited<ReturnType<typeof readRevision>>;

function revisionPage({ view, path }: Past, revision: Revision): Page {
  const { version, title, summary, language } = revision;
  const { card } = view;
  const shown = revision as unknown as ShownText;
  const { outline, main } = renderWhole(shown, view.originUrl ?? card.url);
  const isCurrent = version === card.version;
  return {
    title: `${title}, version ${version}`,
    canonical: `${card.url}/history/${version}`,
    robots: 'noindex',
    layout: 'wide',
    main: html`<article class="work">
<header class="page-head">
<div class="notice" role="note">
<p><strong>This is version ${version}.</strong> ${isCurrent ? 'It is the current one.' : html`The <a href="${path}">current version</a> is number ${card.version}, of ${day(card.updated_at)}.`}</p>
${toldOf(revision)}<ul class="facts">
<li><a href="${path}/history">All versions</a></li>
${!isCurrent && html`<li><a href="${path}/history/diff?from=${version}&amp;to=${card.version}">What changed since then</a></li>\n`}</ul>
</div>
${titleHeading(title, language)}${summary !== '' && html`<p class="summary"${inLanguage(language)}>${summary}</p>\n`}${shown.practice != null && glance(shown.practice, language)}</header>
${outline}${main}</article>\n`,
  };
}
