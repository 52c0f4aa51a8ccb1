import { afterAll, beforeAll, describe, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { canStartMeilisearch } from '../support/meilisearch.ts';
import { openSearchedCommons, type SearchedCommons } from './search.ts';
import { noticeMeddling, surviveBreakOff, surviveKill, surviveLoss } from './search-scenarios.ts';

const timeout = 180_000;

describe.runIf(canStartMeilisearch()).each(databaseKinds.slice(-1))(
  'search over %s, to readers and writers',
  (kind) => {
    let commons: SearchedCommons;
    beforeAll(async () => {
      commons = await openSearchedCommons(kind, 70);
    }, timeout);
    afterAll(async () => await commons?.close());

    it(
      'hides that Meilisearch was killed amid writes: none fails, and it comes back with everything',
      {
        timeout,
      },
      async () => void (await surviveKill(commons, 100)),
    );

    it('hides that the folder of Meilisearch was lost', { timeout }, async () => await surviveLoss(commons));

    it.each(['Copse', 'Meilisearch'] as const)(
      'hides a rebuild that ended with %s, amid writes',
      {
        timeout,
      },
      async (ended) => await surviveBreakOff(commons, ended, { updates: 16, withdrawals: 4 }),
    );

    it('knows what somebody did to the index, exactly, and mends it', { timeout }, async () => {
      await noticeMeddling(commons, { removed: 10, foreign: 4, aged: 6 });
    });
  },
);
