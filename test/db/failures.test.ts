import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { isDatabaseError, onConstraint } from '../../src/db/failures.ts';
import { transact } from '../../src/db/transaction.ts';
import { Conflict } from '../../src/lib/errors.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

describe.each(databaseKinds)('failures on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await sql`insert into followers (name) values ('taken')`.execute(database.db);
  });
  afterAll(() => database.close());

  const failing = (statement: string) =>
    sql
      .raw(statement)
      .execute(database.db)
      .catch((error: unknown) => error);

  it.each([
    [
      "insert into followers (name) values ('taken')",
      { code: '23505', constraint: 'followers_pkey', detail: 'Key (name)=(taken) already exists.' },
    ],
    ["insert into slugs values ('UPPER', gen_random_uuid())", { code: '23514', constraint: 'slugs_shape' }],
    ["insert into slugs values ('a', gen_random_uuid())", { code: '23503', constraint: 'slugs_work_id_fkey' }],
    ['insert into slugs values (null, null)', { code: '23502', column: 'slug' }],
    ['selec 1', { code: '42601', position: '1' }],
    ['select 1 / 0', { code: '22012' }],
    ["select 'a'::int", { code: '22P02' }],
    ['select * from nowhere', { code: '42P01' }],
  ])('%s is told by code and constraint', async (statement, members) => {
    const error = await failing(statement);
    expect(isDatabaseError(error)).toBe(true);
    expect(error).toMatchObject(members);
  });

  it('become failures of the domain by the name of the constraint', async () => {
    const insert = (name: string) => sql`insert into followers (name) values (${name})`.execute(database.db);
    const taken = new Conflict('name_taken', 'taken');
    await expect(insert('taken').catch(onConstraint('followers_pkey', () => taken))).rejects.toBe(taken);
    await expect(insert('taken').catch(onConstraint('another', () => taken))).rejects.toMatchObject({ code: '23505' });
  });

  it('leave nothing of their transaction, and the next one works', async () => {
    const attempt = transact(database.db, new Date(), async (tx) => {
      await sql`insert into followers (name) values ('half')`.execute(tx);
      await sql`select 1 / 0`.execute(tx);
    });
    await expect(attempt).rejects.toMatchObject({ code: '22012' });
    const { rows } = await sql`select name from followers where name = 'half'`.execute(database.db);
    expect(rows).toEqual([]);
  });

  it('that are swallowed in a transaction do not pass for a commit', async () => {
    const attempt = transact(database.db, new Date(), async (tx) => {
      await sql`select 1 / 0`.execute(tx).catch(() => {});
    });
    await expect(attempt).rejects.toThrow();
  });

  it('can be undone to a savepoint', async () => {
    const transaction = await database.db.startTransaction().execute();
    const inner = await transaction.savepoint('before').execute();
    await sql`select 1 / 0`.execute(inner).catch(() => {});
    await inner.rollbackToSavepoint('before').execute();
    const { rows } = await sql`select 1 as one`.execute(transaction);
    await transaction.commit().execute();
    expect(rows).toEqual([{ one: 1 }]);
  });
});
