import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import { appliedMigrations, applyMigration, isMigrated, migrate, readMigrations } from '../../src/db/migrate.ts';
import { createServerDatabase, databaseKinds, openTestDatabase } from '../support/databases.ts';
import { run } from './processes/run.ts';

describe.each(databaseKinds)('migrating %s', (kind) => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.close());

  it('a second time does nothing', async () => {
    expect(await isMigrated(database.db)).toBe(true);
    expect(await migrate(database)).toEqual([]);
  });

  it('applies what is missing, in order', async () => {
    const migrations = await readMigrations();
    await sql`drop schema public cascade`.execute(database.db);
    await sql`create schema public`.execute(database.db);
    expect(await isMigrated(database.db)).toBe(false);
    expect(await migrate(database)).toEqual(migrations.map(({ name }) => name));
    expect([...(await appliedMigrations(database.db)).keys()].toSorted((a, b) => a - b)).toEqual(
      migrations.map(({ number }) => number),
    );
    expect(await isMigrated(database.db)).toBe(true);
  });

  it('refuses a schema of a newer release, and touches nothing', async () => {
    await sql`insert into schema_migrations (number, name, checksum) values (9999, '9999_later.sql', '')`.execute(
      database.db,
    );
    await expect(migrate(database)).rejects.toMatchObject({
      code: 'schema_newer',
      message: expect.stringContaining('9999'),
    });
    expect(await isMigrated(database.db)).toBe(false);
  });

  it('refuses a migration that was applied with other contents', async () => {
    await sql`update schema_migrations set checksum = 'other' where number = 2`.execute(database.db);
    await expect(migrate(database)).rejects.toMatchObject({
      code: 'schema_changed',
      message: expect.stringContaining('0002_works.sql'),
    });
  });

  it('that fails half-way leaves nothing of the file, and names it', async () => {
    const broken = {
      number: 9000,
      name: '9000_broken.sql',
      script: 'create table half (a int); select 1 / 0;',
      checksum: '',
    };
    const attempt = database.db.transaction().execute((tx) => applyMigration(tx, broken));
    await expect(attempt).rejects.toThrow(/9000_broken\.sql.*division by zero/);
    const { rows } = await sql`select to_regclass('half')::text as half`.execute(database.db);
    expect(rows).toEqual([{ half: null }]);
    expect(await migrate(database)).toEqual([]);
  });
});

describe.runIf(databaseKinds.includes('postgres'))('migrating an empty server database', () => {
  it('by four processes at once applies each migration once, and all of them start', async () => {
    const target = await createServerDatabase({ migrated: false });
    const processes = Array.from({ length: 4 }, () => run('migrate', target.url));
    const applied = await Promise.all(processes.map((process) => process.line()));
    const total = applied.map(Number).reduce((sum, count) => sum + count, 0);
    expect(total).toBe((await readMigrations()).length);
    const database = await connect({ databaseUrl: target.url, dataDir: '' });
    expect(await isMigrated(database.db)).toBe(true);
    await database.close();
    await target.drop();
  });

  // What one migration loads, the session of the next may not have: an upgrade is another session.
  it('one by one, each in a session of its own, needs no superuser', async () => {
    const target = await createServerDatabase({ migrated: false });
    const inSession = async (text: string, role?: string) => {
      const client = new pg.Client({ connectionString: target.url });
      await client.connect();
      try {
        if (role !== undefined) await client.query(`set session authorization ${role}`);
        return await client.query(text);
      } finally {
        await client.end();
      }
    };
    // A role that every server has.
    const owner = 'pg_monitor';
    const { rows } = await inSession('select quote_ident(current_database()) as database');
    await inSession(`alter database ${rows[0].database} owner to ${owner}`);
    try {
      for (const { name, script } of await readMigrations()) {
        await expect(inSession(script, owner), name).resolves.toBeDefined();
      }
    } finally {
      await target.drop();
    }
  });
});

describe('the migrations', () => {
  it('are numbered without a gap', async () => {
    const numbers = (await readMigrations()).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('with one number twice are refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copse-schema-'));
    for (const name of ['0001_a.sql', '0002_b.sql', '0002_c.sql']) writeFileSync(join(folder, name), '');
    await expect(readMigrations(pathToFileURL(`${folder}/`))).rejects.toThrow('0002_b.sql');
    rmSync(folder, { recursive: true });
  });
});
