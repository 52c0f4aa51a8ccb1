import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { etagOfBytes, isNotModified } from '../../http/conditional.ts';
import { setLinkHeader } from '../../http/links.ts';
import { PageQuery } from '../../http/paging.ts';
import { Closed, problems } from '../../http/schemas.ts';
import { filtersOf, WorkFilters } from '../../works/filters.ts';
import { renderAtom } from './atom.ts';
import { type Feed, type FeedForm, type FeedSource, feedTypes, readFeed } from './feed.ts';
import { renderJsonFeed } from './json-feed.ts';
import { findLastChange } from './last-change.ts';
import { renderRss } from './rss.ts';

const FeedQuery = Closed({
  q: Type.Optional(
    Type.String({ maxLength: 500, description: 'Only works that hold all these words; all of them, newest first' }),
  ),
  ...PageQuery,
  ...WorkFilters,
});

const description = `The works that pass the filters, ordered by first publication, newest first, each with its whole text and its licence; a page ends after 2 MiB of texts.
The title names the filters. Items keep their id (a URN of their UUID) for ever; a minor edit leaves their dates as they are.
Links \`next\` lead through everything there is (RFC 5005, paged feeds). In JSON Feed each item has \`_license\`: SPDX id, URL, and the credit line as text and HTML.`;

const forms: readonly { form: FeedForm; operationId: string; summary: string }[] = [
  { form: 'rss', operationId: 'getRssFeed', summary: 'New works as RSS 2.0' },
  { form: 'atom', operationId: 'getAtomFeed', summary: 'New works as Atom' },
  { form: 'json', operationId: 'getJsonFeed', summary: 'New works as JSON Feed 1.1' },
];

/** `/feed.rss`, `/feed.atom`, `/feed.json`: registered without a prefix. */
export const feedRoutes: FastifyPluginAsyncTypebox<FeedSource> = async (app, source) => {
  const render: Record<FeedForm, (feed: Feed) => string> = {
    rss: renderRss,
    atom: renderAtom,
    json: (feed) => renderJsonFeed(feed, source.urls.page('/docs')),
  };

  for (const { form, operationId, summary } of forms) {
    const type = feedTypes[form];
    const body = form === 'json' ? Type.Object({}, { additionalProperties: true }) : Type.String();
    const answer = { description: 'The feed', content: { [type]: { schema: body } } };
    const schema = {
      operationId,
      tags: ['feeds'],
      summary,
      description,
      querystring: FeedQuery,
      response: { 200: answer as never, ...problems(304) },
    };
    app.get(`/feed.${form}`, { schema }, async function getFeed(request, reply) {
      const { limit = 20, cursor } = request.query;
      const q = request.query.q?.trim() || undefined;
      const asked = { filters: filtersOf(request.query), q, limit, cursor, url: request.url };
      // An index follows later than the log: what came into it meanwhile has no time of its own.
      const lastChange = q === undefined ? await findLastChange(source.db) : undefined;
      const feed = await readFeed(source, asked);
      const text = render[form](feed);
      setLinks(reply, feed, form);
      if (isNotModified(request, reply, etagOfBytes(text), lastChange)) return reply.send() as never;
      return reply.type(`${type}; charset=utf-8`).serializer(String).send(text) as never;
    });
  }
};

function setLinks(reply: FastifyReply, { links }: Feed, form: FeedForm): void {
  const others = (Object.keys(feedTypes) as FeedForm[]).filter((other) => other !== form);
  const values = [
    `<${links.self}>; rel="self"`,
    ...(links.next === undefined ? [] : [`<${links.next}>; rel="next"`]),
    ...others.map((other) => `<${links.forms[other]}>; rel="alternate"; type="${feedTypes[other]}"`),
    `<${links.home}>; rel="alternate"; type="text/html"`,
  ];
  setLinkHeader(reply, values);
}
