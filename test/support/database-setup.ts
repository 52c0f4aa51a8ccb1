import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/db/connect.ts';
import { startEngine } from '../../src/db/embedded/engine.ts';
import { present } from '../../src/db/embedded/open.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { Tables } from '../../src/db/tables.ts';
import { findPostgres, startCluster, urlOf } from './postgres-cluster.ts';

export interface TestDatabases {
  /** A migrated embedded database as one file. */
  embedded: string;
  postgres: { server: string; template: string } | undefined;
}

declare module 'vitest' {
  export interface ProvidedContext {
    databases: TestDatabases;
  }
}

const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/copse/', import.meta.url));
const hourMs = 3_600_000;

/** Runs once, before all test files: what `openTestDatabase` opens copies of. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const embedded = await embeddedDump();
  const server = await findServer();
  const template = server && (await makeTemplate(server.url));
  project.provide('databases', {
    embedded,
    postgres: server && template ? { server: server.url, template } : undefined,
  });
  return async () => {
    if (server && template) await dropDatabases(server.url, (name) => name.startsWith(template));
    await server?.stop();
  };
}

/** Making a database takes seconds, so it is kept as long as the migrations are the same. */
async function embeddedDump(): Promise<string> {
  await mkdir(cacheFolder, { recursive: true });
  const file = join(cacheFolder, `${await fingerprint()}.tar`);
  await removeOld(file);
  if (existsSync(file)) return file;
  const engine = await startEngine({});
  const database = present(engine);
  const db = new Kysely<Tables>({ dialect: database.dialect });
  await migrate({ db });
  // Two thirds of the files belong to databases that nobody opens.
  await sql`update pg_database set datistemplate = false`.execute(db);
  for (const unused of ['template0', 'template1']) await sql`drop database ${sql.ref(unused)}`.execute(db);
  await sql`checkpoint`.execute(db);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await engine.dump());
  await rename(draft, file);
  await database.close();
  return file;
}

async function fingerprint(): Promise<string> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const migrations = (await readdir(join(root, 'schema'))).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
  const files = [
    ...migrations.map((name) => `schema/${name}`),
    'src/db/migrate.ts',
    'test/support/database-setup.ts',
    'src/db/embedded/worker.ts',
    'node_modules/@electric-sql/pglite/package.json',
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

async function removeOld(current: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    const file = join(cacheFolder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (file !== current && Date.now() - mtimeMs > 24 * hourMs) await rm(file, { force: true });
  }
}

async function findServer(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => {} };
  const programs = findPostgres();
  const failure =
    programs === undefined
      ? 'TEST_DATABASE_URL is not set and neither initdb nor postgres is found'
      : await startCluster(programs).catch(
          (error: Error) => `the server in ${programs} does not start: ${error.message}`,
        );
  if (typeof failure !== 'string') return failure;
  if (process.env.REQUIRE_POSTGRES === '1') throw new Error(`REQUIRE_POSTGRES=1, but ${failure}.`);
  const suites = await countSuites();
  console.warn(
    `\nSKIPPED on PostgreSQL: ${suites} test files run on the embedded database only, because ${failure}.\n`,
  );
  return undefined;
}

async function countSuites(): Promise<number> {
  const folder = fileURLToPath(new URL('../', import.meta.url));
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.test.ts'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.filter((text) => text.includes('databaseKinds')).length;
}

/** The names say when, so that what an ended run left behind can be told from what a running one uses. */
async function makeTemplate(server: string): Promise<string> {
  await dropDatabases(server, (name) => Date.now() - Number.parseInt(name.split('_')[2] ?? '', 36) > 3 * hourMs);
  const name = `copse_test_${Date.now().toString(36)}_${process.pid}`;
  await onServer(server, (client) =>
    client.query(`create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`),
  );
  const database = await connect({ databaseUrl: urlOf(server, name), dataDir: '' });
  await migrate(database);
  await database.close();
  return name;
}

async function dropDatabases(server: string, isMeant: (name: string) => boolean): Promise<void> {
  await onServer(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 'copse\\_test\\_%'",
    );
    for (const { datname } of rows.filter((row) => isMeant(row.datname)))
      await client.query(`drop database if exists ${datname} with (force)`);
  });
}

async function onServer(server: string, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
