import type { Meilisearch } from 'meilisearch';
import { holdFollower, inTransaction, keepLease } from '../../../changes/hold.ts';
import {
  advance,
  holdsLease,
  isLeft,
  type Lease,
  makeFollower,
  releaseLease,
  removeFollower,
  takeLease,
} from '../../../changes/lease.ts';
import { findHead } from '../../../changes/list.ts';
import { moveRetries } from '../../../changes/retries.ts';
import { type Following, followOn, handleNow, LeaseLost } from '../../../changes/step.ts';
import type { Db } from '../../../db/database.ts';
import { Conflict } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { countDocuments } from '../../documents.ts';
import type { OnProgress } from '../../engine.ts';
import { followWorks } from '../../follower.ts';
import { answered } from './client.ts';
import { type Indexes, indexesOf, makeIndexes, removeIndexes, removeUnfinished, swapIndexes } from './indexes.ts';
import { indexOver } from './put.ts';

export interface Rebuilding {
  db: Db;
  client: Meilisearch;
  prefix: string;
  /** Name of the follower that keeps the index which is searched. */
  follower: string;
  /** Lines of the log, and works, at a time. */
  atOnce: number;
}

const leaseMs = 15_000;

/**
 * Makes the whole index again beside the one that is searched, which goes on being kept up to date, and changes the two
 * in one step. What comes meanwhile is followed into both. When it is broken off, what is searched stays as it was, and
 * its own follower stays behind as the sign of it.
 * @returns how many works are in it
 * @throws Conflict `rebuild_running`, also when another process took over; Unavailable when Meilisearch goes away meanwhile
 */
export async function rebuildIndexes(
  rebuilding: Rebuilding,
  { signal, onProgress = () => {} }: { signal?: AbortSignal | undefined; onProgress?: OnProgress | undefined } = {},
): Promise<number> {
  const { db, client, prefix, atOnce } = rebuilding;
  const own: Lease = { name: rebuilderOf(rebuilding), holder: newId(), ms: leaseMs };
  const [searched, made] = [indexesOf(client, prefix), indexesOf(client, prefix, own.holder)];
  await begin(db, own);
  const keeping = keepLease(db, own);
  try {
    const start = await findHead(db);
    await inTransaction(db, (tx) => advance(tx, own, start));
    await removeUnfinished(client, prefix);
    await makeIndexes(client, made);
    const following = { lease: own, handle: followWorks(db, indexOver(made)), batch: atOnce, retryMs: 1_000 };
    await fill(db, following, onProgress, signal);
    const end = await drain(db, following, start, signal);
    await swap(rebuilding, own, [searched, made], () => drain(db, following, end, signal));
    await removeIndexes(client, made);
    await inTransaction(db, (tx) => removeFollower(tx, own));
    const { numberOfDocuments } = await answered(searched.works.getStats());
    return numberOfDocuments;
  } catch (error) {
    throw error instanceof LeaseLost ? running() : error;
  } finally {
    keeping.end();
    await inTransaction(db, (tx) => releaseLease(tx, own));
  }
}

/** Did one begin that nobody is at any more? */
export async function isBrokenOff(rebuilding: Rebuilding): Promise<boolean> {
  return await isLeft(rebuilding.db, rebuilderOf(rebuilding));
}

function rebuilderOf({ follower }: Rebuilding): string {
  return `${follower}:rebuild`;
}

async function begin(db: Db, own: Lease): Promise<void> {
  await inTransaction(db, (tx) => makeFollower(tx, own.name));
  const position = await inTransaction(db, (tx) => takeLease(tx, own));
  if (position === undefined) throw running();
}

function running(): Conflict {
  return new Conflict('rebuild_running', 'The index is being rebuilt already.');
}

/** Puts every public work. One that Meilisearch refuses is noted, as if it had come in the log, and keeps nobody from going on. */
async function fill(db: Db, following: Following, onProgress: OnProgress, signal?: AbortSignal): Promise<void> {
  const total = await countDocuments(db);
  let done = 0;
  let last: string | undefined;
  do {
    signal?.throwIfAborted();
    onProgress(done, Math.max(done, total));
    const rows = await db
      .selectFrom('works')
      .select('id')
      .where('status', '=', 'published')
      .where('redacted', '=', false)
      .$if(last !== undefined, (query) => query.where('id', '>', last!))
      .orderBy('id')
      .limit(following.batch)
      .execute();
    await handleNow(
      db,
      following,
      rows.map(({ id }) => ({ subject: 'work', id })),
    );
    done += rows.length;
    last = rows.length < following.batch ? undefined : rows.at(-1)!.id;
  } while (last !== undefined);
}

/** @returns the end of the log */
async function drain(db: Db, following: Following, from: number, signal?: AbortSignal): Promise<number> {
  let end = from;
  for (let at: number | undefined = from; at !== undefined; at = await followOn(db, following, at)) {
    signal?.throwIfAborted();
    end = at;
  }
  return end;
}

/**
 * While the follower of the searched index rests, the last lines are followed, and the indexes change places. It goes on
 * from there: what came before is in the new one, and what failed there it will try again.
 */
async function swap(
  rebuilding: Rebuilding,
  own: Lease,
  [searched, made]: readonly [Indexes, Indexes],
  drainRest: () => Promise<number>,
): Promise<void> {
  const { db, client, follower } = rebuilding;
  await holdFollower(db, follower, async (held) => {
    const end = await drainRest();
    // Another process may have begun one of its own, and taken away what was made here.
    if (!(await inTransaction(db, (tx) => holdsLease(tx, own)))) throw new LeaseLost(own.name);
    await swapIndexes(client, searched, made);
    await inTransaction(db, async (tx) => {
      await advance(tx, held, end);
      await moveRetries(tx, rebuilderOf(rebuilding), follower);
    });
  });
}
