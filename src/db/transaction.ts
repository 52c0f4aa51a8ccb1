import { sql } from 'kysely';
import type { Db, PendingChange, Tx } from './database.ts';
import { isDatabaseError } from './failures.ts';
import { lostPlan } from './prepared.ts';

/** The lock under which change lines are numbered: whoever holds it is the next to commit. */
const changeLogLock = 7_230_001;
export const changesChannel = 'copse_changes';

const pending = new WeakMap<Tx, PendingChange[]>();

/**
 * Runs `work` in one transaction and writes its change lines last, so that `seq` is in commit order.
 * A transaction that the database broke off (deadlock, serialisation, a plan that no longer holds) is run again, at most three times:
 * `work` must touch nothing but the database.
 */
export async function transact<T>(db: Db, now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(db, now, work);
    } catch (error) {
      if (attempt === 3 || !isDatabaseError(error, '40P01', '40001', ...lostPlan)) throw error;
    }
  }
}

/** Adds a line to the log of this transaction. A later line about the same subject and event replaces an earlier one. */
export function record(tx: Tx, change: PendingChange): void {
  const lines = pending.get(tx);
  if (lines === undefined) throw new Error('record() needs the transaction of transact()');
  const same = lines.findIndex((line) => line.id === change.id && line.event === change.event);
  if (same >= 0) lines.splice(same, 1);
  lines.push(change);
}

async function runOnce<T>(db: Db, now: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (transaction) => {
    const tx = transaction as Tx;
    const lines: PendingChange[] = [];
    pending.set(tx, lines);
    const result = await work(tx);
    if (lines.length > 0) await writeLines(tx, lines, now);
    return result;
  });
}

async function writeLines(tx: Tx, lines: readonly PendingChange[], now: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(${changeLogLock})`.execute(tx);
  await tx
    .insertInto('changes')
    .values(lines.map((line) => ({ ...line, at: now })))
    .execute();
  await sql`select pg_notify(${changesChannel}, '')`.execute(tx);
}
