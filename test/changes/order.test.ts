import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listChanges } from '../../src/changes/list.ts';
import type { Database } from '../../src/db/database.ts';
import { record, transact } from '../../src/db/transaction.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';
import { ids } from './lines.ts';

describe.each(databaseKinds)('the order of the log on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test('a reader at the end of the log misses no line of eight writers whose transactions overlap', async () => {
    const { db } = database;
    const written = new Set<string>();
    let isWriting = true;

    async function writer(): Promise<void> {
      for (const id of ids(40)) {
        await transact(db, new Date(), async (tx) => {
          record(tx, { subject: 'work', id, kind: 'article', version: 1, touch: 0, event: 'published' });
          await sql`select pg_sleep(${Math.random() * 0.01})`.execute(tx);
          written.add(id);
        });
      }
    }

    const seen: string[] = [];
    async function reader(): Promise<void> {
      let position = 0;
      for (;;) {
        const isLast = !isWriting;
        const changes = await listChanges(db, position, 7);
        seen.push(...changes.map(({ id }) => id));
        position = changes.at(-1)?.seq ?? position;
        if (isLast && changes.length === 0) return;
      }
    }

    const reading = reader();
    await Promise.all(Array.from({ length: 8 }, writer));
    isWriting = false;
    await reading;
    expect(seen.length).toBe(320);
    expect(new Set(seen)).toEqual(written);
  });

  test('a transaction that is rolled back leaves no line', async () => {
    const { db } = database;
    const [id] = ids(1);
    const failing = transact(db, new Date(), async (tx) => {
      record(tx, { subject: 'work', id: id!, kind: 'article', version: 1, touch: 0, event: 'published' });
      await sql`select 1 / 0`.execute(tx);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect((await listChanges(db, 0, 1_000)).map((change) => change.id)).not.toContain(id);
  });
});
