import { existsSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Unavailable } from '../../lib/errors.ts';

/** What fits into `sockaddr_un` everywhere: 104 bytes on macOS, 108 on Linux, NUL included. */
const maxPathBytes = 103;

/** Longest name of a socket in the folder. */
const maxNameBytes = 32;

export interface LockFolder {
  /** The sockets that are or were in use. */
  list(): Promise<string[]>;
  /** Where to listen or connect. */
  path(name: string): string;
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The folder `lock` of a data folder, readable by its owner only: what listens there answers for the database.
 * Where its path is too long for a socket, Linux reaches it through the open folder.
 * @param openFiles where the system shows this process's open files, if it does
 */
export async function openLockFolder(dataDir: string, openFiles = '/proc/self/fd'): Promise<LockFolder> {
  const folder = join(dataDir, 'lock');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const handle = await open(folder);
  const byHandle = join(openFiles, String(handle.fd));
  const fits = Buffer.byteLength(folder) + 1 + maxNameBytes <= maxPathBytes;
  if (!fits && !existsSync(byHandle)) {
    await handle.close();
    throw new Unavailable(
      'folder_path_too_long',
      `The path ${folder} is too long for a socket of this system. Set DATA_DIR to a folder with a shorter path: ${maxPathBytes - maxNameBytes - '/lock/'.length} bytes at most.`,
    );
  }
  return {
    list: async () => (await readdir(folder)).filter((name) => name.endsWith('.sock')),
    path: (name) => join(fits ? folder : byHandle, name),
    rename: (from, to) => rename(join(folder, from), join(folder, to)),
    remove: (name) => rm(join(folder, name), { force: true }),
    close: () => handle.close(),
  };
}
