import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSearchedCommons, type SearchedCommons } from '../chaos/search.ts';
import { noticeMeddling, surviveBreakOff, surviveKill, surviveLoss } from '../chaos/search-scenarios.ts';
import { databaseKinds } from '../support/databases.ts';
import { canStartMeilisearch } from '../support/meilisearch.ts';

const timeout = 600_000;

describe.runIf(canStartMeilisearch()).each(databaseKinds)('search over %s, to readers and many writes', (kind) => {
  let commons: SearchedCommons;
  beforeAll(async () => {
    commons = await openSearchedCommons(kind, 400);
  }, timeout);
  afterAll(async () => await commons?.close());

  it('500 writes with Meilisearch killed in the middle: none fails, none takes much longer', { timeout }, async () => {
    expect(await surviveKill(commons, 500)).toBeLessThan(1.3);
  });

  it('its folder lost', { timeout }, async () => await surviveLoss(commons));

  it.each(['Copse', 'Meilisearch'] as const)(
    '200 updates and 50 withdrawals amid a rebuild that ended with %s',
    {
      timeout,
    },
    async (ended) => await surviveBreakOff(commons, ended, { updates: 200, withdrawals: 50 }),
  );

  it('50 records removed, 20 added, 30 made older', { timeout }, async () => {
    await noticeMeddling(commons, { removed: 50, foreign: 20, aged: 30 });
  });
});
