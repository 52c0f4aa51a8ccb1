import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Db } from '../../src/db/database.ts';
import { prepareQuery } from '../../src/db/prepared.ts';
import { transact } from '../../src/db/transaction.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

describe.each(databaseKinds)('a prepared query on %s', (kind) => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    await database.db
      .insertInto('followers')
      .values([
        { name: 'a', position: 1 },
        { name: 'b', position: 2 },
      ])
      .execute();
  });
  afterEach(async () => await database.close());

  const find = prepareQuery((db, value) =>
    db
      .selectFrom('followers')
      .selectAll()
      .where('name', '=', value<string>('name', 'text'))
      .where('position', '>=', value<number>('least', 'bigint'))
      .limit(value<number>('limit', 'bigint')),
  );
  const planned = async () => {
    const { rows } = await sql<{ name: string }>`select name from pg_prepared_statements`.execute(database.db);
    return rows.filter(({ name }) => name.startsWith('prepared_'));
  };

  it('answers for the values it is given, and is planned once', async () => {
    expect(await find(database.db, { name: 'a', least: 0, limit: 9 })).toMatchObject([{ name: 'a', position: 1 }]);
    expect(await find(database.db, { name: 'b', least: 0, limit: 9 })).toMatchObject([{ name: 'b', position: 2 }]);
    expect(await find(database.db, { name: 'b', least: 3, limit: 9 })).toEqual([]);
    expect(await find(database.db, { name: 'a', least: 0, limit: 0 })).toEqual([]);
    expect(await planned()).toHaveLength(1);
  });

  it('keeps its plan where one for the values given would be cheaper', async () => {
    await sql`insert into followers (name, position) select 'more ' || n, n from generate_series(1, 5000) n`.execute(
      database.db,
    );
    await sql`analyze followers`.execute(database.db);
    const page = prepareQuery((db, value) =>
      db.selectFrom('followers').selectAll().orderBy('name').limit(value<number>('limit', 'bigint')),
    );
    for (let asked = 0; asked < 30; asked += 1) await page(database.db, { limit: 2 });
    const { rows } = await sql<{ kept: number }>`
      select max(generic_plans)::int as kept from pg_prepared_statements where name like 'prepared_%'`.execute(
      database.db,
    );
    expect(rows[0]!.kept).toBeGreaterThan(0);
  });

  it('sees what its transaction has written', async () => {
    const seen = await transact(database.db, new Date(), async (tx) => {
      await tx.updateTable('followers').set({ position: 7 }).where('name', '=', 'a').execute();
      return await find(tx, { name: 'a', least: 7, limit: 9 });
    });
    expect(seen).toMatchObject([{ position: 7 }]);
  });

  it('goes on when the schema has changed under it', async () => {
    await find(database.db, { name: 'a', least: 0, limit: 9 });
    await database.db.schema.alterTable('followers').addColumn('note', 'text').execute();
    expect(await find(database.db, { name: 'a', least: 0, limit: 9 })).toMatchObject([{ name: 'a', note: null }]);
    expect(await find(database.db, { name: 'b', least: 0, limit: 9 })).toMatchObject([{ name: 'b', note: null }]);
  });

  it.each(['alone', 'in a transaction'])('goes on %s when something between has forgotten its plan', async (where) => {
    const ask = (db: Db) => find(db, { name: 'a', least: 0, limit: 9 });
    await ask(database.db);
    await sql`deallocate all`.execute(database.db);
    for (const time of ['first', 'next']) {
      const rows = where === 'alone' ? await ask(database.db) : await transact(database.db, new Date(), ask);
      expect(rows, time).toMatchObject([{ name: 'a' }]);
    }
  });
});
