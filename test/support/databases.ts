import { Kysely } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import type { Database } from '../../src/db/database.ts';
import { startEngine } from '../../src/db/embedded/engine.ts';
import { present } from '../../src/db/embedded/open.ts';
import type {} from './database-setup.ts';
import { urlOf } from './postgres-cluster.ts';

export type DatabaseKind = Database['kind'];

/** The embedded database always; PostgreSQL where the tests have a server. */
export const databaseKinds: readonly DatabaseKind[] =
  inject('databases').postgres === undefined ? ['embedded'] : ['embedded', 'postgres'];

let created = 0;

/** A migrated, empty database of one's own. Close it: on a server that drops it. */
export async function openTestDatabase(kind: DatabaseKind): Promise<Database> {
  return kind === 'embedded' ? await openEmbeddedCopy() : await openServerCopy();
}

/** A migrated, empty database on the test server, for processes that take DATABASE_URL. */
export async function createServerDatabase(
  options: { migrated: boolean } = { migrated: true },
): Promise<{ url: string; drop(): Promise<void> }> {
  const { server, template } = demandServer();
  created += 1;
  const name = `${template}_${process.pid}_${created}`;
  await query(
    server,
    `create database ${name} template ${options.migrated ? template : "template0 encoding 'UTF8' locale 'C.UTF-8'"}`,
  );
  return { url: urlOf(server, name), drop: () => query(server, `drop database if exists ${name} with (force)`) };
}

async function openEmbeddedCopy(): Promise<Database> {
  const database = present(await startEngine({ load: inject('databases').embedded }));
  return { kind: 'embedded', db: new Kysely({ dialect: database.dialect }), ...database };
}

async function openServerCopy(): Promise<Database> {
  const { url, drop } = await createServerDatabase();
  const database = await connect({ databaseUrl: url, dataDir: '' });
  return { ...database, close: () => database.close().finally(drop) };
}

function demandServer(): { server: string; template: string } {
  const found = inject('databases').postgres;
  if (found === undefined) throw new Error('There is no PostgreSQL server here: use describe.each(databaseKinds).');
  return found;
}

async function query(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
