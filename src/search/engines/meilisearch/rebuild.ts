import type { Meilisearch } from 'meilisearch';
import {
  advance,
  type Lease,
  makeFollower,
  releaseLease,
  removeFollower,
  seizeLease,
  takeLease,
} from '../../../changes/lease.ts';
import { findHead } from '../../../changes/list.ts';
import { type Following, followOn } from '../../../changes/step.ts';
import type { Db, Tx } from '../../../db/database.ts';
import { transact } from '../../../db/transaction.ts';
import { Conflict } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { buildDocuments } from '../../documents.ts';
import { followWorks } from '../../follower.ts';
import { answered } from './client.ts';
import { type Indexes, indexesOf, makeIndexes, removeIndexes, swapIndexes } from './indexes.ts';
import { indexOver, putDocuments } from './put.ts';

export interface Rebuilding {
  db: Db;
  client: Meilisearch;
  prefix: string;
  /** Name of the follower that keeps the index which is searched. */
  follower: string;
}

const batchSize = 100;
const leaseMs = 60_000;

/**
 * Makes the whole index again beside the one that is searched, which goes on being kept up to date, and changes the two
 * in one step. What comes meanwhile is followed into both. When it is broken off, what is searched stays as it was.
 * @returns how many works are in it
 * @throws Conflict `rebuild_running`
 */
export async function rebuildIndexes(rebuilding: Rebuilding): Promise<number> {
  const { db, client, prefix, follower } = rebuilding;
  const own: Lease = { name: `${follower}:rebuild`, holder: newId(), ms: leaseMs };
  const [searched, made] = [indexesOf(client, prefix), indexesOf(client, prefix, 'made')];
  await begin(db, own);
  const renewal = setInterval(() => void inTransaction(db, (tx) => takeLease(tx, own)).catch(() => {}), leaseMs / 4);
  try {
    await makeIndexes(client, made);
    const start = await findHead(db);
    await inTransaction(db, (tx) => advance(tx, own, start));
    await fill(db, made);
    const following = { lease: own, handle: followWorks(db, indexOver(made)), batch: batchSize, retryMs: 1_000 };
    const end = await drain(db, following, start);
    await swap(rebuilding, searched, made, () => drain(db, following, end));
    const { numberOfDocuments } = await answered(searched.works.getStats());
    return numberOfDocuments;
  } finally {
    clearInterval(renewal);
    await removeIndexes(client, made).catch(() => {});
    await inTransaction(db, (tx) => removeFollower(tx, own.name));
  }
}

async function begin(db: Db, own: Lease): Promise<void> {
  await inTransaction(db, (tx) => makeFollower(tx, own.name));
  const position = await inTransaction(db, (tx) => takeLease(tx, own));
  if (position === undefined) throw new Conflict('rebuild_running', 'The index is being rebuilt already.');
}

async function fill(db: Db, made: Indexes): Promise<void> {
  let last: string | undefined;
  do {
    const rows = await db
      .selectFrom('works')
      .select('id')
      .where('status', '=', 'published')
      .where('redacted', '=', false)
      .$if(last !== undefined, (query) => query.where('id', '>', last!))
      .orderBy('id')
      .limit(batchSize)
      .execute();
    const ids = rows.map(({ id }) => id);
    await putDocuments(made, await buildDocuments(db, ids));
    last = ids.length < batchSize ? undefined : ids.at(-1);
  } while (last !== undefined);
}

/** @returns the end of the log */
async function drain(db: Db, following: Following, from: number): Promise<number> {
  let end = from;
  for (let at: number | undefined = from; at !== undefined; at = await followOn(db, following, at)) end = at;
  return end;
}

/**
 * While the follower of the searched index rests, the last lines are followed, and the indexes change places. It goes on
 * from there: what came before is in the new one.
 */
async function swap(
  { db, client, follower }: Rebuilding,
  searched: Indexes,
  made: Indexes,
  drainRest: () => Promise<number>,
): Promise<void> {
  const held: Lease = { name: follower, holder: newId(), ms: leaseMs };
  await inTransaction(db, (tx) => makeFollower(tx, follower));
  await inTransaction(db, (tx) => seizeLease(tx, held));
  try {
    const end = await drainRest();
    await swapIndexes(client, searched, made);
    await inTransaction(db, (tx) => advance(tx, held, end));
  } finally {
    await inTransaction(db, (tx) => releaseLease(tx, held));
  }
}

async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await transact(db, new Date(), work);
}
