import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import { run } from './processes/run.ts';

const minute = 60_000;

/**
 * Kills a process that writes to the embedded database in a random moment, again and again, and looks each time for
 * everything that was acknowledged, and for transactions that are there by half.
 */
export async function surviveCrashes(rounds: number): Promise<void> {
  await inFolder(async (dataDir) => {
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      acknowledged.push(...(await writeAndCrash(dataDir)));
      const database = await open(dataDir);
      const written = await namesIn(database, 'changes', 'id');
      expect(new Set(written)).toEqual(new Set([...written, ...acknowledged]));
      expect(await namesIn(database, 'followers', 'name')).toEqual(written);
      expect(await namesIn(database, 'retries', 'id')).toEqual(written);
      const { rows } = await sql`select count(*) as wrong from followers where position <> 1`.execute(database.db);
      expect(rows).toEqual([{ wrong: 0 }]);
      await sql`set enable_seqscan = off`.execute(database.db);
      const byIndex = sql<{ n: number }>`select count(*) as n from followers where name = any(${acknowledged})`;
      expect((await byIndex.execute(database.db)).rows).toEqual([{ n: acknowledged.length }]);
      await database.close();
    }
    expect(acknowledged.length).toBeGreaterThan(rounds);
  });
}

/** Kills a process while it makes the database, sooner or later each time; then it is made after all. */
export async function surviveCrashesAtFirst(rounds: number): Promise<void> {
  await inFolder(async (dataDir) => {
    for (let round = 0; round < rounds; round += 1) {
      const first = run('write', dataDir);
      await first.line();
      await sleep((round + Math.random()) * (3_000 / rounds));
      await first.kill();
    }
    const database = await open(dataDir);
    expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, 'db.tmp'))).toBe(false);
    await database.close();
  });
}

async function inFolder(act: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'copse-crash-'));
  await act(dataDir).finally(() => rmSync(dataDir, { recursive: true }));
}

/** Writes until a random moment, and is killed there. Answers what was acknowledged. */
async function writeAndCrash(dataDir: string): Promise<string[]> {
  const writer = run('write', dataDir);
  const acknowledged: string[] = [];
  let isOpen = false;
  const reading = (async () => {
    for (let line = await writer.line(); line !== undefined; line = await writer.line()) {
      if (line === 'open') isOpen = true;
      else if (isOpen) acknowledged.push(line);
    }
  })();
  await expect.poll(() => acknowledged.length, { timeout: 3 * minute }).toBeGreaterThan(0);
  await sleep(Math.random() * 700);
  await writer.kill();
  await reading;
  return acknowledged;
}

function open(dataDir: string): Promise<Database> {
  return connect({ databaseUrl: undefined, dataDir });
}

async function namesIn({ db }: Database, table: string, column: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select ${sql.ref(column)}::text as name from ${sql.table(table)}`.execute(db);
  return rows.map(({ name }) => name).toSorted();
}
