import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const formats = ['auto', 'markdown', 'jsonl'] as const;
export type Format = (typeof formats)[number];

/** What is recognised, to be refused by its name. */
type Unread = 'threads' | 'resources' | 'dump';

/** The format of what lies at a path. @throws the error of the file system when nothing lies there */
export async function detectFormat(path: string): Promise<Exclude<Format, 'auto'> | Unread | undefined> {
  const info = await stat(path);
  if (info.isDirectory()) return (await exists(join(path, 'copse-dump.json'))) ? 'dump' : 'markdown';
  if (/\.(?:md|markdown|mkdn?|mdown)$/i.test(path)) return 'markdown';
  if (/\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(path)) return 'jsonl';
  if (/(?:^|[\\/])copse-dump\.json$/.test(path)) return 'dump';
  return /\.json$/i.test(path) ? await jsonFormat(path) : undefined;
}

/** Told by the first key that says so: such a file may be too large to be parsed for a look. */
async function jsonFormat(path: string): Promise<'threads' | 'resources' | undefined> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1024 * 1024));
    const name = /"(threads|resources)"\s*:\s*\[/.exec(buffer.toString('utf8', 0, bytesRead))?.[1];
    return name as 'threads' | 'resources' | undefined;
  } finally {
    await file.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
