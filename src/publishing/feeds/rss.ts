import { escapeHtml } from '../../lib/html.ts';
import { element, textElement } from '../../lib/xml.ts';
import { knownLanguage } from '../published.ts';
import { type Feed, type FeedForm, type FeedItem, feedTypes } from './feed.ts';

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:creativeCommons': 'http://backend.userland.com/creativeCommonsRssModule',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

/** RSS 2.0. No element that needs an e-mail address: names are in `dc:creator`. */
export function renderRss(feed: Feed): string {
  const { links } = feed;
  const link = (rel: string, href: string, form: FeedForm = 'rss') =>
    element('atom:link', { rel, href, type: feedTypes[form] });
  const channel = [
    textElement('title', feed.title),
    textElement('link', links.home),
    textElement('description', feed.summary),
    textElement('lastBuildDate', feed.updated.toUTCString()),
    textElement('generator', 'Copse'),
    link('self', links.self),
    link('first', links.first),
    links.next === undefined ? '' : link('next', links.next),
    link('alternate', links.forms.atom, 'atom'),
    link('alternate', links.forms.json, 'json'),
    textElement('dc:publisher', feed.publisher.name),
    textElement('creativeCommons:license', feed.licenseUrl),
    ...feed.items.map(renderItem),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>\n${element('rss', { version: '2.0', ...namespaces }, [element('channel', {}, channel)])}`;
}

function renderItem({ card, guid, standalone, attribution, amendedAt }: FeedItem): string {
  return element('item', {}, [
    textElement('title', card.title),
    textElement('link', card.url),
    // Readers take it for HTML.
    textElement('description', escapeHtml(card.summary)),
    textElement('guid', guid, { isPermaLink: 'false' }),
    textElement('pubDate', new Date(card.published_at!).toUTCString()),
    textElement('atom:updated', amendedAt.toISOString()),
    ...card.authors.map(({ name }) => textElement('dc:creator', name)),
    textElement('dc:language', knownLanguage(card)),
    ...card.tags.map((tag) => textElement('category', tag)),
    textElement('dc:rights', attribution),
    textElement('creativeCommons:license', card.license_url),
    textElement('content:encoded', standalone),
  ]);
}
