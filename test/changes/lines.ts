import type { Db } from '../../src/db/database.ts';
import { record, transact } from '../../src/db/transaction.ts';
import { newId } from '../../src/lib/ids.ts';

/** Writes one transaction with a line for each of these works, as a write of theirs does. */
export async function write(db: Db, ...ids: string[]): Promise<void> {
  await transact(db, new Date(), async (tx) => {
    for (const id of ids) record(tx, { subject: 'work', id, kind: 'article', version: 1, touch: 0, event: 'revised' });
  });
}

export function ids(count: number): string[] {
  return Array.from({ length: count }, () => newId());
}

/** Waits until it is so; fails after ten seconds. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('It did not come about in ten seconds.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
