import { element, textElement } from '../../lib/xml.ts';
import { knownLanguage } from '../published.ts';
import { type Feed, type FeedItem, feedTypes } from './feed.ts';

/** Atom (RFC 4287), its pages linked as RFC 5005 has it, a licence on each entry (RFC 4946). */
export function renderAtom(feed: Feed): string {
  const { links, publisher } = feed;
  const link = (rel: string, href: string, type?: string) => element('link', { rel, href, type });
  const children = [
    textElement('id', feed.id),
    textElement('title', feed.title),
    textElement('subtitle', feed.summary),
    textElement('updated', feed.updated.toISOString()),
    person('author', publisher),
    textElement('generator', 'Copse'),
    link('self', links.self, feedTypes.atom),
    link('alternate', links.home, 'text/html'),
    link('alternate', links.forms.rss, feedTypes.rss),
    link('alternate', links.forms.json, feedTypes.json),
    link('first', links.first, feedTypes.atom),
    links.next === undefined ? '' : link('next', links.next, feedTypes.atom),
    feed.licenseUrl === undefined ? '' : link('license', feed.licenseUrl),
    ...feed.items.map(renderEntry),
  ];
  return `<?xml version="1.0" encoding="utf-8"?>\n${element('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, children)}`;
}

/** Without anybody named, the feed's own author stands for an entry (RFC 4287, section 4.1.2). */
function renderEntry({ card, guid, standalone, attribution, amendedAt }: FeedItem): string {
  return element('entry', { 'xml:lang': knownLanguage(card) }, [
    textElement('id', guid),
    textElement('title', card.title),
    textElement('updated', amendedAt.toISOString()),
    textElement('published', card.published_at),
    ...card.authors.map((author) => person('author', author)),
    element('link', { rel: 'alternate', type: 'text/html', href: card.url }),
    element('link', { rel: 'alternate', type: 'text/markdown', href: `${card.api_url}.md` }),
    card.license_url === null ? '' : element('link', { rel: 'license', href: card.license_url }),
    textElement('rights', attribution),
    ...card.tags.map((term) => element('category', { term })),
    textElement('summary', card.summary),
    textElement('content', standalone, { type: 'html' }),
  ]);
}

function person(name: string, { name: of, url }: { name: string; url?: string }): string {
  return element(name, {}, [textElement('name', of), textElement('uri', url)]);
}
