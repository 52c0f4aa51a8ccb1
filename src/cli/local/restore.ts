import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { readConfig } from '../../config.ts';
import { restore } from '../../db/backup/restore.ts';
import { connect, describeDatabase } from '../../db/connect.ts';
import { UsageError } from '../failures.ts';
import type { Output } from '../import.ts';
import { describeAdminToken } from './admin-token.ts';

/** Everything from one file, into an empty database or, by `force`, over what is there. */
export async function restoreFrom(file: string, { force }: { force: boolean }, { out, err }: Output): Promise<void> {
  const config = readConfig();
  const source = await openSource(file);
  err.write(`Restoring into ${describeDatabase(config)}\n`);
  const database = await connect(config);
  try {
    const { created_at, rows } = await restore(database, source, { force });
    out.write(
      `Restored the backup of ${created_at}: ${rows.works ?? 0} works, ${rows.revisions ?? 0} revisions, ${rows.contributors ?? 0} contributors.\n`,
    );
    out.write('Every token works that worked when the backup was made, and no other.\n');
    out.write(`${await describeAdminToken(database.db, config, new Date())}\n`);
  } finally {
    await database.close();
  }
}

/** @param file `-`: standard input, for a process that may not open the file, as in a container */
async function openSource(file: string): Promise<Readable> {
  if (file === '-') return process.stdin;
  const source = createReadStream(file);
  await once(source, 'open').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${error.code}).`);
  });
  return source;
}
