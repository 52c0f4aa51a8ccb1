import { Kysely, sql } from 'kysely';
import { Unavailable } from '../lib/errors.ts';
import type { Database, Db } from './database.ts';
import { openEmbedded } from './embedded/open.ts';
import { describeServer, openPostgres } from './postgres.ts';
import type { Tables } from './tables.ts';
import { unreachable } from './unreachable.ts';

export interface ConnectOptions {
  databaseUrl: string | undefined;
  dataDir: string;
  /** Connections to a server at the most; the embedded database has one. */
  poolSize?: number;
  /** Answers what other processes ask over the folder's socket (embedded only). */
  answer?: (request: unknown) => Promise<unknown>;
}

/** For people: which database that is, without the password. */
export function describeDatabase({ databaseUrl, dataDir }: Pick<ConnectOptions, 'databaseUrl' | 'dataDir'>): string {
  return databaseUrl === undefined
    ? `the embedded database in ${dataDir}`
    : `PostgreSQL at ${describeServer(databaseUrl)}`;
}

/**
 * Opens PostgreSQL where a URL is given, else the embedded database in `dataDir`.
 * Throws `database_unreachable`, `database_unusable`, and for the embedded one as `openEmbedded`.
 */
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
    throw unreachable(describeServer(options.databaseUrl), error);
  }
  return database;
}

async function connectEmbedded(options: ConnectOptions): Promise<Database> {
  const { dialect, ...rest } = await openEmbedded(
    options.dataDir,
    options.answer === undefined ? {} : { answer: options.answer },
  ).catch((error: unknown) => {
    throw unwritable(options.dataDir, error);
  });
  return { kind: 'embedded', db: new Kysely<Tables>({ dialect }), ...rest };
}

function unwritable(dataDir: string, error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOSPC'].includes(code)) return error;
  return new Unavailable(
    'folder_unusable',
    `The folder that DATA_DIR names, ${dataDir}, cannot be written to (${code}). Give it to the user that runs Copse, or set DATA_DIR to another one.`,
  );
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
