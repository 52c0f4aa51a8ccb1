import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { readConfig } from '../../config.ts';
import { backupToFile } from '../../db/backup/backup.ts';
import { restore } from '../../db/backup/restore.ts';
import { connect } from '../../db/connect.ts';
import { readFromHolder } from '../../db/embedded/holder.ts';
import { UsageError } from '../failures.ts';
import type { LocalRequest } from './requests.ts';

/** Everything into one file: asked of the process that holds the data folder, or read from the database itself. */
export async function backupTo(file: string): Promise<void> {
  const { databaseUrl, dataDir } = readConfig();
  const held =
    databaseUrl === undefined ? await readFromHolder(dataDir, { command: 'backup' } satisfies LocalRequest) : undefined;
  if (held !== undefined) {
    const draft = `${file}.${process.pid}.tmp`;
    try {
      await pipeline(held, createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  } else {
    const database = await connect({ databaseUrl, dataDir });
    await backupToFile(database.db, file, new Date()).finally(() => database.close());
  }
  process.stdout.write(
    `Written to ${file}: everything, tokens' hashes and private data too. Keep it as you keep the database.\n`,
  );
}

/** Everything from one file, into an empty database or, by `force`, over what is there. */
export async function restoreFrom(file: string, { force }: { force: boolean }): Promise<void> {
  const source = createReadStream(file);
  await new Promise<void>((resolve, reject) => {
    source
      .once('open', () => resolve())
      .once('error', (error: NodeJS.ErrnoException) =>
        reject(new UsageError(`${file} cannot be read (${error.code}).`)),
      );
  });
  const { databaseUrl, dataDir } = readConfig();
  const database = await connect({ databaseUrl, dataDir });
  try {
    const { created_at, rows } = await restore(database, source, { force });
    process.stdout.write(
      `Restored the backup of ${created_at}: ${rows.works ?? 0} works, ${rows.revisions ?? 0} revisions, ${rows.contributors ?? 0} contributors.\n`,
    );
  } finally {
    await database.close();
  }
}
