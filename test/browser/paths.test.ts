import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startChromium } from './chromium.ts';
import { type Commons, startCommons } from './commons.ts';

describe.skipIf(!hasChromium)('a reader', () => {
  let commons: Commons;
  let browser: Browser;
  beforeAll(async () => {
    [commons, browser] = await Promise.all([startCommons(), startChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await commons?.app.close();
  });

  const creditLine = async () =>
    (await commons.app.send('GET', `/works/${commons.round.id}/attribution?format=text`)).body;

  describe('with scripts', () => {
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      page = await context.newPage();
      page.setDefaultTimeout(10_000);
    });
    afterAll(async () => await context?.close());

    it('types with mistakes, and sees what is found', async () => {
      await page.goto(`${commons.url}/search`);
      const field = page.getByLabel('Words to look for');
      await field.click();
      await field.pressSequentially('chek-in roud', { delay: 20 });
      const first = page.locator('.card-title a').first();
      await page.getByRole('status').filter({ hasText: 'chek-in roud' }).waitFor();
      expect(await first.textContent()).toBe('Check-in round');
      expect(await first.locator('mark').count()).toBeGreaterThan(0);
      expect(new URL(page.url()).search).toBe('?q=chek-in+roud');
      expect(await page.title()).toContain('chek-in roud');
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await page.locator('.feeds a').first().getAttribute('href')).toBe('/feed.atom?q=chek-in+roud');
    });

    it('narrows it down with the keyboard, and keeps the focus', async () => {
      const box = page.getByRole('checkbox', { name: /^Online/ });
      await box.focus();
      await page.keyboard.press('Space');
      await page.waitForURL('**/search?q=chek-in+roud&setting=online');
      await page.getByRole('link', { name: /Without Setting: Online/ }).waitFor();
      expect(
        await page.locator('input[value="online"]').evaluate((element) => element === document.activeElement),
      ).toBe(true);
      await page.getByLabel('People').fill('5');
      await page.waitForURL('**/search?q=chek-in+roud&participants=5&setting=online');
      await page.getByLabel('People').fill('');
      await page.waitForURL('**/search?q=chek-in+roud&setting=online');
    });

    it('leaves nothing empty in the address', async () => {
      await page.getByLabel('Words to look for').press('Enter');
      await page.waitForURL('**/search?q=chek-in+roud&setting=online');
      await page.goto(commons.url);
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
      await page.waitForURL(/\/search\??$/);
    });

    it('reads the article, and copies the credit', async () => {
      await page.goto(`${commons.url}/search?q=chek-in+roud`);
      await page.locator('.card-title a').first().click();
      await page.getByRole('heading', { level: 1, name: 'Check-in round' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'On this page' }).getByRole('link').count()).toBeGreaterThan(5);
      await page.getByRole('button', { name: 'Copy credit' }).click();
      await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await creditLine());
    });

    it('compares two versions', async () => await compareVersions(page));
  });

  describe('without scripts', () => {
    let context: BrowserContext;
    let page: Page;
    beforeAll(async () => {
      context = await browser.newContext({ javaScriptEnabled: false });
      page = await context.newPage();
      page.setDefaultTimeout(10_000);
    });
    afterAll(async () => await context?.close());

    it('finds with mistakes and filters', async () => {
      await page.goto(commons.url);
      await page.getByLabel('What are you trying to do?').fill('chek-in roud');
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
      expect(await page.locator('.card-title a').first().textContent()).toBe('Check-in round');
      await page.getByRole('checkbox', { name: /^Online/ }).check();
      await page.getByLabel('People').fill('5');
      await page.getByRole('button', { name: 'Show what fits' }).click();
      expect(await page.getByRole('link', { name: /Without Setting: Online/ }).count()).toBe(1);
      expect(await page.locator('.card-title a').first().textContent()).toBe('Check-in round');
      await page.getByRole('link', { name: 'Without all filters' }).click();
      expect(new URL(page.url()).search).toBe('?q=chek-in+roud');
    });

    it('reads the article, and selects a form of the credit', async () => {
      await page.locator('.card-title a').first().click();
      expect(await page.getByRole('button', { name: 'Copy credit' }).count()).toBe(0);
      await page.getByText('The credit line in other forms').click();
      expect(await page.locator('#credit-text').innerText()).toBe(await creditLine());
      for (const form of ['html', 'markdown', 'bibtex'])
        expect(await page.locator(`#credit-${form}`).isVisible()).toBe(true);
    });

    it('compares two versions', async () => await compareVersions(page));
  });
});

async function compareVersions(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('radio', { name: 'Version 1 before' }).check();
  await page.getByRole('radio', { name: 'Version 3 after' }).check();
  await page.getByRole('button', { name: 'Compare' }).first().click();
  const { searchParams } = new URL(page.url());
  expect([searchParams.get('from'), searchParams.get('to')]).toEqual(['1', '3']);
  expect(await page.locator('.diff del').first().innerText()).toContain('interrupts');
  expect(await page.locator('.diff ins').first().innerText()).toContain('answers');
  expect(await page.getByRole('heading', { name: 'Tags' }).count()).toBe(1);
  await page.getByRole('link', { name: 'Version 1', exact: true }).click();
  expect(await page.getByRole('note').innerText()).toContain('This is version 1');
  expect(await page.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex');
}
