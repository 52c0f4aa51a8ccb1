import { existsSync, lstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Config, readConfig } from '../../config.ts';
import { backup } from '../../db/backup/backup.ts';
import { writeWholeFile } from '../../db/backup/whole-file.ts';
import { connect, describeDatabase } from '../../db/connect.ts';
import { readFromHolder } from '../../db/embedded/holder.ts';
import { CliError, UsageError } from '../failures.ts';
import type { Output } from '../import.ts';
import { demandDatabase } from './database-place.ts';
import type { LocalRequest } from './requests.ts';

/** Everything into one file: asked of the process that holds the data folder, or read from the database itself. */
export async function backupTo(path: string, { force }: { force: boolean }, { out, err }: Output): Promise<void> {
  const config = readConfig();
  const file = resolve(path);
  demandPlace(file, force);
  demandDatabase(config);
  err.write(`Backing up ${describeDatabase(config)}\n`);
  await writeWholeFile(file, (sink) => fill(config, sink)).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === undefined ? error : new CliError(`${file} cannot be written: ${error.message}.`);
  });
  out.write(`Written to ${file}, ${sizeOf((await stat(file)).size)}: everything, private data too.\n`);
  out.write(
    'Keep it as you keep the database; tokens are in it as hashes, so that they go on working when it is restored.\n',
  );
}

function demandPlace(file: string, force: boolean): void {
  if (!existsSync(dirname(file))) throw new UsageError(`There is no folder ${dirname(file)} to write to.`);
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() === false)
    throw new UsageError(`${file} is no plain file, and is not replaced by one. Give another name.`);
  if (existsSync(file) && !force)
    throw new UsageError(`${file} is there already. Give another name, or overwrite it with --force.`);
}

async function fill(config: Config, sink: Writable): Promise<void> {
  const { databaseUrl, dataDir } = config;
  const held =
    databaseUrl === undefined ? await readFromHolder(dataDir, { command: 'backup' } satisfies LocalRequest) : undefined;
  if (held !== undefined) return await pipeline(held, sink);
  const database = await connect({ databaseUrl, dataDir });
  await backup(database.db, sink, new Date()).finally(() => database.close());
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
