import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { changesChannel, record, transact } from '../../src/db/transaction.ts';
import { newId } from '../../src/lib/ids.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(databaseKinds)('notifications on %s', (kind) => {
  it('wake at commit, not before, and not at a rollback', async () => {
    const database = await openTestDatabase(kind);
    let woken = 0;
    await database.listen('copse_test', () => {
      woken += 1;
    });
    woken = 0;
    await database.db.transaction().execute(async (tx) => {
      await sql`select pg_notify('copse_test', '')`.execute(tx);
      await wait(100);
      expect(woken).toBe(0);
    });
    await expect.poll(() => woken).toBe(1);
    await database.db
      .transaction()
      .execute(async (tx) => {
        await sql`select pg_notify('copse_test', '')`.execute(tx);
        throw new Error('no');
      })
      .catch(() => {});
    await wait(100);
    expect(woken).toBe(1);
    await database.close();
  });

  it('reach every listener of their channel, until it stops', async () => {
    const database = await openTestDatabase(kind);
    const heard: string[] = [];
    const stop = await database.listen('copse_test', () => heard.push('a'));
    await database.listen('copse_test', () => heard.push('b'));
    await database.listen('other', () => heard.push('other'));
    heard.length = 0;
    await sql`select pg_notify('copse_test', '')`.execute(database.db);
    await expect.poll(() => heard.toSorted()).toEqual(['a', 'b']);
    await stop();
    await sql`select pg_notify('copse_test', '')`.execute(database.db);
    await expect.poll(() => heard.toSorted()).toEqual(['a', 'b', 'b']);
    await database.close();
  });

  it('come with every transaction that wrote change lines', async () => {
    const database = await openTestDatabase(kind);
    let woken = 0;
    await database.listen(changesChannel, () => {
      woken += 1;
    });
    woken = 0;
    await transact(database.db, new Date(), async (tx) => {
      record(tx, { subject: 'work', id: newId(), kind: 'article', version: 1, touch: 0, event: 'published' });
    });
    await expect.poll(() => woken).toBe(1);
    await database.close();
  });
});

describe.runIf(databaseKinds.includes('postgres'))('a broken connection to the server', () => {
  it('is opened again, and what was missed is looked for', async () => {
    const database = await openTestDatabase('postgres');
    let woken = 0;
    await database.listen('copse_test', () => {
      woken += 1;
    });
    woken = 0;
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()`.execute(database.db);
    await sql`select pg_notify('copse_test', '')`.execute(database.db);
    await expect.poll(() => woken, { timeout: 10_000 }).toBe(1);
    await sql`select pg_notify('copse_test', '')`.execute(database.db);
    await expect.poll(() => woken, { timeout: 10_000 }).toBe(2);
    await database.close();
  });
});
