import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transaction.ts';
import { newId } from '../lib/ids.ts';
import { makeFollower, releaseLease, takeLease } from './lease.ts';
import { type Following, followOn, type Handle, retryDue } from './step.ts';

const leaseMs = 60_000;
const waitMs = 50;

/**
 * Follows to the end of the log once and returns: for commands, and for tests that want to know when it is done.
 * What failed before is tried once more, due or not; what fails remains noted. Waits while another process holds the follower.
 */
export async function catchUp(db: Db, name: string, handle: Handle): Promise<void> {
  const lease = { name, holder: newId(), ms: leaseMs };
  const following: Following = { lease, handle, batch: 100, retryMs: 1_000 };
  const take = () => transact(db, new Date(), (tx) => takeLease(tx, lease));
  await transact(db, new Date(), (tx) => makeFollower(tx, name));
  let position = await take();
  while (position === undefined) {
    await sleep(waitMs);
    position = await take();
  }
  try {
    await retryDue(db, following, true);
    for (let at: number | undefined = position; at !== undefined; await take()) at = await followOn(db, following, at);
  } finally {
    await transact(db, new Date(), (tx) => releaseLease(tx, lease));
  }
}
