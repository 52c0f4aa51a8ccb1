import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import Fastify from 'fastify';
import { HtmlValidate } from 'html-validate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPresentHits } from '../../src/search/present.ts';
import { siteRoutes } from '../../src/site/routes.ts';
import { hasChromium, startChromium } from './chromium.ts';
import { type Commons, startCommons } from './commons.ts';
import { templates } from './templates.ts';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Lines of templates end where they end; no byte of that is shown.
    'no-trailing-whitespace': 'off',
    // GFM aligns the cells of tables with `align`: the policy of our pages leaves it no style of its own.
    'no-deprecated-attr': 'off',
    // Titles are as long as their writers make them, and the site's name follows.
    'long-title': 'off',
    // A filter that has several values is one name, several times.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox'] }],
    // HTML itself asks no more than that an id has no blanks: headings of ours begin with digits.
    'valid-id': ['error', { relaxed: true }],
  },
});

describe('every template', () => {
  let commons: Commons;
  let browser: Browser | undefined;
  beforeAll(async () => {
    commons = await startCommons();
    browser = hasChromium ? await startChromium() : undefined;
  });
  afterAll(async () => {
    await browser?.close();
    await commons?.app.close();
  });

  const get = async (path: string) => await commons.app.app.inject({ url: path, headers: { accept } });

  it('is in the list', async () => {
    const paths = templates.map(({ path }) => path(commons).split('?')[0]!);
    const isListed = (route: string) => {
      const pattern = new RegExp(`^${route.replace(/:[a-z]+/g, '[^/]+')}$`);
      return paths.some((path) => pattern.test(path));
    };
    const pages = await routesOfSite(commons);
    expect(pages.length).toBeGreaterThan(12);
    expect(pages.filter((route) => !isListed(route))).toEqual([]);
  });

  it.each(templates)('$name is valid HTML', async ({ path, status = 200 }) => {
    const page = await get(path(commons));
    expect(page.statusCode).toBe(status);
    const report = await validator.validateString(page.body);
    const messages = report.results.flatMap(({ messages }) =>
      messages.map(
        ({ ruleId, message, line }) => `${ruleId}: ${message}\n  ${page.body.split('\n')[line - 1]?.slice(0, 300)}`,
      ),
    );
    expect(messages).toEqual([]);
  });

  it('loads less than 60 kB for an article, compressed', async () => {
    const page = await get(`/articles/${commons.round.slug}`);
    const loaded = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]!);
    expect(loaded.length).toBeGreaterThan(2);
    const parts = await Promise.all(loaded.map(async (path) => (await get(path)).body));
    const bytes = [page.body, ...parts].reduce((sum, text) => sum + gzipSync(text).length, 0);
    expect(bytes).toBeLessThan(60_000);
  });

  describe.skipIf(!hasChromium)('in a browser', () => {
    describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
      let context: BrowserContext;
      beforeAll(async () => {
        context = await browser!.newContext({ colorScheme, bypassCSP: true });
      });
      afterAll(async () => await context?.close());

      it.each(templates)('$name: nothing sticks out, nothing is amiss for any reader', async ({ path }) => {
        const page = await context.newPage();
        for (const [device, viewport] of Object.entries(sizes)) {
          await page.setViewportSize(viewport);
          await page.goto(commons.url + path(commons));
          expect([device, await overhang(page)]).toEqual([device, 0]);
          await unfold(page);
          expect([device, await overhang(page)]).toEqual([device, 0]);
          expect([device, ...(await violations(page))]).toEqual([device]);
        }
        await page.close();
      });
    });

    it.each(templates)(
      '$name: asks nobody else, keeps nothing, complains of nothing',
      async ({ path, status = 200 }) => {
        const context = await browser!.newContext();
        const page = await context.newPage();
        const requests: string[] = [];
        const complaints: string[] = [];
        page.on('request', (request) => requests.push(request.url()));
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on('console', (message) => {
          if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
        });
        await page.goto(commons.url + path(commons), { waitUntil: 'networkidle' });
        expect(requests.filter((url) => !url.startsWith(`${commons.url}/`))).toEqual([]);
        expect(await context.cookies()).toEqual([]);
        // A browser notes the status of the page itself as an error.
        expect(complaints.filter((text) => !text.includes(`status of ${status}`))).toEqual([]);
        await context.close();
      },
    );
  });
});

/** All that answer with a page. */
async function routesOfSite({ app }: Commons): Promise<string[]> {
  const site = Fastify();
  const routes: string[] = [];
  site.addHook('onRoute', ({ method, url }) => {
    if (method === 'GET') routes.push(url);
  });
  const { kinds, search } = app.deps;
  const { db, urls, renderer } = app;
  const presentHits = createPresentHits(db, urls);
  await site.register(siteRoutes, { db, urls, renderer, kinds, search, presentHits, version: '' });
  return routes.filter((route) => !/^\/assets\/|^\/favicon|\.md$/.test(route));
}

/** By how much the page is wider than the screen. */
async function overhang(page: Page): Promise<number> {
  return await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** What is folded away is part of the page. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** Of axe, one sentence each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async (values) => {
    const here = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await here.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
    );
  }, levels);
}
