import { sql } from 'kysely';
import type { Db, Subject, Tx } from '../db/database.ts';

/** What a follower is asked to look at again; its state is read now, not taken from the log. */
export interface SubjectRef {
  subject: Subject;
  id: string;
}

export interface Failure extends SubjectRef {
  error: string;
}

const longestWaitMs = 3_600_000;
const longestError = 2_000;

/** Subjects that failed before and are due. @param all those that are not due yet, too */
export async function dueRetries(db: Db, follower: string, limit: number, all = false): Promise<SubjectRef[]> {
  const rows = await db
    .selectFrom('retries')
    .select(['subject', 'id'])
    .where('follower', '=', follower)
    .$if(!all, (query) => query.where('not_before', '<=', sql<Date>`clock_timestamp()`))
    .orderBy('not_before')
    .limit(limit)
    .execute();
  return rows as SubjectRef[];
}

/** Notes what failed, each time with twice the wait, and forgets what has succeeded. */
export async function settle(
  tx: Tx,
  follower: string,
  seen: readonly SubjectRef[],
  failures: readonly Failure[],
  firstWaitMs: number,
): Promise<void> {
  const failed = new Set(failures.map(keyOf));
  const done = seen.filter((ref) => !failed.has(keyOf(ref)));
  if (done.length > 0) {
    await sql`
      delete from retries where follower = ${follower} and (subject, id) in (
        select * from unnest(${done.map(({ subject }) => subject)}::text[], ${done.map(({ id }) => id)}::uuid[]))`.execute(
      tx,
    );
  }
  for (const { subject, id, error } of failures) {
    await sql`
      insert into retries as r (follower, subject, id, attempts, not_before, error)
      values (${follower}, ${subject}, ${id}, 1, clock_timestamp() + ${firstWaitMs} * interval '1 millisecond', ${error.slice(0, longestError)})
      on conflict (follower, subject, id) do update set attempts = r.attempts + 1, error = excluded.error,
        not_before = clock_timestamp()
          + least(${firstWaitMs} * power(2, least(r.attempts, 30)), ${longestWaitMs}) * interval '1 millisecond'
    `.execute(tx);
  }
}

/** To be looked at once more, soon, by whoever follows under this name; nobody may do so any longer. */
export async function noteAgain(tx: Tx, follower: string, subjects: readonly SubjectRef[]): Promise<void> {
  await sql`
    insert into retries (follower, subject, id, attempts, not_before, error)
    select followers.name, again.subject, again.id, 0, clock_timestamp(), 'Another process took over.'
    from followers, unnest(
      ${subjects.map(({ subject }) => subject)}::text[], ${subjects.map(({ id }) => id)}::uuid[]) as again (subject, id)
    where followers.name = ${follower}
    on conflict do nothing`.execute(tx);
}

/** What one follower failed on, another will try; what that one failed on itself is forgotten. */
export async function moveRetries(tx: Tx, from: string, to: string): Promise<void> {
  await tx.deleteFrom('retries').where('follower', '=', to).execute();
  await tx.updateTable('retries').set({ follower: to }).where('follower', '=', from).execute();
}

/** Those of these subjects that a follower has still to look at: they come in the log, or failed and will be tried again. */
export async function findPending(db: Db, follower: string, subject: Subject, ids: readonly string[]) {
  const { rows } = await sql<{ id: string }>`
    select id from changes where seq > (select position from followers where name = ${follower})
      and subject = ${subject} and id = any(${ids}::uuid[])
    union
    select id from retries where follower = ${follower} and subject = ${subject} and id = any(${ids}::uuid[])`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

export function keyOf({ subject, id }: SubjectRef): string {
  return `${subject}/${id}`;
}
