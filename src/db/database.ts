import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** For reading. A `Tx` may be handed wherever a `Db` is asked for. */
export type Db = Kysely<Tables>;

export type Subject = 'work' | 'contributor' | 'community' | 'file';
export type ChangeEvent = 'published' | 'revised' | 'touched' | 'withdrawn' | 'redacted';

/** A line for the change log, still without its number and time. */
export interface PendingChange {
  readonly subject: Subject;
  readonly id: string;
  readonly kind: string | null;
  readonly version: number;
  readonly touch: number;
  readonly event: ChangeEvent;
}

declare const writing: unique symbol;

/** For writing. Made only by `transact`, which writes the collected change lines as its last statements. */
export type Tx = Transaction<Tables> & { readonly [writing]: true };

/** A database that is open: PostgreSQL by URL, or the embedded one. */
export interface Database {
  readonly kind: 'postgres' | 'embedded';
  readonly db: Db;
  /** Calls `wake` at each notification on `channel`; a doorbell only, notifications may be lost. */
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  /** Resolves with the reason when the database is gone for good and the process should end. */
  readonly died: Promise<Error>;
  close(): Promise<void>;
}
