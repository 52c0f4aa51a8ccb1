import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { Unavailable } from '../lib/errors.ts';
import type { Database, Db } from './database.ts';
import { liftLimits } from './limits.ts';

const folder = new URL('../../schema/', import.meta.url);
const migrationLock = 7_230_000;

export interface Migration {
  number: number;
  name: string;
  script: string;
  /** SHA-256 of the script, in hex. */
  checksum: string;
}

/**
 * Brings the database up to this release's schema, one transaction a file, each under a lock:
 * several processes may start at once, whoever comes second finds the work done.
 * Throws `schema_newer` and `schema_changed` where this release must not touch the database.
 * @returns the names of the migrations that were applied now, by this process
 */
export async function migrate({ db }: Pick<Database, 'db'>): Promise<string[]> {
  const migrations = await readMigrations();
  const known = await appliedMigrations(db);
  demandKnown(known, migrations);
  const applied: string[] = [];
  for (const migration of migrations.filter(({ number }) => !known.has(number))) {
    if (await applyAlone(db, migration, migrations)) applied.push(migration.name);
  }
  return applied;
}

/** Is the schema exactly this release's? */
export async function isMigrated(db: Db): Promise<boolean> {
  const [migrations, known] = [await readMigrations(), await appliedMigrations(db)];
  return known.size === migrations.length && migrations.every((migration) => known.has(migration.number));
}

/** This release's migrations in order. @param from another folder than the release's own */
export async function readMigrations(from: URL = folder): Promise<Migration[]> {
  const names = (await readdir(from)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort();
  const migrations = await Promise.all(
    names.map(async (name) => {
      const script = await readFile(new URL(name, from), 'utf8');
      return {
        number: Number(name.slice(0, 4)),
        name,
        script,
        checksum: createHash('sha256').update(script).digest('hex'),
      };
    }),
  );
  const twice = migrations.find(({ number }, index) => migrations[index + 1]?.number === number);
  if (twice !== undefined) throw new Error(`Two migrations have the number of ${twice.name}.`);
  return migrations;
}

/**
 * The number of each migration that the database has, and its checksum. Asks the catalog's table, not `to_regclass`:
 * after a wait for the lock that may still answer from what the connection remembers, without the table made meanwhile.
 */
export async function appliedMigrations(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ present: boolean }>`
    select exists (
      select from pg_tables where tablename = 'schema_migrations' and schemaname = any(current_schemas(false))
    ) as present`.execute(db);
  if (rows[0]?.present !== true) return new Map();
  const known = await sql<{ number: number; checksum: string }>`select number, checksum from schema_migrations`.execute(
    db,
  );
  return new Map(known.rows.map((row) => [row.number, row.checksum]));
}

/** Waits for its turn to change the schema; the turn ends with the transaction. */
export async function lockSchema(tx: Db): Promise<void> {
  await liftLimits(tx);
  await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
}

/** Runs one migration in the transaction given, which holds the schema's lock. */
export async function applyMigration(tx: Db, { number, name, script, checksum }: Migration): Promise<void> {
  await sql`
    create table if not exists schema_migrations (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz(3) not null default now()
    )`.execute(tx);
  await sql
    .raw(script)
    .execute(tx)
    .catch((cause: Error) => {
      throw new Error(`The migration ${name} has failed: ${cause.message}`, { cause });
    });
  await sql`insert into schema_migrations (number, name, checksum) values (${number}, ${name}, ${checksum})`.execute(
    tx,
  );
}

async function applyAlone(db: Db, migration: Migration, migrations: readonly Migration[]): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    await lockSchema(tx);
    const known = await appliedMigrations(tx);
    demandKnown(known, migrations);
    if (known.has(migration.number)) return false;
    await applyMigration(tx, migration);
    return true;
  });
}

function demandKnown(known: ReadonlyMap<number, string>, migrations: readonly Migration[]): void {
  const newest = Math.max(0, ...known.keys());
  const ours = migrations.at(-1)?.number ?? 0;
  if (newest > ours) {
    throw new Unavailable(
      'schema_newer',
      `The database has schema ${newest}, this release of Copse knows ${ours}. Start the newer release, or restore a backup made with this one.`,
    );
  }
  const changed = migrations.find(
    (migration) => known.has(migration.number) && known.get(migration.number) !== migration.checksum,
  );
  if (changed !== undefined) {
    throw new Unavailable(
      'schema_changed',
      `The migration ${changed.name} was applied with other contents. Restore the file as it was released.`,
    );
  }
}
