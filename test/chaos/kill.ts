import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import type { Db } from '../../src/db/database.ts';
import type { DatabaseKind } from '../support/databases.ts';
import { createClient } from './client.ts';
import { openServerPlace } from './place.ts';
import { chosenSeed, createRandom } from './random.ts';
import { type ServerOptions, startServer } from './server.ts';
import { findHalves } from './wholeness.ts';
import { type Item, type State, sendAgain, writeUntilCutOff } from './writer.ts';

const writers = 8;
const longestLoadMs = 1_200;

/**
 * Kills the whole server in a random moment under write load, again and again, and looks each time at what is left:
 * everything that was acknowledged, nothing by half, and one work for each Idempotency-Key, however often it is sent.
 */
export async function surviveKills(kind: DatabaseKind, rounds: number): Promise<void> {
  const seed = chosenSeed();
  const random = createRandom(seed);
  const items: Item[] = [];
  const place = await openPlace(kind);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const server = await startServer(place.server);
      const send = createClient(server.url, place.server.adminToken);
      await sendAgain(send, items);
      const before = items.length;
      const writing = Promise.all(Array.from({ length: writers }, () => writeUntilCutOff(send, random, items)));
      await Promise.race([writing, underWay(() => items.slice(before)).then(() => sleep(random() * longestLoadMs))]);
      await server.kill();
      await writing;
      await place.look(async (db) => expect(await findFaults(db, items), `seed ${seed}, round ${round}`).toEqual([]));
    }
    const server = await startServer(place.server);
    await sendAgain(createClient(server.url, place.server.adminToken), items);
    await server.stop();
    await place.look(async (db) =>
      expect(await findFaults(db, items), `seed ${seed}, after the last retries`).toEqual([]),
    );
    expect(items.filter(({ id }) => id !== undefined).length).toBeGreaterThan(rounds);
  } finally {
    await place.close();
  }
}

/** However busy the machine is, a server is killed while it works, not before. */
async function underWay(made: () => readonly Item[]): Promise<void> {
  while (!made().some(({ id }) => id !== undefined)) await sleep(5);
}

interface Place {
  server: ServerOptions;
  /** Looks into the database while no server runs. Embedded, that takes over the lock of a process that was killed. */
  look(read: (db: Db) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

async function openPlace(kind: DatabaseKind): Promise<Place> {
  const { close, ...place } = await openServerPlace(kind);
  return {
    server: place,
    look: async (read) => {
      const { db, close } = await connect({ databaseUrl: place.databaseUrl, dataDir: place.dataDir });
      await read(db).finally(close);
    },
    close,
  };
}

async function findFaults(db: Db, items: readonly Item[]): Promise<string[]> {
  const rows = await sql<Row>`
    select w.id, w.title, w.status, w.version, r.content ->> 'body' as body
    from works w join revisions r on r.work_id = w.id and r.version = w.version`.execute(db);
  const byTitle = Map.groupBy(rows.rows, ({ title }) => title);
  const wrong = items.flatMap((item) => faultsOf(item, byTitle.get(item.title) ?? []));
  const unknown = rows.rows.length - items.filter(({ title }) => byTitle.has(title)).length;
  return [...wrong, ...(unknown === 0 ? [] : [`${unknown} works that nobody made`]), ...(await findHalves(db))];
}

interface Row extends Omit<State, 'status'> {
  id: string;
  title: string;
  status: string;
}

/** Settles, for an item whose last write had no answer, which of the two states it is in. */
function faultsOf(item: Item, [row, ...others]: Row[]): string[] {
  if (others.length > 0) return [`${item.title}: ${others.length + 1} works for one key`];
  const found = row ?? { id: undefined, status: 'absent', version: 0, body: '' };
  const state = item.states.find(
    ({ status, version, body }) => status === found.status && version === found.version && body === found.body,
  );
  if (state === undefined) {
    const expected = item.states.map(({ status, version }) => `${status} ${version}`).join(' or ');
    return [`${item.title}: is ${found.status} ${found.version}, and should be ${expected}`];
  }
  // A POST that had no answer is sent again, and leads to the later state in the end.
  if (item.unanswered === undefined) item.states = [state];
  return [];
}
