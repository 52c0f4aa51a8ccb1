import { sql } from 'kysely';
import { Conflict } from '../lib/errors.ts';
import type { Db } from './database.ts';

/**
 * On a server every process that serves or works holds this lock, shared, on the connection on which it listens: it is
 * gone with the connection, however the process ends. Who wants the database alone takes it exclusively.
 */
export const servingLock = 7_230_003;

/**
 * Keeps all that would serve from the database until the transaction ends. The embedded database has its folder's lock
 * for that. Throws `database_in_use`, and says from where.
 */
export async function demandAlone(tx: Db): Promise<void> {
  const { rows } = await sql<{ alone: boolean }>`select pg_try_advisory_xact_lock(${servingLock}) as alone`.execute(tx);
  if (rows[0]?.alone === true) return;
  const where = (await listServing(tx)).join(', ');
  throw new Conflict(
    'database_in_use',
    `A Copse is running on this database (connected from ${where}). Stop every "copse serve" and "copse work" there first; nothing was changed.`,
  );
}

async function listServing(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ place: string }>`
    select distinct coalesce(host(client_addr), 'this machine') as place
    from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and database = datid and datname = current_database()
      and (classid, objid, objsubid) = (0, ${servingLock}, 1) and granted
    order by 1`.execute(tx);
  return rows.map(({ place }) => place);
}
