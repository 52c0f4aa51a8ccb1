import { sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';

/** A follower's place in the log, and the process that holds it. Leases run by the database's clock, which all processes share. */
export interface Lease {
  name: string;
  holder: string;
  ms: number;
}

/** Takes or prolongs the lease. @returns the follower's position, or undefined while another process holds it */
export async function takeLease(tx: Tx, { name, holder, ms }: Lease): Promise<number | undefined> {
  const row = await tx
    .updateTable('followers')
    .set({ holder, held_until: sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'` })
    .where('name', '=', name)
    .where((eb) =>
      eb.or([eb('holder', 'is', null), eb('holder', '=', holder), eb('held_until', '<', sql<Date>`clock_timestamp()`)]),
    )
    .returning('position')
    .executeTakeFirst();
  return row?.position;
}

/** Prolongs it for whoever holds it; for nobody else. */
export async function renewLease(tx: Tx, { name, holder, ms }: Lease): Promise<void> {
  await tx
    .updateTable('followers')
    .set({ held_until: sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'` })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
}

/** Does this process hold it still? Until the transaction ends nobody else takes it. */
export async function holdsLease(tx: Tx, { name, holder }: Lease): Promise<boolean> {
  const row = await tx
    .selectFrom('followers')
    .select('name')
    .where('name', '=', name)
    .where('holder', '=', holder)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes it from whoever holds it: what that process has in hand, it will not be able to finish, and is handled again. */
export async function seizeLease(tx: Tx, { name, holder, ms }: Lease): Promise<void> {
  await tx
    .updateTable('followers')
    .set({ holder, held_until: sql<Date>`clock_timestamp() + ${ms} * interval '1 millisecond'` })
    .where('name', '=', name)
    .execute();
}

/** Forgets a follower, and what it failed on, if it is held still. */
export async function removeFollower(tx: Tx, { name, holder }: Lease): Promise<void> {
  await tx.deleteFrom('followers').where('name', '=', name).where('holder', '=', holder).execute();
}

export async function makeFollower(tx: Tx, name: string): Promise<void> {
  await tx
    .insertInto('followers')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Moves the position forward. @returns false when another process has taken over */
export async function advance(tx: Tx, { name, holder }: Lease, position: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('followers')
    .set({ position })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function releaseLease(tx: Tx, { name, holder }: Lease): Promise<void> {
  await tx
    .updateTable('followers')
    .set({ holder: null, held_until: null })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute();
}

/** Is there such a follower, and nobody who holds it? */
export async function isLeft(db: Db, name: string): Promise<boolean> {
  const row = await db
    .selectFrom('followers')
    .select(sql<boolean>`holder is null or held_until < clock_timestamp()`.as('left'))
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.left ?? false;
}

export interface FollowerLag {
  name: string;
  /** Lines of the log between its position and the end. */
  lag: number;
  /** Seconds since the first of them was written; 0 at the end. */
  age: number;
  /** Subjects it failed on and will try again. */
  failing: number;
  /** Does a process hold it now? */
  held: boolean;
}

/** How far each follower is behind: for health and metrics. */
export async function listLags(db: Db): Promise<FollowerLag[]> {
  return (await db
    .selectFrom('followers')
    .select((eb) => [
      'name',
      sql<number>`greatest(coalesce((select max(seq) from changes), 0) - position, 0)`.as('lag'),
      sql<number>`coalesce(extract(epoch from clock_timestamp() - (
        select at from changes where seq > position order by seq limit 1))::float8, 0)`.as('age'),
      eb
        .selectFrom('retries')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('retries.follower', '=', 'followers.name')
        .as('failing'),
      sql<boolean>`holder is not null and held_until > clock_timestamp()`.as('held'),
    ])
    .orderBy('name')
    .execute()) as FollowerLag[];
}
