import type { Db, Tx } from '../db/database.ts';
import { transact } from '../db/transaction.ts';
import { newId } from '../lib/ids.ts';
import { type Lease, makeFollower, releaseLease, renewLease, seizeLease } from './lease.ts';

const leaseMs = 15_000;

/** Prolongs a lease until told to end, as long as this process lives and nobody else has taken it. */
export function keepLease(db: Db, lease: Lease, onError: (error: unknown) => void = () => {}): { end(): void } {
  const timer = setInterval(() => void inTransaction(db, (tx) => renewLease(tx, lease)).catch(onError), lease.ms / 4);
  return { end: () => clearInterval(timer) };
}

/**
 * Nobody follows under this name while the work is done: it is taken from whoever does. What they have in hand they
 * cannot finish, and it is handled again.
 */
export async function holdFollower<T>(db: Db, name: string, work: (held: Lease) => Promise<T>): Promise<T> {
  const held: Lease = { name, holder: newId(), ms: leaseMs };
  await inTransaction(db, (tx) => makeFollower(tx, name));
  await inTransaction(db, (tx) => seizeLease(tx, held));
  const keeping = keepLease(db, held);
  try {
    return await work(held);
  } finally {
    keeping.end();
    await inTransaction(db, (tx) => releaseLease(tx, held));
  }
}

export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await transact(db, new Date(), work);
}
