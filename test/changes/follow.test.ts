import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { catchUp } from '../../src/changes/catch-up.ts';
import { type Follower, type FollowOptions, follow } from '../../src/changes/follow.ts';
import { advance, type Lease, listLags, renewLease, seizeLease, takeLease } from '../../src/changes/lease.ts';
import { findHead } from '../../src/changes/list.ts';
import { type SubjectRef, settle } from '../../src/changes/retries.ts';
import type { Database } from '../../src/db/database.ts';
import { transact } from '../../src/db/transaction.ts';
import { Unavailable } from '../../src/lib/errors.ts';
import { newId } from '../../src/lib/ids.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';
import { ids, until, write } from './lines.ts';

describe.each(databaseKinds)('a follower on %s', (kind) => {
  let database: Database;
  let followers: Follower[];
  let name: string;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  beforeEach(async () => {
    followers = [];
    // A follower of one's own, that has seen what the tests before wrote.
    name = `test-${newId()}`;
    await database.db
      .insertInto('followers')
      .values({ name, position: await findHead(database.db) })
      .execute();
  });
  afterEach(async () => {
    await Promise.all(followers.map((follower) => follower.stop()));
  });
  afterAll(() => database.close());

  function start(
    handle: FollowOptions['handle'],
    options: Partial<FollowOptions> = {},
    over: Database = database,
  ): Follower {
    const follower = follow(over, { name, handle, ...options });
    followers.push(follower);
    return follower;
  }

  /** Notes what it is asked to look at. */
  function notebook() {
    const batches: string[][] = [];
    const handle = async (subjects: readonly SubjectRef[]) => void batches.push(subjects.map(({ id }) => id));
    return { batches, handle, seen: () => new Set(batches.flat()) };
  }

  const lag = async () => (await listLags(database.db)).find((each) => each.name === name);

  test('is asked to look at each subject once for all its lines in a batch', async () => {
    const [a, b] = ids(2) as [string, string];
    for (let n = 0; n < 5; n++) await write(database.db, a, b);
    const { batches, handle } = notebook();
    start(handle);
    await until(() => batches.length > 0);
    expect(batches).toEqual([[a, b]]);
    await until(async () => (await lag())?.lag === 0);
  });

  test('hears of a write at once, long before it would look by itself', async () => {
    const { handle, seen } = notebook();
    start(handle, { pollMs: 600_000 });
    await until(async () => (await lag())?.held === true);
    const [id] = ids(1);
    await write(database.db, id!);
    await until(() => seen().has(id!));
  });

  test('finds what it was not told of', async () => {
    const deaf = { ...database, listen: async () => async () => {} };
    const { handle, seen } = notebook();
    start(handle, { pollMs: 50 }, deaf);
    const [id] = ids(1);
    await write(database.db, id!);
    await until(() => seen().has(id!));
  });

  test('goes on past a subject that fails, and comes back to it', async () => {
    const all = ids(20);
    const bad = new Set([all[3]!, all[11]!]);
    const done = new Set<string>();
    let isBroken = true;
    const handle = async (subjects: readonly SubjectRef[]) => {
      if (isBroken && subjects.some(({ id }) => bad.has(id))) throw new Error('poisoned');
      for (const { id } of subjects) done.add(id);
    };
    await write(database.db, ...all);
    start(handle, { retryMs: 50, pollMs: 50 });
    await until(async () => (await lag())?.lag === 0);
    expect(done).toEqual(new Set(all.filter((id) => !bad.has(id))));
    expect((await lag())?.failing).toBe(2);
    const noted = await database.db
      .selectFrom('retries')
      .select(['id', 'error'])
      .where('follower', '=', name)
      .execute();
    expect(noted.every(({ error }) => error.includes('poisoned'))).toBe(true);
    isBroken = false;
    await until(async () => (await lag())?.failing === 0);
    expect(done).toEqual(new Set(all));
  });

  test('waits twice as long before each further try, an hour at the most', async () => {
    const [id] = ids(1) as [string];
    const waits: number[] = [];
    for (let n = 0; n < 10; n++) {
      const failure = { subject: 'work', id, error: 'always' } as const;
      const now = Date.now();
      await transact(database.db, new Date(), (tx) => settle(tx, name, [failure], [failure], 10_000));
      const { not_before } = await database.db
        .selectFrom('retries')
        .select('not_before')
        .where('follower', '=', name)
        .executeTakeFirstOrThrow();
      waits.push(Math.floor((not_before.getTime() - now) / 10_000));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
  });

  test('settles thousands at once', async () => {
    const seen: SubjectRef[] = Array.from({ length: 6_000 }, () => ({ subject: 'work', id: newId() }));
    const failures = seen.slice(0, 3).map((ref) => ({ ...ref, error: 'No.' }));
    const settled = async (failed: typeof failures) => {
      await transact(database.db, new Date(), (tx) => settle(tx, name, seen, failed, 10_000));
      return await database.db.selectFrom('retries').select('id').where('follower', '=', name).execute();
    };
    expect(await settled(failures)).toHaveLength(3);
    expect(await settled([])).toEqual([]);
  });

  test('blames no subject when nothing works, and loses none', async () => {
    let isAway = true;
    const errors: unknown[] = [];
    const { handle, seen } = notebook();
    const all = ids(5);
    await write(database.db, ...all);
    const away = async (subjects: readonly SubjectRef[]) => {
      if (isAway) throw new Unavailable('search_away', 'The engine does not answer.');
      await handle(subjects);
    };
    start(away, { retryMs: 20, pollMs: 20, onError: (error) => errors.push(error) });
    await until(() => errors.length > 1);
    expect(await lag()).toMatchObject({ lag: 5, failing: 0 });
    isAway = false;
    await until(async () => (await lag())?.lag === 0);
    expect(seen()).toEqual(new Set(all));
  });

  test('waits longer only while nothing works: what comes and goes does not slow it down more and more', async () => {
    let calls = 0;
    const { handle, seen } = notebook();
    const all = ids(24);
    await write(database.db, ...all);
    const shaky = async (subjects: readonly SubjectRef[]) => {
      calls += 1;
      if (calls % 2 === 0) throw new Unavailable('search_away', 'The engine does not answer.');
      await handle(subjects);
    };
    const began = performance.now();
    start(shaky, { batch: 1, retryMs: 20, pollMs: 20 });
    await until(async () => (await lag())?.lag === 0);
    expect(seen()).toEqual(new Set(all));
    // Twice as long each time would be hours.
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  describe('while others write', () => {
    const workMs = 100;
    const times: { from: number; to: number }[] = [];
    beforeEach(() => void times.splice(0));
    const handle = async () => {
      const from = performance.now();
      await sleep(workMs);
      times.push({ from, to: performance.now() });
    };
    const rests = () => times.slice(1).map(({ from }, at) => from - times[at]!.to);
    const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
    const noMoreLag = async () => (await lag())?.lag === 0;

    test.each([
      ['comes to the end of the log between two lines', 100],
      ['falls behind', 2],
    ])('rests four times as long as it works, where it %s', async (_where, batch) => {
      start(handle, { batch });
      while (times.length < 5) {
        await write(database.db, ...ids(1));
        await sleep(workMs / 5);
      }
      expect(median(rests())).toBeGreaterThan(3.5 * workMs);
      expect(median(rests())).toBeLessThan(8 * workMs);
    });

    test('does not rest where another server does the work', async () => {
      start(handle, { batch: 2, restPerWork: 0 });
      while (times.length < 5) {
        await write(database.db, ...ids(1));
        await sleep(workMs / 5);
      }
      expect(median(rests())).toBeLessThan(workMs);
    });

    test('goes on where there is much to do and little comes, and where nothing comes', async () => {
      await write(database.db, ...ids(80));
      start(handle, { batch: 10 });
      while (times.length < 4) {
        await write(database.db, ...ids(1));
        await sleep(3 * workMs);
      }
      await until(noMoreLag);
      expect(times.length).toBeGreaterThan(7);
      expect(median(rests())).toBeLessThan(2 * workMs);
    });

    test('handles a line at once after a quiet time', async () => {
      start(handle);
      await write(database.db, ...ids(1));
      await until(noMoreLag);
      await sleep(5 * workMs);
      const written = performance.now();
      await write(database.db, ...ids(1));
      await until(() => times.length > 1);
      expect(times[1]!.from - written).toBeLessThan(3 * workMs);
    });

    test('begins nothing more when it is stopped in a rest', async () => {
      const follower = start(handle, { batch: 2 });
      await write(database.db, ...ids(2));
      await until(noMoreLag);
      // What comes while it looks is not resting yet.
      await sleep(workMs / 2);
      await write(database.db, ...ids(10));
      await sleep(workMs);
      const stopping = performance.now();
      await follower.stop();
      expect(performance.now() - stopping).toBeLessThan(2 * workMs);
      expect(times.length).toBe(1);
    });
  });

  test('is one process at a time; when that one stops, another goes on', async () => {
    const [first, second] = [notebook(), notebook()];
    const leader = start(first.handle, { pollMs: 50 });
    await until(async () => (await lag())?.held === true);
    start(second.handle, { pollMs: 50 });
    const before = ids(10);
    for (const id of before) await write(database.db, id);
    await until(() => first.seen().size === 10);
    expect(second.seen().size).toBe(0);
    await leader.stop();
    const [after] = ids(1);
    await write(database.db, after!);
    await until(() => second.seen().has(after!));
    expect(second.seen()).toEqual(new Set([after]));
  });

  test('takes over from a process that died, when its lease has run out', async () => {
    const [id] = ids(1);
    await write(database.db, id!);
    const dead = { name, holder: newId(), ms: 1_500 };
    await transact(database.db, new Date(), (tx) => takeLease(tx, dead));
    const row = await database.db
      .selectFrom('followers')
      .select('held_until')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    let lookedAt = 0;
    start(
      async () => {
        lookedAt = Date.now();
      },
      { pollMs: 20 },
    );
    await until(() => lookedAt > 0);
    expect(lookedAt).toBeGreaterThanOrEqual(row.held_until!.getTime() - 5);
  });

  test('prolongs its own lease, and none that another has taken', async () => {
    const [mine, other] = ['mine', 'other'].map(() => ({ name, holder: newId(), ms: 60_000 })) as [Lease, Lease];
    const heldUntil = async () => {
      const query = database.db.selectFrom('followers').select(['holder', 'held_until']).where('name', '=', name);
      const { holder, held_until } = await query.executeTakeFirstOrThrow();
      return [holder, held_until?.getTime()];
    };
    await transact(database.db, new Date(), (tx) => takeLease(tx, { ...mine, ms: 10 }));
    await transact(database.db, new Date(), (tx) => renewLease(tx, mine));
    expect((await heldUntil())[1]).toBeGreaterThan(Date.now() + 30_000);
    await transact(database.db, new Date(), (tx) => seizeLease(tx, { ...other, ms: 1_000 }));
    const seized = await heldUntil();
    expect(seized[0]).toBe(other.holder);
    await transact(database.db, new Date(), (tx) => renewLease(tx, mine));
    expect(await heldUntil()).toEqual(seized);
  });

  test('that was overtaken does not move the position back', async () => {
    const all = ids(3);
    await write(database.db, ...all);
    let release = () => {};
    const asleep = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isAsked = false;
    start(
      async () => {
        isAsked = true;
        await asleep;
      },
      { pollMs: 20, leaseMs: 60_000 },
    );
    await until(() => isAsked);
    // As if its lease had run out while it slept.
    await database.db
      .updateTable('followers')
      .set({ holder: null, held_until: null })
      .where('name', '=', name)
      .execute();
    await catchUp(database.db, name, async () => {});
    await write(database.db, ...ids(2));
    await catchUp(database.db, name, async () => {});
    const { position } = await database.db
      .selectFrom('followers')
      .select('position')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    release();
    await followers[0]!.stop();
    const after = await database.db
      .selectFrom('followers')
      .select('position')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    expect(after.position).toBe(position);
  });

  test('whose lease was taken leaves what it had in hand to whoever took it', async () => {
    const [id] = ids(1) as [string];
    let isTaken = false;
    const { handle, seen } = notebook();
    const overtaken = async (subjects: readonly SubjectRef[]) => {
      if (!isTaken) {
        isTaken = true;
        const other = { name, holder: newId(), ms: 100 };
        await transact(database.db, new Date(), async (tx) => {
          await seizeLease(tx, other);
          await advance(tx, other, (await findHead(tx)) ?? 0);
        });
        return;
      }
      await handle(subjects);
    };
    start(overtaken, { retryMs: 20, pollMs: 20 });
    await write(database.db, id);
    await until(async () => seen().has(id));
  });

  test('lets the batch in hand end when it is stopped, and lets go', async () => {
    const [id] = ids(1);
    await write(database.db, id!);
    let isDone = false;
    let isAsked = false;
    const follower = start(async () => {
      isAsked = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
      isDone = true;
    });
    await until(() => isAsked);
    await follower.stop();
    expect(isDone).toBe(true);
    expect(await lag()).toMatchObject({ lag: 0, held: false });
  });

  test('starts again where it was', async () => {
    const [a, b] = ids(2) as [string, string];
    await write(database.db, a);
    await catchUp(database.db, name, async () => {});
    await write(database.db, b);
    const { batches, handle } = notebook();
    await catchUp(database.db, name, handle);
    expect(batches).toEqual([[b]]);
  });
});
