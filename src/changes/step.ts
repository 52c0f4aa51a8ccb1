import type { Db } from '../db/database.ts';
import { isDatabaseError } from '../db/failures.ts';
import { transact } from '../db/transaction.ts';
import { Unavailable } from '../lib/errors.ts';
import { advance, holdsLease, type Lease } from './lease.ts';
import { listChanges } from './list.ts';
import { dueRetries, type Failure, keyOf, noteAgain, type SubjectRef, settle } from './retries.ts';

/**
 * Brings what follows up to date with these subjects, each named once. It may be asked again for the same subject at
 * any time, also after it succeeded: it reads the state now and writes what that asks for.
 * It throws `Unavailable` when nothing works at present; any other failure is put down to one of the subjects.
 */
export type Handle = (subjects: readonly SubjectRef[]) => Promise<void>;

export interface Following {
  lease: Lease;
  handle: Handle;
  /** Lines of the log at a time. */
  batch: number;
  /** Wait before a failed subject's second try; doubles from then on. */
  retryMs: number;
}

/** Another process holds this follower now. */
export class LeaseLost extends Error {}

/** Takes the next lines of the log. @returns the new position, or undefined at the end of the log */
export async function followOn(db: Db, following: Following, position: number): Promise<number | undefined> {
  const changes = await listChanges(db, position, following.batch);
  const last = changes.at(-1);
  if (last === undefined) return undefined;
  const subjects = [...new Map(changes.map(({ subject, id }) => [keyOf({ subject, id }), { subject, id }])).values()];
  const failures = await attempt(following.handle, subjects);
  await finish(db, following, subjects, failures, last.seq);
  return last.seq;
}

/** Handles subjects that no line of the log names; those that fail are noted. */
export async function handleNow(db: Db, following: Following, subjects: readonly SubjectRef[]): Promise<void> {
  await finish(db, following, subjects, await attempt(following.handle, subjects), undefined);
}

/** Tries failed subjects again that are due. @returns how many were tried */
export async function retryDue(db: Db, following: Following, all = false): Promise<number> {
  const subjects = await dueRetries(db, following.lease.name, following.batch, all);
  if (subjects.length === 0) return 0;
  await handleNow(db, following, subjects);
  return subjects.length;
}

/** Handles all of them at once; where that fails, halves, until the culprits are found. */
async function attempt(handle: Handle, subjects: readonly SubjectRef[]): Promise<Failure[]> {
  try {
    await handle(subjects);
    return [];
  } catch (error) {
    if (isOutage(error)) throw error;
    const [only] = subjects;
    if (only !== undefined && subjects.length === 1) return [{ ...only, error: String(error) }];
    const half = Math.ceil(subjects.length / 2);
    return [...(await attempt(handle, subjects.slice(0, half))), ...(await attempt(handle, subjects.slice(half)))];
  }
}

/**
 * One transaction: a failure is noted if and only if the position passes it. Where another process took over meanwhile,
 * what was in hand may have been written after that one came past it: it is to be looked at again.
 */
async function finish(
  db: Db,
  { lease, retryMs }: Following,
  subjects: readonly SubjectRef[],
  failures: readonly Failure[],
  position: number | undefined,
): Promise<void> {
  const isHeld = await transact(db, new Date(), async (tx) => {
    const isHeld = await (position === undefined ? holdsLease(tx, lease) : advance(tx, lease, position));
    await (isHeld ? settle(tx, lease.name, subjects, failures, retryMs) : noteAgain(tx, lease.name, subjects));
    return isHeld;
  });
  if (!isHeld) throw new LeaseLost(lease.name);
}

/** Failures that no subject is to blame for: the database or a server is away, busy or going down. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  if (isDatabaseError(error)) return /^(08|53|57|55P03|40)/.test(error.code);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST)/.test(code)) return true;
  return (
    error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)
  );
}
