import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';

/**
 * A file that appears when it is whole and on the disk, readable by its owner only, in the place of one that may be
 * there. When `fill` fails nothing is left of it.
 */
export async function writeWholeFile<T>(file: string, fill: (sink: Writable) => Promise<T>): Promise<T> {
  const draft = `${file}.${randomUUID()}.tmp`;
  const handle = await open(draft, 'wx', 0o600);
  const sink = handle.createWriteStream({ flush: true });
  try {
    const result = await fill(sink);
    await rename(draft, file);
    await flushFolder(dirname(file));
    return result;
  } catch (error) {
    // It holds the file open, used or not.
    sink.destroy();
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
}

/** Without this the disk may have the contents and not the name. Where a folder can't be flushed (Windows) it is not. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => undefined);
  try {
    await handle?.sync().catch(() => {});
  } finally {
    await handle?.close();
  }
}
