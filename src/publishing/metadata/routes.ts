import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { Type } from 'typebox';
import type { Db } from '../../db/database.ts';
import { etagOf, isNotModified } from '../../http/conditional.ts';
import { setLinkHeader } from '../../http/links.ts';
import { problems, Ref } from '../../http/schemas.ts';
import type { Urls } from '../../lib/urls.ts';
import { getInstance } from '../../people/commons/instance.ts';
import type { Card } from '../../works/card.ts';
import { type Kinds, readWork, visibleRelations } from '../../works/read.ts';
import { alternateLinks, workLinks } from '../../works/routes/links.ts';
import { IdParams } from '../../works/routes/options.ts';
import { AnyWork, refsTo } from '../../works/schema.ts';
import { type Published, readPublished } from '../published.ts';
import { describeWork, scriptJson } from './json-ld.ts';
import { renderMarkdown } from './markdown.ts';

export interface MetadataOptions {
  db: Db;
  urls: Urls;
  kinds: Kinds;
}

interface Place {
  path: string;
  /** Begins the operations' names: `getWork…`, `getArticle…`. */
  title: string;
  tag: string;
  kind: string | undefined;
  json: object;
}

const types = { md: 'text/markdown', jsonld: 'application/ld+json', json: 'application/json' } as const;
type Form = keyof typeof types;

/** `/works/{id}.md`, `.jsonld`, `.json`, and the same under each kind's own path. */
export const metadataRoutes: FastifyPluginAsyncTypebox<MetadataOptions> = async (app, { db, urls, kinds }) => {
  const places: Place[] = [
    { path: 'works', title: 'Work', tag: 'works', kind: undefined, json: Ref(AnyWork) },
    ...[...kinds.values()].map((kind) => ({
      path: kind.path,
      title: kind.title,
      tag: kind.path,
      kind: kind.name,
      json: refsTo(kind).work,
    })),
  ];

  for (const place of places) {
    app.get(
      `/${place.path}/:id.md`,
      schemaOf(place, 'md', 'Markdown with front matter, as the importer reads it'),
      async function getMarkdown(request, reply) {
        const work = await readPublished(db, urls, idOf(request), request.actor, place.kind);
        setLinks(reply, work.card, 'md');
        if (isNotModified(request, reply, tagOf(work, 'md'), work.touchedAt)) return reply.send() as never;
        const relations = await visibleRelations(db, work.content.relations, request.actor);
        return sendText(reply, 'md', renderMarkdown(work, relations, kinds.get(work.card.kind)!.schema));
      },
    );

    app.get(
      `/${place.path}/:id.jsonld`,
      schemaOf(place, 'jsonld', 'JSON-LD in the vocabulary of schema.org'),
      async function getJsonLd(request, reply) {
        const work = await readPublished(db, urls, idOf(request), request.actor, place.kind);
        const instance = await getInstance(db);
        // The instance is named as the publisher.
        const form = `jsonld.${instance.version}`;
        setLinks(reply, work.card, 'jsonld');
        const changedAt = instance.updated_at > work.touchedAt ? instance.updated_at : work.touchedAt;
        if (isNotModified(request, reply, tagOf(work, form), changedAt)) return reply.send() as never;
        return sendText(reply, 'jsonld', scriptJson(describeWork(work, instance, urls)));
      },
    );

    app.get(
      `/${place.path}/:id.json`,
      schemaOf(place, 'json', 'The same as without .json'),
      async function getJson(request, reply) {
        const view = await readWork(db, urls, idOf(request), request.actor, place.kind);
        setLinks(reply, view.card, 'json');
        if (isNotModified(request, reply, etagOf(view), view.touchedAt)) return reply.send() as never;
        return sendText(reply, 'json', view.json);
      },
    );
  }
};

function schemaOf({ title, tag, json }: Place, form: Form, summary: string): RouteShorthandOptions {
  const names: Record<Form, string> = { md: 'Markdown', jsonld: 'JsonLd', json: 'Json' };
  const schema = form === 'jsonld' ? Type.Object({}, { additionalProperties: true }) : Type.String();
  const answer = form === 'json' ? json : { description: 'The work', content: { [types[form]]: { schema } } };
  return {
    schema: {
      operationId: `get${title}${names[form]}`,
      tags: [tag],
      summary: `${title}: ${summary}`,
      params: IdParams,
      response: { 200: answer, ...problems(304, 308, 404, 410, 451) },
    },
  };
}

function idOf(request: FastifyRequest): string {
  return (request.params as { id: string }).id;
}

function tagOf(work: Published, form: string): string {
  return etagOf({ ...work, version: work.card.version }, form);
}

function sendText(reply: FastifyReply, form: Form, text: string): never {
  return reply.type(`${types[form]}; charset=utf-8`).serializer(String).send(text) as never;
}

function setLinks(reply: FastifyReply, card: Card, form: Form): void {
  const page = `<${card.url}>; rel="canonical"; type="text/html"`;
  setLinkHeader(reply, [page, ...alternateLinks(card, form), ...workLinks(card)]);
}
