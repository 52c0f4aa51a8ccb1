import type { Duplex } from 'node:stream';
import pg from 'pg';
import { createPool, type Pool } from '../pool.ts';
import { startThread, type ThreadOptions } from './thread.ts';
import { createWire } from './wire.ts';

export interface Engine {
  readonly pool: Pool;
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  /** Resolves with the reason when the database has ended by itself. */
  readonly died: Promise<Error>;
  /** All files of the database as one, to start another from. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * The embedded PostgreSQL. It has one connection: whoever has a transaction holds up all others, who give up after ten
 * seconds. Statements themselves can't be stopped there.
 */
export async function startEngine(options: ThreadOptions): Promise<Engine> {
  const thread = await startThread(options);
  const wakes = new Map<string, Set<() => void>>();
  const wires = new Set<Duplex>();
  let ending: Error | undefined;
  let isClosing = false;

  const died = new Promise<Error>((resolve) => {
    void thread.ended.then((reason) => {
      ending = reason;
      for (const wire of wires) wire.destroy(reason);
      if (!isClosing) resolve(reason);
    });
  });

  function openWire(): Duplex {
    const wire = createWire(thread.exchange, () => wakes.keys());
    wires.add(wire);
    wire.once('close', () => wires.delete(wire));
    if (ending !== undefined) wire.destroy(ending);
    return wire;
  }

  const pool = createPool({
    max: 1,
    idleTimeoutMillis: 0,
    stream: openWire as never,
    // All given, so that none of them comes from PGUSER, PGSSLMODE and the like.
    host: 'embedded',
    user: 'postgres',
    database: 'postgres',
    password: '',
    ssl: false,
  });
  pool.onNotification((channel) => {
    for (const wake of wakes.get(channel) ?? []) wake();
  });

  return {
    pool,
    listen: async (channel, wake) => {
      const group = wakes.get(channel) ?? new Set();
      wakes.set(channel, group.add(wake));
      if (group.size === 1) await listenNow(pool, channel);
      return async () => {
        group.delete(wake);
      };
    },
    died,
    dump: thread.dump,
    close: async () => {
      isClosing = true;
      await pool.end();
      if (ending === undefined) await thread.close();
    },
  };
}

async function listenNow(pool: Pool, channel: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } finally {
    client.release();
  }
}
