import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where a Chromium is: `CHROMIUM_PATH`, else on the path. */
function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = [process.env.CHROMIUM_PATH, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return places.find((place) => place !== undefined && place !== '' && existsSync(place));
}

const path = findChromium();
if (path === undefined) {
  if (process.env.REQUIRE_CHROMIUM === '1')
    throw new Error('REQUIRE_CHROMIUM=1, but there is no chromium on the path, nor where CHROMIUM_PATH says.');
  console.warn('No chromium on the path: the tests of the pages in a browser are skipped.');
}

/** With REQUIRE_CHROMIUM=1 there must be one. */
export const hasChromium = path !== undefined;

export async function startChromium(): Promise<Browser> {
  // As root, which containers run tests as, it has no sandbox.
  return await chromium.launch({ executablePath: path!, args: ['--no-sandbox'] });
}
