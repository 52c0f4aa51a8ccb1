import type { ChangeEvent, Db, Subject } from '../db/database.ts';
import { prepareQuery } from '../db/prepared.ts';

/** One line of the change log: look again at this subject. `seq` is in commit order. */
export interface Change {
  seq: number;
  subject: Subject;
  id: string;
  kind: string | null;
  version: number;
  touch: number;
  event: ChangeEvent;
  at: Date;
}

/** The lines after position `after`, oldest first. No line is ever added before one that was seen. */
export async function listChanges(db: Db, after: number, limit: number): Promise<Change[]> {
  const rows = await db
    .selectFrom('changes')
    .select(['seq', 'subject', 'id', 'kind', 'version', 'touch', 'event', 'at'])
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows as Change[];
}

/** The number of the newest line; 0 where there is none. */
export async function findHead(db: Db): Promise<number> {
  const [found] = await askHead(db, {});
  return found?.head ?? 0;
}

const askHead = prepareQuery((db) =>
  db.selectFrom('changes').select((eb) => eb.fn.max<number | null>('seq').as('head')),
);
