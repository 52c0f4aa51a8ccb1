import type { Dialect } from 'kysely';
import pg from 'pg';
import { createPool } from './pool.ts';
import { servingLock } from './serving.ts';

export interface PostgresDatabase {
  dialect: Dialect;
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const statementTimeoutMs = 15_000;
const idleInTransactionMs = 10_000;
const lockTimeoutMs = 10_000;

/** A pool on a PostgreSQL server. @param url e.g. `postgres://copse:secret@db/copse` @param size most connections at once */
export function openPostgres(url: string, size: number): PostgresDatabase {
  const pool = createPool({
    connectionString: url,
    max: size,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    lock_timeout: lockTimeoutMs,
    keepAlive: true,
  });
  const listener = createListener({ connectionString: url, application_name: 'copse' });
  return {
    dialect: pool.dialect,
    listen: listener.listen,
    close: async () => {
      await listener.close();
      await pool.end();
    },
  };
}

/** `copse@db:5432/copse`: where the URL leads, by node-postgres's own reading, without the password. */
export function describeServer(url: string): string {
  const { user, host, port, database } = new pg.Client({ connectionString: url });
  return `${user === undefined ? '' : `${user}@`}${host}:${port}/${database}`;
}

const reconnectMs = 1_000;

/**
 * One connection for every LISTEN of the process, opened at the first and opened again when it breaks. It also marks
 * the database as served; where a restore has it for itself, it waits for that to end.
 */
function createListener(settings: pg.ClientConfig) {
  const wakes = new Map<string, Set<() => void>>();
  let client: pg.Client | undefined;
  let connecting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...settings, keepAlive: true });
    fresh.on('notification', (message) => {
      for (const wake of wakes.get(message.channel) ?? []) wake();
    });
    fresh.on('error', () => reconnectLater(fresh));
    fresh.on('end', () => reconnectLater(fresh));
    await fresh.connect();
    if (closed) return await fresh.end();
    await fresh.query('select pg_advisory_lock_shared($1)', [servingLock]);
    for (const channel of wakes.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = fresh;
    // What was notified while nobody listened is found by looking.
    for (const group of wakes.values()) for (const wake of group) wake();
  }

  function reconnectLater(broken: pg.Client): void {
    if (closed || client !== broken) return;
    client = undefined;
    retry();
  }

  function retry(): void {
    timer = setTimeout(() => {
      if (!closed) connect().catch(retry);
    }, reconnectMs);
    timer.unref();
  }

  return {
    async listen(channel: string, wake: () => void): Promise<() => Promise<void>> {
      const group = wakes.get(channel) ?? new Set();
      const isNew = group.size === 0;
      wakes.set(channel, group.add(wake));
      connecting ??= connect().catch(retry);
      await connecting;
      if (isNew) await client?.query(`listen ${pg.escapeIdentifier(channel)}`).catch(() => {});
      return async () => {
        group.delete(wake);
      };
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
