import type { FastifyReply } from 'fastify';
import type { Db } from '../db/database.ts';
import { PageQuery } from '../http/paging.ts';
import { Closed } from '../http/schemas.ts';
import type { Urls } from '../lib/urls.ts';
import type { Renderer } from '../rendering/rendered.ts';
import type { PresentHits } from '../search/present.ts';
import type { Search } from '../search/search.ts';
import type { Kinds } from '../works/read.ts';
import type { Page } from './layout.ts';
import { createReadInstance, type ReadInstance, sendPage } from './send.ts';
import { createSiteTexts, type RenderText } from './texts.ts';

export interface SiteOptions {
  /** Of Copse. */
  version: string;
  db: Db;
  urls: Urls;
  kinds: Kinds;
  search: Search;
  presentHits: PresentHits;
  renderer: Renderer;
}

/** What the groups of pages are given: what they read from, and one way to answer. */
export interface Site extends SiteOptions {
  renderText: RenderText;
  readInstance: ReadInstance;
  send(reply: FastifyReply, page: Page): Promise<FastifyReply>;
}

export function createSite(options: SiteOptions): Site {
  const readInstance = createReadInstance(options.db);
  return {
    ...options,
    readInstance,
    renderText: createSiteTexts(options.renderer),
    send: async (reply, page) => sendPage(reply, page, await readInstance()),
  };
}

/** Of a page that shows a list: which part of it. */
export const CursorQuery = Closed({ cursor: PageQuery.cursor });

/** Pages are no part of the API's description. */
export const hidden = { hide: true } as const;
