import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { canStartMeilisearch } from '../support/meilisearch.ts';
import { indexesOf, loseFolder, openSearchedCommons, type SearchedCommons } from './search.ts';

const minutes = 60_000;

describe.runIf(canStartMeilisearch()).each(databaseKinds.slice(-1))(
  'search over %s, to readers and writers',
  (kind) => {
    let commons: SearchedCommons;
    beforeAll(async () => {
      commons = await openSearchedCommons(kind, 70);
    }, 3 * minutes);
    afterAll(async () => await commons.close());

    it('hides that Meilisearch was killed amid writes: none fails, and it comes back with everything', {
      timeout: 2 * minutes,
    }, async () => {
      const { writer, meilisearch, watch } = commons;
      await writer.mixed(50);
      await meilisearch.kill();
      await writer.mixed(50);
      expect(watch.answers.postgres).toBeGreaterThan(0);
      await meilisearch.start();
      await writer.mixed(20);
      await commons.demandWhole(30);
      expect(watch.faults).toEqual([]);
    });

    it('hides that the folder of Meilisearch was lost', { timeout: 2 * minutes }, async () => {
      await loseFolder(commons);
      await commons.demandWhole(60);
      expect(commons.watch.faults).toEqual([]);
    });

    it.each(['Copse', 'Meilisearch'])(
      'hides a rebuild that ended with %s, amid writes',
      { timeout: 3 * minutes },
      async (name) => {
        const { writer, meilisearch, send, watch } = commons;
        const rebuilding = send('POST', '/api/v1/admin/search/rebuild').catch(() => undefined);
        for (let n = 0; n < 5; n += 1) await writer.revise();
        if (name === 'Copse') await commons.restart();
        else await meilisearch.kill().then(meilisearch.start);
        for (let n = 0; n < 20; n += 1) await (n % 4 === 0 ? writer.withdraw() : writer.revise());
        await rebuilding;
        const left = async () => (await indexesOf(commons)).filter((uid) => uid.endsWith('_made'));
        await expect.poll(left, { timeout: minutes, interval: 500 }).toEqual([]);
        await commons.demandWhole(60);
        expect(watch.faults).toEqual([]);
      },
    );

    it('knows what somebody did to the index, exactly, and mends it', { timeout: minutes }, async () => {
      const { ask, send, watch } = commons;
      await watch.end();
      const index = (await indexesOf(commons)).find((uid) => /_works_\d+$/.test(uid))!;
      const { results } = (await ask('GET', `/indexes/${index}/documents?limit=100&fields=id`)) as {
        results: { id: string }[];
      };
      const ids = results.map(({ id }) => id);
      await ask('POST', `/indexes/${index}/documents/delete-batch`, ids.slice(0, 10));
      const foreign = Array.from({ length: 4 }, (_, n) => ({
        id: `foreign-${n}`,
        title: 'evergreen',
        kind: 'article',
      }));
      await ask('POST', `/indexes/${index}/documents`, foreign);
      const aged = ids.slice(20, 26).map((id) => ({ id, version: 0 }));
      await ask('PUT', `/indexes/${index}/documents`, aged);
      // What was put there is counted until that is mended, and shown to nobody.
      const found = await send('GET', '/api/v1/search?q=evergreen');
      expect(found.status).toBe(200);
      expect(found.text).not.toContain('foreign-');
      expect(await commons.check()).toMatchObject({ missing: 10, foreign: 4, stale: 6, pending: 0 });
      expect(await commons.check()).toMatchObject({ missing: 0, foreign: 0, stale: 0, pending: 0 });
    });
  },
);
