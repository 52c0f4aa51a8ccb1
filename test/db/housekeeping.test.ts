import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { keepHouse } from '../../src/db/embedded/housekeeping.ts';

describe('housekeeping', () => {
  let ran: string[];
  let due: string | undefined;
  let outgrown: string | undefined;
  let wal: string;
  const answer = (statement: string) => {
    if (statement.includes('pg_wal_lsn_diff')) return wal;
    if (statement.includes('pg_stat_user_tables')) return statement.includes('vacuum') ? due : outgrown;
    ran.push(statement);
    if (statement === 'checkpoint') wal = '0';
    else due = outgrown = undefined;
    return undefined;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    ran = [];
    due = outgrown = undefined;
    wal = '0';
  });
  afterEach(() => vi.useRealTimers());

  it('makes a checkpoint when much was written, and not before', () => {
    const house = keepHouse(answer);
    wal = String(60 * 1024 * 1024);
    vi.advanceTimersByTime(5_000);
    expect(ran).toEqual([]);
    wal = String(70 * 1024 * 1024);
    house.noticed(true);
    vi.advanceTimersByTime(5_000);
    expect(ran).toEqual(['checkpoint']);
    house.end();
  });

  it('never touches anything while a transaction is open', () => {
    const house = keepHouse(answer);
    due = 'vacuum (analyze) works';
    wal = '999999999';
    house.noticed(false);
    vi.advanceTimersByTime(3_600_000);
    expect(ran).toEqual([]);
    house.noticed(true);
    vi.advanceTimersByTime(5_000);
    expect(ran).toEqual(['checkpoint', 'vacuum (analyze) works']);
    house.end();
  });

  it('vacuums in a quiet moment, and when there was none for ten minutes', () => {
    const house = keepHouse(answer);
    due = 'vacuum (analyze) works';
    const requests = setInterval(() => house.noticed(true), 100);
    vi.advanceTimersByTime(9 * 60_000);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(2 * 60_000);
    expect(ran).toEqual(['vacuum (analyze) works']);
    clearInterval(requests);
    due = 'analyze works';
    vi.advanceTimersByTime(10_000);
    expect(ran).toEqual(['vacuum (analyze) works', 'analyze works']);
    house.end();
  });

  it('does all that is due where no moment was quiet, not one table every ten minutes', () => {
    const tables = ['vacuum (analyze) works', 'vacuum (analyze) revisions', 'analyze credits'];
    const house = keepHouse((statement) => {
      if (statement.includes('pg_stat_user_tables')) return statement.includes('vacuum') ? tables[0] : undefined;
      if (statement.startsWith('vacuum') || statement.startsWith('analyze')) ran.push(tables.shift()!);
      return undefined;
    });
    const requests = setInterval(() => house.noticed(true), 100);
    vi.advanceTimersByTime(10 * 60_000 - 1_000);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(30_000);
    expect(ran).toEqual(['vacuum (analyze) works', 'vacuum (analyze) revisions', 'analyze credits']);
    clearInterval(requests);
    house.end();
  });

  it('makes statistics of an outgrown table in a busy moment, too', () => {
    const house = keepHouse(answer);
    outgrown = due = 'analyze works';
    const requests = setInterval(() => house.noticed(true), 100);
    vi.advanceTimersByTime(6_000);
    expect(ran).toEqual(['analyze works']);
    due = 'vacuum (analyze) works';
    vi.advanceTimersByTime(60_000);
    expect(ran).toEqual(['analyze works']);
    clearInterval(requests);
    house.end();
  });

  it('goes on at once where one thing after the other is due', () => {
    const house = keepHouse(answer);
    due = 'vacuum (analyze) works';
    vi.advanceTimersByTime(5_000);
    due = 'analyze works';
    vi.advanceTimersByTime(1_000);
    expect(ran).toEqual(['vacuum (analyze) works', 'analyze works']);
    house.end();
  });

  it('knows the rows of a table while others ask all the time', async () => {
    vi.useRealTimers();
    const dataDir = mkdtempSync(join(tmpdir(), 'copse-house-'));
    const database = await connect({ databaseUrl: undefined, dataDir });
    await sql`create table house (a int)`.execute(database.db);
    await sql`insert into house select generate_series(1, 1500)`.execute(database.db);
    const started = Date.now();
    let known = -1;
    while (known < 1_500 && Date.now() - started < 30_000) {
      const { rows } = await sql<{ known: number }>`
        select reltuples::int as known from pg_class where relname = 'house'`.execute(database.db);
      known = rows[0]!.known;
      await sleep(50);
    }
    expect(known).toBe(1_500);
    await database.close();
    rmSync(dataDir, { recursive: true });
  }, 60_000);

  it('keeps the embedded log small and its statistics fresh under real writes', async () => {
    vi.useRealTimers();
    const dataDir = mkdtempSync(join(tmpdir(), 'copse-house-'));
    const database = await connect({ databaseUrl: undefined, dataDir });
    await sql
      .raw('create table house (a int primary key, b text); alter table house alter b set storage external')
      .execute(database.db);
    for (let round = 0; round < 8; round += 1) {
      await sql`
        insert into house select n, repeat(${String(round)}, 8000) from generate_series(1, 1500) n
        on conflict (a) do update set b = excluded.b`.execute(database.db);
    }
    const segments = () =>
      readdirSync(join(dataDir, 'db', 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
    const statistics = async () =>
      (
        await sql<{ tuples: number }>`select reltuples::int as tuples from pg_class where relname = 'house'`.execute(
          database.db,
        )
      ).rows[0]?.tuples;
    await expect.poll(statistics, { timeout: 60_000, interval: 1_000 }).toBe(1_500);
    await expect.poll(segments, { timeout: 60_000, interval: 1_000 }).toBeLessThanOrEqual(128 / 16 + 1);
    await database.close();
    rmSync(dataDir, { recursive: true });
  }, 240_000);
});
