import type { FastifyInstance } from 'fastify';
import { NotFound } from '../../lib/errors.ts';
import { html, trusted } from '../../lib/markup.ts';
import { pageNames } from '../../people/commons/instance.ts';
import { capital } from '../parts/words.ts';
import { sendPage } from '../send.ts';
import { hidden, type Site } from '../site.ts';

/** `/about`, `/imprint`, `/privacy`, `/terms`: what whoever runs this commons has written. */
export function registerLegalPages(app: FastifyInstance, { urls, renderText, readInstance }: Site): void {
  for (const name of pageNames) {
    app.get(`/${name}`, { schema: hidden as never }, async (_request, reply) => {
      const instance = await readInstance();
      const source = instance.pages[name];
      if (!source) throw new NotFound('page_not_found', `This commons has no page "${name}".`);
      const text = await renderText(name, source);
      const title = capital(name);
      const main = html`<h1>${title}</h1>\n<div class="text" dir="auto">\n${trusted(text)}\n</div>\n`;
      return sendPage(reply, { title, canonical: urls.page(`/${name}`), main }, instance);
    });
  }
}
