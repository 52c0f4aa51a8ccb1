import { mkdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Unavailable } from '../../lib/errors.ts';
import { startThread } from './thread.ts';

/** The PostgreSQL inside PGlite, whose files another major version can't read. */
export const embeddedVersion = '18';

/**
 * The folder with the files of the database, made when it is not there: in a temporary folder first, renamed when
 * complete, so that a process that ends meanwhile leaves nothing half made. The caller holds the lock.
 */
export async function prepareFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, 'db');
  const version = await versionIn(folder);
  if (version === undefined) await initialise(dataDir, folder);
  else if (version !== embeddedVersion) throw foreign(folder, version);
  return folder;
}

async function versionIn(folder: string): Promise<string | undefined> {
  // A mount point or a careful operator may have made the folder: empty, it is as good as none.
  const isGone = await rmdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
  if (isGone) return undefined;
  const text = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (text !== undefined) return text.trim();
  throw new Unavailable(
    'folder_unusable',
    `${folder} holds something else than a database. Set DATA_DIR to another folder.`,
  );
}

/** In a thread of its own, which gives back the memory that this takes. */
async function initialise(dataDir: string, folder: string): Promise<void> {
  const draft = join(dataDir, 'db.tmp');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  const thread = await startThread({ dataDir: draft });
  await thread.close();
  await rename(draft, folder);
}

function foreign(folder: string, version: string): Unavailable {
  return new Unavailable(
    'database_version',
    `${folder} was made by PostgreSQL ${version}, this release of Copse has ${embeddedVersion}. Make a backup with the release that made it, and restore it with this one.`,
  );
}
