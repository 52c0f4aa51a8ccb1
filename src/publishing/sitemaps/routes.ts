import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Db } from '../../db/database.ts';
import { problems } from '../../http/schemas.ts';
import type { Urls } from '../../lib/urls.ts';
import { getInstance } from '../../people/commons/instance.ts';
import { renderSitemap, renderSitemapIndex } from './sitemap.ts';
import { renderLlms, renderRobots } from './texts.ts';

export interface SitemapOptions {
  db: Db;
  urls: Urls;
}

const xml = 'application/xml';
const plain = 'text/plain';

/** What crawlers ask for; registered without a prefix. */
export const sitemapRoutes: FastifyPluginAsyncTypebox<SitemapOptions> = async (app, { db, urls }) => {
  app.get('/robots.txt', schemaOf('getRobots', 'Rules for crawlers', plain), async function getRobots(_request, reply) {
    return send(reply, plain, renderRobots(urls));
  });

  app.get(
    '/llms.txt',
    schemaOf('getLlms', 'Where language models find plain text', plain),
    async function getLlms(_request, reply) {
      return send(reply, plain, renderLlms(await getInstance(db), urls));
    },
  );

  app.get(
    '/sitemap.xml',
    schemaOf('getSitemapIndex', 'The sitemaps there are', xml),
    async function getSitemapIndex(_request, reply) {
      return send(reply, xml, await renderSitemapIndex(db, urls));
    },
  );

  app.get(
    '/sitemap/:first.xml',
    {
      schema: {
        ...schemaOf('getSitemap', 'The pages of up to 10,000 works', xml).schema,
        params: Type.Object({
          first: Type.String({ format: 'uuid', description: 'The first work in it, as the index names it' }),
        }),
      },
    },
    async function getSitemap(request, reply) {
      return send(reply, xml, await renderSitemap(db, urls, request.params.first));
    },
  );
};

function schemaOf(operationId: string, summary: string, type: string) {
  const answer = { description: summary, content: { [type]: { schema: Type.String() } } };
  return {
    schema: { operationId, tags: ['site'], summary, response: { 200: answer as never, ...problems(304, 404) } },
  };
}

function send(reply: FastifyReply, type: string, text: string): never {
  return reply.type(`${type}; charset=utf-8`).serializer(String).send(text) as never;
}
