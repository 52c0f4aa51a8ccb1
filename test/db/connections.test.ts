import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { transact } from '../../src/db/transaction.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(databaseKinds)('connections on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  it('transactions at the same time see nothing of each other and lose nothing', async () => {
    await sql`insert into followers (name) values ('counter')`.execute(database.db);
    const increments = Array.from({ length: 30 }, () =>
      transact(database.db, new Date(), async (tx) => {
        const { position } = await tx
          .selectFrom('followers')
          .select('position')
          .where('name', '=', 'counter')
          .forUpdate()
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('followers')
          .set({ position: position + 1 })
          .where('name', '=', 'counter')
          .execute();
      }),
    );
    await Promise.all(increments);
    const { position } = await database.db
      .selectFrom('followers')
      .select('position')
      .where('name', '=', 'counter')
      .executeTakeFirstOrThrow();
    expect(position).toBe(30);
  });

  it('a query that fails beside others fails alone', async () => {
    const queries = Array.from({ length: 50 }, (_, n) =>
      sql<{ n: number }>`select ${n}::int / ${n % 5}::int as n`.execute(database.db),
    );
    const outcomes = await Promise.allSettled(queries);
    expect(outcomes.map(({ status }) => status)).toEqual(
      queries.map((_, n) => (n % 5 === 0 ? 'rejected' : 'fulfilled')),
    );
  });

  it('a script runs as one transaction, or not at all', async () => {
    const script = 'create table half (a int); select 1 / 0; create table other (a int)';
    await expect(sql.raw(script).execute(database.db)).rejects.toMatchObject({ code: '22012' });
    const { rows } = await sql`select to_regclass('half')::text as half`.execute(database.db);
    expect(rows).toEqual([{ half: null }]);
  });
});

describe.runIf(databaseKinds.includes('postgres'))('a server that ends a connection', () => {
  it('fails the transaction that had it, and nothing else', async () => {
    const database = await openTestDatabase('postgres');
    const transaction = await database.db.startTransaction().execute();
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db);
    await wait(100);
    await expect(sql`select 1`.execute(transaction)).rejects.toThrow();
    await expect(transaction.rollback().execute()).rejects.toThrow();
    const others = Array.from({ length: 20 }, () => sql`select 1 as one`.execute(database.db));
    expect(await Promise.all(others)).toHaveLength(20);
    await database.close();
  });
});

describe('the one connection of the embedded database', () => {
  it('leaves this thread free during a long query', async () => {
    const database = await openTestDatabase('embedded');
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    const start = Date.now();
    await sql`select count(*) from generate_series(1, 600000)`.execute(database.db);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan((Date.now() - start) / 10 / 4);
    await database.close();
  });

  it('tells when the database has ended by itself, and fails what waits for it', async () => {
    const database = await openTestDatabase('embedded');
    const transaction = await database.db.startTransaction().execute();
    await sql`set local idle_in_transaction_session_timeout = 1`.execute(transaction);
    await wait(200);
    await expect(sql`select 1`.execute(transaction)).rejects.toThrow();
    await expect(database.died).resolves.toMatchObject({ code: 'database_unreachable' });
    await expect(sql`select 1`.execute(database.db)).rejects.toMatchObject({ code: 'database_unreachable' });
    await database.close();
  });
});

describe.concurrent.each(databaseKinds)('patience on %s', (kind) => {
  it('a transaction in which nothing happens for ten seconds is given up, and its place is free', async () => {
    const database = await openTestDatabase(kind);
    const stuck = await database.db.startTransaction().execute();
    await sql`insert into followers (name) values ('stuck')`.execute(stuck);
    await wait(11_000);
    const { rows } = await sql`select name from followers where name = 'stuck'`.execute(database.db);
    expect(rows).toEqual([]);
    await expect(sql`select 1`.execute(stuck)).rejects.toThrow();
    await stuck
      .rollback()
      .execute()
      .catch(() => {});
    await expect(sql`select 1 as one`.execute(database.db)).resolves.toMatchObject({ rows: [{ one: 1 }] });
    await database.close();
  });

  it('a transaction that says so may wait longer', async () => {
    const database = await openTestDatabase(kind);
    const patient = await database.db.startTransaction().execute();
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(patient);
    await wait(11_000);
    await expect(sql`select 1 as one`.execute(patient)).resolves.toMatchObject({ rows: [{ one: 1 }] });
    await patient.rollback().execute();
    await database.close();
  });

  it('whoever waited ten seconds for a connection is refused as busy, and the next is served', async () => {
    const database = await openTestDatabase(kind);
    const holders = Array.from({ length: kind === 'embedded' ? 1 : 10 }, () =>
      database.db.connection().execute(() => wait(12_000)),
    );
    const late = await sql`select 1`.execute(database.db).catch((error: unknown) => error);
    expect(late).toMatchObject({
      kind: 'unavailable',
      code: 'database_busy',
      extra: { retry_after: expect.any(Number) },
    });
    await Promise.all(holders);
    await expect(sql`select 1 as one`.execute(database.db)).resolves.toMatchObject({ rows: [{ one: 1 }] });
    await database.close();
  });
});
