import type { Urls } from '../../lib/urls.ts';
import type { Instance } from '../../people/commons/instance.ts';

/**
 * RFC 9309. Everything public is there to be read, copied and learned from: nothing is closed to anyone but the pages of
 * searches, which show no text of their own and have no end.
 */
export function renderRobots(urls: Urls): string {
  return `# Everything here is under an open licence, stated on each page and in every format.
User-agent: *
Allow: /
Disallow: /search

Sitemap: ${urls.page('/sitemap.xml')}
`;
}

/** llmstxt.org: what a language model should know of this place, with the addresses that serve plain text. */
export function renderLlms(instance: Instance, urls: Urls): string {
  const links = [
    ['Works', urls.api('/works?include=body'), 'published works, newest first, with their Markdown; `next` leads on'],
    ['Search', `${urls.api('/search')}?q=`, 'append words; answers with licence and credit line'],
    ['Changes', urls.api('/changes'), 'what to read again'],
    ['Atom feed', urls.page('/feed.atom'), 'new works with their whole text; takes all filters'],
    ['OpenAPI', urls.page('/openapi.json'), 'every call'],
  ];
  const list = links.map(([name, url, notes]) => `- [${name}](${url}): ${notes}`).join('\n');
  return `# ${oneLine(instance.name)}

> ${oneLine(instance.summary) || 'An open knowledge base for communities of practice.'}

Every work is under its own open licence: \`license\` (SPDX) and \`attribution\` come with it in each format and must be
kept with what is taken. A work's Markdown is at its API address with \`.md\` appended.

## Where to read

${list}
`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
