import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Unavailable } from '../lib/errors.ts';
import { columnTypes } from './column-types.ts';
import { keepPlans } from './prepared.ts';

const acquireTimeoutMs = 10_000;

export interface Pool {
  readonly dialect: Dialect;
  /** A connection of one's own, to be released. Throws `database_busy` when none is free within ten seconds. */
  connect(): Promise<pg.PoolClient>;
  onNotification(wake: (channel: string) => void): void;
  end(): Promise<void>;
}

/** Connections to a server or to the embedded database: whoever asks first gets the next free one. */
export function createPool(settings: pg.PoolConfig): Pool {
  const pool = new pg.Pool({
    application_name: 'copse',
    connectionTimeoutMillis: acquireTimeoutMs,
    ...settings,
    types: columnTypes,
  });
  // Of idle connections that break; the next query gets a new one. Without a listener the process would end.
  pool.on('error', () => {});
  pool.on('connect', withoutCompiling);
  keepPlans(pool);

  async function connect(): Promise<pg.PoolClient> {
    const client = await pool.connect().catch(rethrowBusy);
    releaseWhenBroken(client);
    return client;
  }

  return {
    dialect: new PostgresDialect({ pool: { connect, end: () => pool.end(), options: pool.options } }),
    connect,
    onNotification: (wake) =>
      void pool.on('connect', (client) => void client.on('notification', ({ channel }) => wake(channel))),
    end: () => pool.end(),
  };
}

/**
 * Where a plan might read many rows PostgreSQL compiles it first, at each execution: ten times as long as a page of a
 * list takes in all, of which the planner only knows that it is short.
 */
function withoutCompiling(client: pg.PoolClient): void {
  // A connection that breaks says so to whoever uses it.
  client.query('set jit = off').catch(() => {});
}

function rethrowBusy(error: Error): never {
  if (!error.message.startsWith('timeout exceeded')) throw error;
  throw new Unavailable('database_busy', 'The database is busy; try again.', { extra: { retry_after: 2 } });
}

/**
 * A connection that breaks in use frees its place at once, whether or not its holder ever comes back: the embedded
 * database has one place only. Without the listener node-postgres would end the process.
 */
function releaseWhenBroken(client: pg.PoolClient): void {
  const giveBack = client.release.bind(client);
  let isReleased = false;
  client.release = (error) => {
    if (isReleased) return;
    isReleased = true;
    client.off('error', drop);
    giveBack(error);
  };
  const drop = () => client.release(true);
  client.on('error', drop);
}
