import { knownLanguage } from '../published.ts';
import type { Feed, FeedItem } from './feed.ts';

/** JSON Feed 1.1; the licence of each item in an extension. @param about URL that explains the extension */
export function renderJsonFeed(feed: Feed, about: string): string {
  const { links } = feed;
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: links.home,
    feed_url: links.self,
    description: feed.summary,
    ...(links.next === undefined ? {} : { next_url: links.next }),
    authors: [feed.publisher],
    items: feed.items.map((item) => renderItem(item, about)),
  });
}

function renderItem({ card, guid, standalone, attribution, amendedAt }: FeedItem, about: string): object {
  const language = knownLanguage(card);
  return {
    id: guid,
    url: card.url,
    title: card.title,
    content_html: standalone,
    summary: card.summary,
    date_published: card.published_at,
    date_modified: amendedAt.toISOString(),
    ...(card.authors.length === 0 ? {} : { authors: card.authors }),
    tags: card.tags,
    ...(language === undefined ? {} : { language }),
    _license: {
      about,
      spdx: card.license,
      ...(card.license_url === null ? {} : { url: card.license_url }),
      attribution,
      attribution_html: card.attribution_html,
    },
  };
}
