import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Dialect } from 'kysely';

export interface PostgresDatabase {
  dialect: Dialect;
  exec(script: string): Promise<void>;
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const statementTimeoutMs = 15_000;
const idleInTransactionMs = 10_000;
const lockTimeoutMs = 10_000;
const acquireTimeoutMs = 10_000;

/** A pool on a PostgreSQL server. @param url e.g. `postgres://copse:secret@db/copse` @param size most connections at once */
export function openPostgres(url: string, size: number): PostgresDatabase {
  const settings = {
    connectionString: url,
    types: columnTypes(),
    application_name: 'copse',
  };
  const pool = new pg.Pool({
    ...settings,
    max: size,
    connectionTimeoutMillis: acquireTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    lock_timeout: lockTimeoutMs,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced at the next query: without a listener it would end the process.
  pool.on('error', () => {});
  const listener = createListener(settings);
  return {
    dialect: new PostgresDialect({ pool }),
    exec: (script) => execute(pool, script),
    listen: listener.listen,
    close: async () => {
      await listener.close();
      await pool.end();
    },
  };
}

/** The same JavaScript values as the embedded database gives: bigint as number, date as text. */
function columnTypes(): pg.CustomTypesConfig {
  const int8 = 20;
  const date = 1082;
  return {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
      if (oid === int8) return Number;
      if (oid === date) return (text: string) => text;
      return pg.types.getTypeParser(oid, format as 'text');
    }) as pg.CustomTypesConfig['getTypeParser'],
  };
}

async function execute(pool: pg.Pool, script: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0');
    await client.query(script);
  } finally {
    client.release(true);
  }
}

const reconnectMs = 1_000;

/** One connection for every LISTEN of the process, opened at the first and opened again when it breaks. */
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
