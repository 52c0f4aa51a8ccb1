import { expect } from 'vitest';
import { indexesOf, loseFolder, type SearchedCommons } from './search.ts';

const minute = 60_000;

/**
 * Meilisearch is killed in the middle of so many writes: none fails, readers get answers, and it comes back with
 * everything. @returns how much longer the slow ones among the writes took without it: by their 95th percentiles
 */
export async function surviveKill({ writer, meilisearch, watch, demandWhole }: SearchedCommons, writes: number) {
  const half = Math.ceil(writes / 2);
  writer.takeTimes();
  await writer.mixed(half);
  const before = writer.takeTimes();
  await meilisearch.kill();
  await writer.mixed(half);
  const after = writer.takeTimes();
  expect(watch.answers.postgres).toBeGreaterThan(0);
  await meilisearch.start();
  await demandWhole(30);
  expect(watch.faults).toEqual([]);
  return slow(after) / slow(before);
}

function slow(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)]!;
}

export async function surviveLoss(commons: SearchedCommons): Promise<void> {
  await loseFolder(commons);
  await commons.demandWhole(60);
  expect(commons.watch.faults).toEqual([]);
}

/** A rebuild is going on among writes when a process ends: whoever looks after the index ends what was begun. */
export async function surviveBreakOff(
  commons: SearchedCommons,
  ended: 'Copse' | 'Meilisearch',
  { updates, withdrawals }: { updates: number; withdrawals: number },
): Promise<void> {
  const { writer, meilisearch, send, watch } = commons;
  const isRunning = async () => (await send('GET', '/health/ready')).text.includes('search:meilisearch:rebuild');
  const rebuilding = send('POST', '/api/v1/admin/search/rebuild').catch(() => undefined);
  await expect.poll(isRunning, { timeout: minute, interval: 5 }).toBe(true);
  const all = updates + withdrawals;
  const write = async (from: number, to: number) => {
    for (let n = from; n < to; n += 1)
      await (Math.floor(((n + 1) * withdrawals) / all) > Math.floor((n * withdrawals) / all)
        ? writer.withdraw()
        : writer.revise());
  };
  await write(0, Math.min(Math.floor(all / 5), 5));
  if (ended === 'Copse') await commons.restart();
  else await meilisearch.kill().then(meilisearch.start);
  await write(Math.min(Math.floor(all / 5), 5), all);
  await rebuilding;
  await expect.poll(isRunning, { timeout: minute, interval: 500 }).toBe(false);
  expect((await indexesOf(commons)).filter((uid) => uid.includes('_made_'))).toEqual([]);
  await commons.demandWhole(60);
  expect(watch.faults).toEqual([]);
}

/**
 * Somebody removes records by hand, adds some and makes some claim another age, less or more than they have: the check
 * counts just these, and mends them.
 */
export async function noticeMeddling(
  commons: SearchedCommons,
  { removed, foreign, aged }: { removed: number; foreign: number; aged: number },
): Promise<void> {
  const { ask, send, watch, check } = commons;
  // What is put there is counted until that is mended; it is no gap.
  await watch.end();
  const index = (await indexesOf(commons)).find((uid) => /_works_\d+$/.test(uid))!;
  const { results } = (await ask('GET', `/indexes/${index}/documents?limit=1000&fields=id`)) as {
    results: { id: string }[];
  };
  const ids = results.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(removed + aged);
  await ask('POST', `/indexes/${index}/documents/delete-batch`, ids.slice(0, removed));
  const strangers = Array.from({ length: foreign }, (_, n) => ({ id: `foreign-${n}`, title: 'evergreen' }));
  await ask('POST', `/indexes/${index}/documents`, strangers);
  const otherAges = ids.slice(removed, removed + aged).map((id, n) => ({ id, version: n % 2 === 0 ? 0 : 1_000 }));
  await ask('PUT', `/indexes/${index}/documents`, otherAges);
  const found = await send('GET', '/api/v1/search?q=evergreen');
  expect(found.status).toBe(200);
  expect(found.text).not.toContain('foreign-');
  expect(await check()).toMatchObject({ missing: removed, foreign, stale: aged, pending: 0 });
  expect(await check()).toMatchObject({ missing: 0, foreign: 0, stale: 0, pending: 0 });
}
