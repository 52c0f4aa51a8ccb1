import { Kysely, sql } from 'kysely';
import { Unavailable } from '../lib/errors.ts';
import type { Database, Db } from './database.ts';
import { openEmbedded } from './embedded/open.ts';
import { openPostgres } from './postgres.ts';
import type { Tables } from './tables.ts';

export interface ConnectOptions {
  databaseUrl: string | undefined;
  dataDir: string;
  /** Connections to a server at the most; the embedded database has one. */
  poolSize?: number;
  /** Answers what other processes ask over the folder's socket (embedded only). */
  answer?: (request: unknown) => Promise<unknown>;
}

/** Opens PostgreSQL where a URL is given, else the embedded database in `dataDir`. */
export async function connect(options: ConnectOptions): Promise<Database> {
  if (options.databaseUrl === undefined) return await connectEmbedded(options);
  const { dialect, ...rest } = openPostgres(options.databaseUrl, options.poolSize ?? 10);
  const database: Database = {
    kind: 'postgres',
    db: new Kysely<Tables>({ dialect }),
    died: new Promise(() => {}),
    ...rest,
  };
  try {
    await demandUsableServer(database.db);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function connectEmbedded(options: ConnectOptions): Promise<Database> {
  const { dialect, ...rest } = await openEmbedded(
    options.dataDir,
    options.answer === undefined ? {} : { answer: options.answer },
  );
  return { kind: 'embedded', db: new Kysely<Tables>({ dialect }), ...rest };
}

/** Trigrams of non-Latin words are empty under LC_CTYPE C, and text outside UTF-8 cannot be stored: better said at once. */
async function demandUsableServer(db: Db): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string; ctype: string }>`
    select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding, datctype as ctype
    from pg_database where datname = current_database()`.execute(db);
  const server = rows[0]!;
  const wrong =
    server.version < 150_000
      ? `PostgreSQL 15 or later is needed; this server is ${Math.floor(server.version / 10_000)}.`
      : server.encoding !== 'UTF8'
        ? `The database must have the encoding UTF8; it has ${server.encoding}.`
        : server.ctype === 'C' || server.ctype === 'POSIX'
          ? `The database has LC_CTYPE ${server.ctype}, under which search finds no word outside ASCII. Create it with e.g. LOCALE 'C.UTF-8'.`
          : undefined;
  if (wrong !== undefined) throw new Unavailable('database_unusable', wrong);
}
