import type { WorkRow } from './rows.ts';

/** What one page carries of texts, in bytes: a hundred books at once are more than a process has room for. */
const mostTextBytes = 2 * 1024 * 1024;

/** How many of these works, from the first on, come with their texts on one page: one at least. */
export function countCarried(rows: readonly Pick<WorkRow, 'text_bytes'>[]): number {
  let bytes = 0;
  for (const [at, { text_bytes }] of rows.entries()) {
    bytes += text_bytes;
    if (bytes > mostTextBytes && at > 0) return at;
  }
  return rows.length;
}
