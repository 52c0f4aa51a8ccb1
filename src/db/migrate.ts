import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { Unavailable } from '../lib/errors.ts';
import type { Database, Db } from './database.ts';

const folder = new URL('../../schema/', import.meta.url);
const migrationLock = 7_230_000;

interface Migration {
  number: number;
  name: string;
  script: string;
  checksum: string;
}

/**
 * Brings the database up to this release's schema, one transaction a file, each under a lock:
 * several processes may start at once, whoever comes second finds the work done.
 * @returns the names of the migrations that were applied now
 */
export async function migrate(database: Database): Promise<string[]> {
  const migrations = await readMigrations();
  const applied: string[] = [];
  for (const migration of migrations) {
    const known = await appliedMigrations(database.db);
    demandKnown(known, migrations);
    if (known.has(migration.number)) continue;
    await database.exec(wrap(migration));
    applied.push(migration.name);
  }
  demandKnown(await appliedMigrations(database.db), migrations);
  return applied;
}

/** Is the schema exactly this release's? */
export async function isMigrated(db: Db): Promise<boolean> {
  const [migrations, known] = [await readMigrations(), await appliedMigrations(db)];
  return known.size === migrations.length && migrations.every((migration) => known.has(migration.number));
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const script = await readFile(new URL(name, folder), 'utf8');
      return { number: Number(name.slice(0, 4)), name, script, checksum: createHash('sha256').update(script).digest('hex') };
    }),
  );
}

async function appliedMigrations(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ present: boolean }>`select to_regclass('schema_migrations') is not null as present`.execute(db);
  if (rows[0]?.present !== true) return new Map();
  const known = await sql<{ number: number; checksum: string }>`select number, checksum from schema_migrations`.execute(db);
  return new Map(known.rows.map((row) => [row.number, row.checksum]));
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
  const changed = migrations.find((migration) => known.has(migration.number) && known.get(migration.number) !== migration.checksum);
  if (changed !== undefined) {
    throw new Unavailable('schema_changed', `The migration ${changed.name} was applied with other contents. Restore the file as it was released.`);
  }
}

/**
 * One script is one transaction. Whoever comes second waits for the lock, and then finds the number taken and does nothing.
 */
function wrap(migration: Migration): string {
  return `
select pg_advisory_xact_lock(${migrationLock});
create table if not exists schema_migrations (
  number integer primary key,
  name text not null,
  checksum text not null,
  applied_at timestamptz(3) not null default now()
);
do $copse_migration$
begin
  if not exists (select from schema_migrations where number = ${migration.number}) then
    execute $copse_script$${migration.script}$copse_script$;
    insert into schema_migrations (number, name, checksum) values (${migration.number}, '${migration.name}', '${migration.checksum}');
  end if;
end
$copse_migration$;
`;
}
