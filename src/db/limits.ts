import { sql } from 'kysely';
import type { Db } from './database.ts';

/** For this transaction: no limit on statements, waiting for locks and idling. For work on the whole, not for requests. */
export async function liftLimits(tx: Db): Promise<void> {
  for (const name of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) {
    await sql`select set_config(${name}, '0', true)`.execute(tx);
  }
}
