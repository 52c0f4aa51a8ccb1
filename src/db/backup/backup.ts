import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { Unavailable } from '../../lib/errors.ts';
import type { Db } from '../database.ts';
import { liftLimits } from '../limits.ts';
import { appliedMigrations } from '../migrate.ts';
import { listSequences, listTables, type Table } from './catalog.ts';
import type { BackupSummary, EndLine, Header, SequencesLine, TableLine } from './format.ts';
import { writeWholeFile } from './whole-file.ts';

/** Rows are fetched so many that they come to about this, and never more than a hundred. */
const batchChars = 4_000_000;
const batchRows = 100;

/**
 * Writes everything as it is at one moment. The sink should be fast, as a file is: the embedded database serves nobody
 * else meanwhile, and a server keeps what was deleted. For slow ones there is `spoolBackup`.
 */
export async function backup(db: Db, sink: Writable, now: Date): Promise<BackupSummary> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await prepare(tx);
      const schema = Math.max(0, ...(await appliedMigrations(tx)).keys());
      if (schema === 0)
        throw new Unavailable('database_empty', 'There is nothing to back up: the database has no schema yet.');
      const summary: BackupSummary = { schema, created_at: now.toISOString(), rows: {} };
      // Speed counts here, not the last tenth of the size.
      await pipeline(Readable.from(lines(tx, summary), { highWaterMark: 1 }), createGzip({ level: 4 }), sink);
      return summary;
    });
}

/** A backup to be read at any pace: made in `folder` first, and removed from there as soon as it is open. */
export async function spoolBackup(db: Db, folder: string, now: Date): Promise<Readable> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `backup-${randomUUID()}`);
  await writeWholeFile(file, (sink) => backup(db, sink, now));
  const handle = await open(file);
  await rm(file);
  return handle.createReadStream();
}

/** Values as text, the same from every session. */
async function prepare(tx: Db): Promise<void> {
  await liftLimits(tx);
  const settings = {
    timezone: 'UTC',
    datestyle: 'ISO, YMD',
    intervalstyle: 'postgres',
    bytea_output: 'hex',
    extra_float_digits: '1',
  };
  for (const [name, value] of Object.entries(settings))
    await sql`select set_config(${name}, ${value}, true)`.execute(tx);
}

async function* lines(tx: Db, summary: BackupSummary): AsyncGenerator<string> {
  const { schema, created_at, rows } = summary;
  yield line({ format: 'copse-backup', format_version: 1, schema, created_at });
  for (const table of await listTables(tx)) {
    yield line({ table: table.name, columns: table.columns.map(({ name }) => name) });
    rows[table.name] = yield* rowLines(tx, table);
  }
  yield line({ sequences: await listSequences(tx) });
  yield line({ end: true, rows });
}

function line(value: Header | TableLine | SequencesLine | EndLine): string {
  return `${JSON.stringify(value)}\n`;
}

async function* rowLines(tx: Db, { name, columns }: Table): AsyncGenerator<string, number> {
  const values = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  await sql`declare copse_backup no scroll cursor for select json_build_array(${values})::text as line from ${sql.table(name)}`.execute(
    tx,
  );
  let total = 0;
  for (let size = 10; ; ) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(size))} from copse_backup`.execute(tx);
    if (rows.length === 0) break;
    const text = rows.map((row) => `${row.line}\n`).join('');
    yield text;
    total += rows.length;
    size = Math.max(1, Math.min(batchRows, Math.floor((rows.length * batchChars) / text.length)));
  }
  await sql`close copse_backup`.execute(tx);
  return total;
}
