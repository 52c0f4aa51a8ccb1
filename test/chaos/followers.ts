import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Follower, follow } from '../../src/changes/follow.ts';
import type { SubjectRef } from '../../src/changes/retries.ts';
import type { Handle } from '../../src/changes/step.ts';
import type { Db } from '../../src/db/database.ts';
import { Unavailable } from '../../src/lib/errors.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { DatabaseKind } from '../support/databases.ts';
import { injectingSender, writeMixed } from './mixed-writes.ts';
import { chosenSeed, createRandom } from './random.ts';

const writers = 8;

/** What a follower has copied: work id → the state it saw. */
type Mirror = Map<string, string>;

/**
 * Writers, followers whose handles fail at random, and readers of the end of the log, all at once: in the end every
 * follower holds the state of the database, and no reader has missed a line.
 */
export async function followThroughFailures(kind: DatabaseKind, writes: number): Promise<void> {
  const seed = chosenSeed();
  const app = await startTestApp(kind);
  const mirrors = [1, 2, 3].map((number) => startMirror(app, `mirror-${number}`, createRandom(seed + number)));
  const readers = [startReader(app, 7, 5), startReader(app, 100, 0), startReader(app, 1, 5)];
  try {
    const send = injectingSender(app);
    const each = Math.ceil(writes / writers);
    const randoms = Array.from({ length: writers }, (_, index) => createRandom(seed + 10 * index));
    await Promise.all(randoms.map((random) => writeMixed(send, random, each)));
    for (const mirror of mirrors) await mirror.caughtUp();
  } finally {
    await Promise.all([...mirrors.map(({ stop }) => stop()), ...readers.map(({ end }) => end())]);
  }
  try {
    const log = await app.db.selectFrom('changes').select('seq').orderBy('seq').execute();
    expect(log.length, `seed ${seed}`).toBeGreaterThan(writes / 2);
    for (const reader of readers) {
      expect(await reader.end(), `seed ${seed}: the lines of a reader`).toEqual(log.map(({ seq }) => seq));
    }
    const state = await stateOf(app.db);
    for (const { name, failures, content } of mirrors) {
      expect(failures(), `seed ${seed}: failures of ${name}`).toBeGreaterThan(0);
      expect(content(), `seed ${seed}: ${name}`).toEqual(state);
    }
    expect(await app.db.selectFrom('retries').selectAll().execute()).toEqual([]);
  } finally {
    await app.close();
  }
}

interface RunningMirror {
  name: string;
  content(): Record<string, string>;
  failures(): number;
  /** Resolves when its position is the end of the log and nothing waits for another try. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Copies what it is told to look at, and fails now and then: on one subject, on a whole batch, as a server that is away. */
function startMirror({ database, db }: TestApp, name: string, random: () => number): RunningMirror {
  const mirror: Mirror = new Map();
  let calls = 0;
  let failures = 0;
  const handle: Handle = async (subjects) => {
    await sleep(random() * 5);
    calls += 1;
    // Once in any case, however lucky the seed.
    const chance = calls === 2 ? 0.1 : random();
    if (chance < 0.15) {
      failures += 1;
      throw chance < 0.05 ? new Unavailable('mirror_away', 'It does not answer.') : new Error('It does not want to.');
    }
    await copy(db, mirror, subjects);
    // After the work is done, as when the answer of a remote index is lost.
    if (random() < 0.05) throw new Error('It fell over afterwards.');
  };
  const follower: Follower = follow(database, { name, handle, batch: 7, retryMs: 20, pollMs: 200 });
  return {
    name,
    content: () => Object.fromEntries(mirror),
    failures: () => failures,
    caughtUp: async () =>
      await expect.poll(() => lagOf(db, name), { timeout: 60_000 }).toEqual({ behind: 0, failing: 0 }),
    stop: follower.stop,
  };
}

async function copy(db: Db, mirror: Mirror, subjects: readonly SubjectRef[]): Promise<void> {
  const ids = subjects.filter(({ subject }) => subject === 'work').map(({ id }) => id);
  if (ids.length === 0) return;
  const rows = await db
    .selectFrom('works')
    .select(['id', 'status', 'version', 'touch'])
    .where('id', 'in', ids)
    .execute();
  for (const row of rows) mirror.set(row.id, `${row.status} ${row.version}.${row.touch}`);
}

/** Of all works that were ever public. */
async function stateOf(db: Db): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('works')
    .select(['id', 'status', 'version', 'touch'])
    .where('first_version', 'is not', null)
    .execute();
  return Object.fromEntries(rows.map(({ id, status, version, touch }) => [id, `${status} ${version}.${touch}`]));
}

async function lagOf(db: Db, name: string): Promise<{ behind: number; failing: number }> {
  const head = await db
    .selectFrom('changes')
    .select((eb) => eb.fn.max<number | null>('seq').as('seq'))
    .executeTakeFirstOrThrow();
  const follower = await db.selectFrom('followers').select('position').where('name', '=', name).executeTakeFirst();
  const waiting = await db.selectFrom('retries').select('id').where('follower', '=', name).execute();
  return { behind: (head.seq ?? 0) - (follower?.position ?? 0), failing: waiting.length };
}

/**
 * Reads the log by `GET /changes` as a mirror elsewhere does, from where it left off.
 * @param wait seconds to wait for a line; 0 asks again at once
 */
function startReader({ send }: TestApp, limit: number, wait: number): { end(): Promise<number[]> } {
  const lines: number[] = [];
  let isOver = false;
  const read = async (seconds: number): Promise<number> => {
    const answer = await send('GET', `/changes?after=${lines.at(-1) ?? 0}&limit=${limit}&wait=${seconds}`);
    expect(answer.statusCode).toBe(200);
    const items = answer.json().items as { seq: number }[];
    lines.push(...items.map(({ seq }) => seq));
    return items.length;
  };
  const reading = (async () => {
    while (!isOver) {
      await read(wait);
      await sleep(1);
    }
    while ((await read(0)) > 0);
  })();
  return {
    end: async () => {
      isOver = true;
      await reading;
      return lines;
    },
  };
}
