import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Urls } from '../lib/urls.ts';
import { Closed, problems } from './schemas.ts';

/** `GET /api/v1/`: where a client that knows only the address begins. */
export function registerEntryPoints(app: FastifyInstance, urls: Urls, version: string): void {
  const Entry = Closed({
    name: Type.String(),
    version: Type.String(),
    links: Type.Record(Type.String(), Type.String(), { description: 'Name → URL' }),
  });
  const names = ['instance', 'works', 'search', 'suggest', 'changes', 'licenses', 'communities', 'contributors'];
  async function getEntryPoints() {
    const links = Object.fromEntries(names.map((name) => [name, urls.api(`/${name}`)]));
    const pages = {
      openapi: '/openapi.json',
      docs: '/docs',
      rss: '/feed.rss',
      atom: '/feed.atom',
      json_feed: '/feed.json',
    };
    const outside = Object.fromEntries(Object.entries(pages).map(([name, path]) => [name, urls.page(path)]));
    return { name: 'Copse', version, links: { ...links, ...outside } };
  }
  const schema = {
    operationId: 'getEntryPoints',
    tags: ['instance'],
    summary: 'Where to begin',
    response: { 200: Entry, ...problems(304) },
  };
  app.get('/', { prefixTrailingSlash: 'no-slash', schema }, getEntryPoints);
  app.get('/', { prefixTrailingSlash: 'slash', schema: { ...schema, hide: true } as never }, getEntryPoints);
}
