import { mkdir } from 'node:fs/promises';
import type { Dialect } from 'kysely';
import { Unavailable } from '../../lib/errors.ts';
import { type Engine, startEngine } from './engine.ts';
import { prepareFolder } from './folder.ts';
import { lockFolder } from './lock.ts';
import type { Answer } from './lock-socket.ts';

export interface EmbeddedDatabase {
  dialect: Dialect;
  listen(channel: string, wake: () => void): Promise<() => Promise<void>>;
  died: Promise<Error>;
  close(): Promise<void>;
}

/**
 * The database in `dataDir`, which this process alone may use until it closes it. It survives the end of the process
 * at any moment, not of the machine: nothing waits for the disk.
 * Throws `folder_in_use`, `folder_path_too_long`, `folder_unusable`, `database_version`, `database_broken`.
 */
export async function openEmbedded(dataDir: string, options: { answer?: Answer } = {}): Promise<EmbeddedDatabase> {
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(dataDir, options.answer);
  try {
    return present(await start(await prepareFolder(dataDir)), lock.release);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function start(folder: string): Promise<Engine> {
  try {
    return await startEngine({ dataDir: folder });
  } catch (error) {
    throw new Unavailable(
      'database_broken',
      `The database in ${folder} does not start (${(error as Error).message}) A power cut may have broken it. Move the folder away and restore a backup.`,
    );
  }
}

/** @param afterwards what to do once the engine is closed */
export function present(engine: Engine, afterwards: () => Promise<void> = async () => {}): EmbeddedDatabase {
  return {
    dialect: engine.pool.dialect,
    listen: engine.listen,
    died: engine.died,
    close: () => engine.close().finally(afterwards),
  };
}
