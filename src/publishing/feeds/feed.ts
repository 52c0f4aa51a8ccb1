import { setImmediate } from 'node:timers/promises';
import { v5 } from 'uuid';
import type { Db } from '../../db/database.ts';
import { nextUrl } from '../../http/paging.ts';
import { canonicalJson } from '../../lib/text.ts';
import type { Urls } from '../../lib/urls.ts';
import { licenseUrl } from '../../licenses/licenses.ts';
import { getInstance, type Instance } from '../../people/commons/instance.ts';
import type { FindMatches } from '../../search/engine.ts';
import type { WorkFilters } from '../../works/filters.ts';
import { listWorkRows } from '../../works/list.ts';
import type { Kinds } from '../../works/read.ts';
import type { WorkRow } from '../../works/rows.ts';
import { attributionText, type Published, presentPublished, standaloneHtml } from '../published.ts';
import { listMatches } from './matches.ts';
import { feedTitle } from './title.ts';

/** Media types by the ending of the path. */
export const feedTypes = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
} as const;
export type FeedForm = keyof typeof feedTypes;

/** One page of a feed, before it takes a form. */
export interface Feed {
  /** The same on every page, whatever the form and the host. */
  id: string;
  title: string;
  summary: string;
  publisher: { name: string; url: string };
  /** URL of the licence that all items have in common; where they differ, the one that holds here by default. */
  licenseUrl: string | undefined;
  /** The last significant change of an item. */
  updated: Date;
  links: FeedLinks;
  items: FeedItem[];
}

export interface FeedLinks {
  /** The page that shows the same. */
  home: string;
  self: string;
  first: string;
  /** Until there is none, the works published before those of this page (RFC 5005, section 3). */
  next: string | undefined;
  forms: Readonly<Record<FeedForm, string>>;
}

export interface FeedItem extends Published {
  guid: string;
  /** Everything the work says. */
  standalone: string;
  attribution: string;
}

export interface FeedSource {
  db: Db;
  urls: Urls;
  kinds: Kinds;
  findMatches: FindMatches;
}

export interface FeedRequest {
  filters: WorkFilters;
  q: string | undefined;
  limit: number;
  cursor: string | undefined;
  /** Path and query as they came. */
  url: string;
}

/** @throws Invalid for a foreign cursor; Unavailable when the index is asked and does not answer */
export async function readFeed({ db, urls, kinds, findMatches }: FeedSource, request: FeedRequest): Promise<Feed> {
  const { filters, q, limit, cursor, url } = request;
  const page =
    q === undefined
      ? listWorkRows(db, { filters, limit, cursor, carriesTexts: true })
      : listMatches(db, findMatches, { q, filters, limit, cursor });
  const [instance, { items: rows, next }] = await Promise.all([getInstance(db), page]);
  const items: FeedItem[] = [];
  for (const work of await presentPublished(db, urls, rows)) {
    items.push({
      ...work,
      guid: `urn:uuid:${work.card.id}`,
      standalone: standaloneHtml(work, kinds),
      attribution: attributionText(work),
    });
    // A long text takes tens of milliseconds: others get a turn in between.
    await setImmediate();
  }
  const title = feedTitle(instance.name, filters, q);
  return {
    id: feedId(instance, filters, q),
    title,
    summary: instance.summary || title,
    publisher: {
      name: instance.name,
      url: /^https?:\/\/\S+$/.test(instance.contact) ? instance.contact : urls.page('/'),
    },
    licenseUrl: commonLicense(rows, instance),
    updated: items.reduce(
      (latest, { amendedAt }) => (amendedAt > latest ? amendedAt : latest),
      items[0]?.amendedAt ?? instance.updated_at,
    ),
    links: linksOf(urls, url, next),
    items,
  };
}

const namespace = 'c1b6c0f8-5c1e-4e0b-9a51-0a9d5f1e7a43';

/** An instance has no id of its own that outlives a new host; the moment of its making does, and parts it from others. */
function feedId(instance: Instance, filters: WorkFilters, q: string | undefined): string {
  return `urn:uuid:${v5(canonicalJson({ instance: instance.created_at, filters, q }), namespace)}`;
}

function commonLicense(rows: readonly WorkRow[], instance: Instance): string | undefined {
  const ids = new Set(rows.map(({ license }) => license));
  const [only = instance.license] = ids;
  return licenseUrl(ids.size > 1 ? instance.license : only) ?? undefined;
}

function linksOf({ base }: Urls, requestUrl: string, next: string | undefined): FeedLinks {
  // As it came, but for characters that no URL may hold.
  const asked = requestUrl.replace(/[^\x21-\x7e]|["<>\\^`{|}]/g, encodeURIComponent);
  const first = new URL(asked, `${base}/`);
  const query = asked.slice(first.pathname.length);
  first.searchParams.delete('cursor');
  const filters = new URLSearchParams(first.searchParams);
  filters.delete('limit');
  const form = (name: FeedForm) => `${base}/feed.${name}${query}`;
  return {
    home: filters.size === 0 ? `${base}/` : `${base}/search?${filters}`,
    self: `${base}${asked}`,
    first: `${base}${first.pathname}${first.search}`,
    next: next === undefined ? undefined : nextUrl(base, asked, next),
    forms: { rss: form('rss'), atom: form('atom'), json: form('json') },
  };
}
