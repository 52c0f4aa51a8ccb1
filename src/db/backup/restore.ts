import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { sql } from 'kysely';
import { Conflict, Unavailable } from '../../lib/errors.ts';
import type { Database, Db } from '../database.ts';
import { isDatabaseError } from '../failures.ts';
import { readLines } from '../lines.ts';
import { appliedMigrations, applyMigration, lockSchema, migrate, readMigrations } from '../migrate.ts';
import { demandAlone } from '../serving.ts';
import { listDrops, listForeignKeys, listTables, type Table } from './catalog.ts';
import {
  type BackupSummary,
  damaged,
  type EndLine,
  type Header,
  type SequencesLine,
  type TableLine,
} from './format.ts';

const batchChars = 2_000_000;
const batchRows = 1_000;
const maxLineBytes = 256 * 1024 * 1024;

type Lines = AsyncGenerator<string>;

/**
 * Makes the database what it was when the backup was made, whichever of the two databases that was: the schema of that
 * time, every row and number; then brings it to this release's schema. Up to there one transaction: a backup that is
 * damaged or cut off changes nothing. Throws `backup_damaged`, `backup_newer`, `database_not_empty`, `database_foreign`,
 * and `database_in_use` while a process serves from a database on a server.
 * @param options.force replaces a commons that is there
 */
export async function restore(
  database: Database,
  source: Readable,
  options: { force?: boolean } = {},
): Promise<BackupSummary> {
  const lines = readLines(unzipped(source), maxLineBytes);
  try {
    const header = await readHeader(lines);
    const summary = await database.db.transaction().execute(async (tx) => {
      await lockSchema(tx);
      await demandReplaceable(tx, options.force === true);
      await demandAlone(tx);
      await makeSchema(tx, header.schema);
      const rows = await withoutForeignKeys(tx, () => loadTables(tx, lines)).catch(rethrowRefused);
      return { schema: header.schema, created_at: header.created_at, rows };
    });
    await migrate(database);
    await sql`analyze`.execute(database.db);
    return summary;
  } finally {
    source.destroy();
  }
}

/** What gzip finds wrong (cut off, check sum) is told as damage; what the source itself fails by is not. */
async function* unzipped(source: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  pipeline(source, gunzip, () => {});
  try {
    yield* gunzip;
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw damaged((error as Error).message);
    throw error;
  }
}

async function readHeader(lines: Lines): Promise<Header> {
  const header = parse<Header>(await next(lines));
  if (header.format !== 'copse-backup') throw damaged('it begins with something else');
  if (header.format_version !== 1 || header.schema > ((await readMigrations()).at(-1)?.number ?? 0)) {
    throw new Unavailable(
      'backup_newer',
      `This backup was made by a newer release of Copse (schema ${header.schema}). Restore it with that one.`,
    );
  }
  return header;
}

async function demandReplaceable(tx: Db, force: boolean): Promise<void> {
  const tables = await listTables(tx);
  if (tables.length > 0 && (await appliedMigrations(tx)).size === 0) {
    throw new Conflict('database_foreign', 'The database holds tables that are not of Copse. Give an empty one.');
  }
  if (force) return;
  for (const { name } of tables) {
    const { rows } = await sql`select from ${sql.table(name)} limit 1`.execute(tx);
    if (rows.length > 0) {
      throw new Conflict(
        'database_not_empty',
        `The database holds a commons already (${name} has rows). Give an empty one, or replace all of it with --force.`,
      );
    }
  }
}

async function makeSchema(tx: Db, schema: number): Promise<void> {
  for (const statement of await listDrops(tx)) await sql.raw(statement).execute(tx);
  const migrations = (await readMigrations()).filter(({ number }) => number <= schema);
  for (const migration of migrations) await applyMigration(tx, migration);
}

/** Rows come in no order that references could follow, so these are checked as a whole when all are there. */
async function withoutForeignKeys<T>(tx: Db, load: () => Promise<T>): Promise<T> {
  const keys = await listForeignKeys(tx);
  for (const { table, name } of keys)
    await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(tx);
  const loaded = await load();
  for (const { table, name, definition } of keys) {
    await sql`alter table ${sql.raw(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(tx);
  }
  return loaded;
}

/** What the database can't take (values of another form, references to nowhere) was never written by a backup. */
function rethrowRefused(error: unknown): never {
  throw isDatabaseError(error) && /^2[23]/.test(error.code) ? damaged(error.message) : error;
}

async function loadTables(tx: Db, lines: Lines): Promise<Record<string, number>> {
  const tables = new Map((await listTables(tx)).map((table) => [table.name, table]));
  const rows: Record<string, number> = {};
  let text = await next(lines);
  while (text.startsWith('{"table":')) {
    const { table: name, columns } = parse<TableLine>(text);
    const table = tables.get(name);
    if (table === undefined || name in rows) throw damaged(`a table ${name} is not expected there`);
    const load = await loadRows(tx, { name, columns: columns.map((column) => columnOf(table, column)) }, lines);
    rows[name] = load.count;
    text = load.after;
  }
  const { sequences } = parse<SequencesLine>(text);
  for (const [name, last] of Object.entries(sequences ?? {})) {
    if (last !== null) await sql`select setval(quote_ident(${name})::regclass, ${last})`.execute(tx);
  }
  await demandEnd(lines, rows, tables);
  return rows;
}

async function loadRows(tx: Db, table: Table, lines: Lines): Promise<{ count: number; after: string }> {
  let count = 0;
  let batch: string[] = [];
  let size = 0;
  const flush = async () => {
    count += await insert(tx, table, batch);
    batch = [];
    size = 0;
  };
  for (;;) {
    const text = await next(lines);
    if (!text.startsWith('[')) {
      await flush();
      return { count, after: text };
    }
    batch.push(text);
    size += text.length;
    if (size >= batchChars || batch.length >= batchRows) await flush();
  }
}

/** The database reads the lines itself: each value goes from text to its column's type there. */
async function insert(tx: Db, { name, columns }: Table, batch: readonly string[]): Promise<number> {
  if (batch.length === 0) return 0;
  const values = columns.map(({ type }, index) => sql`(r ->> ${sql.lit(index)})::${sql.raw(type)}`);
  const { numAffectedRows } = await sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column.name)))}) overriding system value
    select ${sql.join(values)} from jsonb_array_elements(${`[${batch.join(',')}]`}::jsonb) r`.execute(tx);
  return Number(numAffectedRows);
}

function columnOf(table: Table, name: string): Table['columns'][number] {
  const column = table.columns.find((known) => known.name === name);
  if (column === undefined) throw damaged(`${table.name} has no column ${name}`);
  return column;
}

/** To the very end: only then gzip has compared its check sum. */
async function demandEnd(
  lines: Lines,
  loaded: Record<string, number>,
  tables: ReadonlyMap<string, Table>,
): Promise<void> {
  const { end, rows } = parse<EndLine>(await next(lines));
  if (end !== true) throw damaged('its end is missing');
  for (const name of tables.keys()) {
    if (rows[name] !== loaded[name]) throw damaged(`${name} should have ${rows[name]} rows, not ${loaded[name]}`);
  }
  if (!(await lines.next()).done) throw damaged('it goes on after its end');
}

async function next(lines: Lines): Promise<string> {
  const { value, done } = await lines.next();
  if (done) throw damaged('it is cut off');
  return value;
}

function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw damaged('a line is not JSON');
  }
}
