import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { html, trusted } from '../../lib/markup.ts';
import type { Urls } from '../../lib/urls.ts';
import type { Page } from '../layout.ts';
import { hidden, type Site } from '../site.ts';
import type { RenderText } from '../texts.ts';

/** The files of `docs/` that are pages as well: where a problem's `type` leads, and what that page refers to. */
const documentTitles = { problems: 'Problems', 'api-style': 'The style of the API' } as const;
type DocumentName = keyof typeof documentTitles;

const sources = Object.fromEntries(
  Object.keys(documentTitles).map((name) => [
    name,
    withSiteLinks(withoutTitle(readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), 'utf8'))),
  ]),
) as Record<DocumentName, string>;

/** `/docs/problems` …: each of them as a page. */
export function registerDocuments(app: FastifyInstance, { urls, renderText, send }: Site): void {
  for (const name of Object.keys(documentTitles) as DocumentName[]) {
    app.get(`/docs/${name}`, { schema: hidden as never }, async (_request, reply) => {
      return await send(reply, await documentPage(name, renderText, urls));
    });
  }
}

async function documentPage(name: DocumentName, renderText: RenderText, urls: Urls): Promise<Page> {
  const rendered = await renderText(`docs/${name}`, sources[name]);
  // A problem's type ends in the code itself; the page is ours, so its headings need no prefix.
  const text = rendered.replaceAll('id="h-', 'id="');
  return {
    title: documentTitles[name],
    canonical: urls.page(`/docs/${name}`),
    main: html`<h1>${documentTitles[name]}</h1>\n<div class="text">\n${trusted(text)}\n</div>\n`,
  };
}

/** The page has a title of its own. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, '');
}

/** The files link to one another by their place in the repository; here each has an address without `.md`. */
export function withSiteLinks(markdown: string): string {
  return markdown
    .replaceAll('](../openapi/openapi.json)', '](/openapi.json)')
    .replace(/\]\(([a-z-]+)\.md(#[a-z0-9_-]+)?\)/g, (link, name: string, anchor = '') =>
      name in documentTitles ? `](/docs/${name}${anchor})` : link,
    );
}
