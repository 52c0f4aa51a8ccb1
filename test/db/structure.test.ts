import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { renderStructure } from '../../scripts/structure.ts';
import { renderTableTypes } from '../../scripts/table-types.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

const committed = await readFile(new URL('../../schema/structure.sql', import.meta.url), 'utf8');
const committedTypes = await readFile(new URL('../../src/db/tables.ts', import.meta.url), 'utf8');

describe.each(databaseKinds)('the structure on %s', (kind) => {
  it('is the committed one, and so are the types of its rows', async () => {
    const database = await openTestDatabase(kind);
    expect(await renderStructure(database.db)).toBe(committed);
    expect(await renderTableTypes(database.db)).toBe(committedTypes);
    await database.close();
  });

  it('comes out the same when the committed one is run', async () => {
    const database = await openTestDatabase(kind);
    await sql`drop schema public cascade`.execute(database.db);
    await sql`create schema public`.execute(database.db);
    await sql.raw(committed).execute(database.db);
    expect(await renderStructure(database.db)).toBe(committed);
    await database.close();
  });
});
