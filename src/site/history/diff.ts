import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { Closed } from '../../http/schemas.ts';
import { html, type Markup } from '../../lib/markup.ts';
import type { TextPair } from '../../rendering/rendered.ts';
import { findCards } from '../../works/cards.ts';
import type { Content } from '../../works/content.ts';
import { visibleRelations } from '../../works/read.ts';
import { diffContents, type FieldDiff, type WorkDiff } from '../../works/revisions/diff.ts';
import { findContent, readRevision } from '../../works/revisions/read.ts';
import type { Page } from '../layout.ts';
import { inLanguage } from '../parts/words.ts';
import { hidden, type Site } from '../site.ts';
import { fieldName, renderParts, shownValue, type Titles } from './changes.ts';
import { type Past, pastHead, readPast, type Told, toldOf } from './past.ts';

const Version = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });
const Query = Closed({ from: Version, to: Type.Optional(Version) });

/** `/articles/{slug}/history/diff?from=&to=`: what changed between two versions, word by word. */
export function registerDiff(app: FastifyInstance, { db, urls, kinds, renderer, send }: Site): void {
  async function visibleContent({ found }: Past, version: number): Promise<Content> {
    const content = await findContent(db, found, version, null);
    return { ...content, relations: await visibleRelations(db, content.relations, null) };
  }

  /** Fields of plain words, word by word as well. */
  async function byWord({ texts, fields }: WorkDiff): Promise<WorkDiff> {
    const isWords = ({ from, to }: FieldDiff) =>
      [from, to].every((value) => typeof value === 'string' && / /.test(value));
    const words = fields.filter(isWords) as (FieldDiff & TextPair)[];
    const parts = words.length === 0 ? [] : await renderer.diff(words.map(({ from, to }) => ({ from, to })));
    const more = words.map(({ pointer }, index) => ({ pointer, parts: parts[index]! }));
    return { texts: [...texts, ...more], fields: fields.filter((field) => !isWords(field)) };
  }

  for (const kind of kinds.values()) {
    const route = { schema: { ...hidden, querystring: Query } };
    app.get(`/${kind.path}/:id/history/diff`, route, async (request, reply) => {
      const { id } = request.params as { id: string };
      const query = request.query as Static<typeof Query>;
      const past = await readPast(db, urls, id, kind.name);
      const asked = [query.from, query.to ?? past.view.version].sort((a, b) => a - b) as [number, number];
      const contents = await Promise.all(asked.map((version) => visibleContent(past, version)));
      const [before, after] = contents as [Content, Content];
      const [diff, told, targets] = await Promise.all([
        diffContents(kind, before, after, (pairs) => renderer.diff(pairs)).then(byWord),
        Promise.all(asked.map((version) => readRevision(db, urls, kinds, past.found, version, null))),
        findCards(
          db,
          urls,
          contents.flatMap(({ relations }) => relations.flatMap(({ target }) => target ?? [])),
        ),
      ]);
      const titles = new Map(Array.from(targets, ([target, { title }]) => [target, title]));
      return await send(reply, diffPage(past, told as unknown as [Told, Told], diff, after, titles));
    });
  }
}

function diffPage(past: Past, [from, to]: [Told, Told], diff: WorkDiff, after: Content, titles: Titles): Page {
  const { card } = past.view;
  const isSame = diff.texts.length === 0 && diff.fields.length === 0;
  return {
    title: `Changes in ${card.title}`,
    robots: 'noindex',
    canonical: `${card.url}/history/diff?from=${from.version}&to=${to.version}`,
    main: html`<header class="page-head">
${pastHead(past, `From version ${from.version} to ${to.version}`)}
<div class="two">
${side(past.path, from)}${side(past.path, to)}</div>
<p><a href="${past.path}/history">All versions</a></p>
</header>
${from.license !== to.license && html`<p class="notice">The licence changed from ${from.license} to ${to.license}.</p>\n`}${isSame ? html`<p class="empty">These two versions say the same.</p>\n` : legend}
${diff.texts.map(({ pointer, parts }) => section(fieldName(pointer), html`<div class="diff"${inLanguage(after.language)}>${renderParts(parts)}</div>`))}${diff.fields.map(({ pointer, from: old, to: now }) => section(fieldName(pointer), html`<div class="diff" dir="auto">${old != null && html`<del>${shownValue(old, titles)}</del>\n`}${now != null && html`<ins>${shownValue(now, titles)}</ins>`}</div>`))}`,
  };
}

const legend = html`<p class="legend"><del>Struck out</del> was taken away, <ins>underlined</ins> was added.</p>\n`;

function side(path: string, told: Told): Markup {
  return html`<div><h2><a href="${path}/history/${told.version}">Version ${told.version}</a></h2>\n${toldOf(told)}</div>\n`;
}

function section(heading: string, content: Markup): Markup {
  return html`<section class="changed">\n<h2>${heading}</h2>\n${content}\n</section>\n`;
}
