import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { type PlaceOf, prepareRows } from '../db/prepared.ts';
import type { Tables } from '../db/tables.ts';
import type { Creditable, CreditChoice, Nameable } from '../people/credit.ts';
import type { CreditRole } from './content.ts';
import { lineageTypes } from './content.ts';
import { isPublic } from './filters.ts';

/** A credit of a current revision with what decides how the person is named. */
export interface CreditRow extends Creditable {
  id: string;
  role: CreditRole;
  choice: CreditChoice | null;
}

/**
 * Credits as they are selected: of each the columns, in the order given below. As arrays of text: to name every value of
 * every credit takes the database longer than all else of a list.
 */
export type StoredNames = readonly (readonly (string | null)[])[];
/** With the columns of `creditsOf`, and so with those of `namesOf`. */
export type StoredCredits = StoredNames & { readonly hasIds: true };

const nameColumns = sql.raw(
  [
    'credits.choice',
    ...['handle', 'name', 'url', 'pseudonym', 'credit', 'claimed::text'].map((c) => `contributors.${c}`),
  ].join(', '),
);
const idColumns = sql.raw('credits.role, credits.id::text, contributors.id::text');

/** The credits of the work in a table or alias, in order, with all there is of each. @param id its column */
export function creditsOf(id: string) {
  return credited<StoredCredits>(id, sql`${nameColumns}, ${idColumns}`);
}

/** As far as it takes to name people: ids cost as much again, and a list has twenty times two. @param most the first ones only */
export function namesOf(id: string, most?: number) {
  return credited<StoredNames>(id, nameColumns, most);
}

function credited<T extends StoredNames>(id: string, columns: RawBuilder<unknown>, most?: number) {
  const credits =
    most === undefined
      ? sql`credits`
      : sql`(
      select * from credits where credits.work_id = ${sql.ref(id)} order by credits.position limit ${sql.lit(most)}) credits`;
  return sql<T>`(
    select coalesce(array_agg(array[${columns}] order by credits.position), '{}')
    from ${credits} join contributors on contributors.id = credits.contributor_id
    where credits.work_id = ${sql.ref(id)})`;
}

/** Of `creditsOf`. */
export function creditsIn(stored: StoredCredits): CreditRow[] {
  return stored.map((columns) =>
    Object.assign(nameIn(columns), { role: columns[7] as CreditRole, id: columns[8]!, contributor_id: columns[9]! }),
  );
}

/** Of either. */
export function namesIn(stored: StoredNames): (Nameable & { choice: CreditChoice | null })[] {
  return stored.map(nameIn);
}

function nameIn(columns: StoredNames[number]): Nameable & { choice: CreditChoice | null } {
  return {
    choice: columns[0] as CreditChoice | null,
    handle: columns[1]!,
    name: columns[2]!,
    url: columns[3]!,
    pseudonym: columns[4]!,
    credit: columns[5] as CreditChoice,
    claimed: columns[6] === 'true',
  };
}

/** `works` with its community, the names of those credited, and whether it stands on other works. Begin every reading of works here. */
export function selectWorks(db: Db) {
  // One more than are shown.
  return select(db, namesOf('works.id', 61));
}

/** The same with all there is of each credit. */
export function selectWithCredits(db: Db) {
  return select(db, creditsOf('works.id'));
}

function select<T extends StoredNames>(db: Db, credits: RawBuilder<T>) {
  return db
    .selectFrom('works')
    .innerJoin('communities', 'communities.id', 'works.community_id')
    .select([
      'works.id',
      'works.kind',
      'works.status',
      'works.slug',
      'works.title',
      'works.summary',
      'works.language',
      'works.license',
      'works.tags',
      'works.maturity',
      'works.version',
      'works.touch',
      'works.published_at',
      'works.updated_at',
      'works.amended_at',
      'works.touched_at',
      'works.origin_url',
      'works.text_bytes',
      'communities.slug as community',
      credits.as('credits'),
      sql<boolean>`exists (select from relations where relations.work_id = works.id
        and relations.type in (${sql.join(lineageTypes.map((type) => sql.lit(type)))}))`.as('has_ancestors'),
    ]);
}

type Selected<Q> = Q extends SelectQueryBuilder<Tables, 'works' | 'communities', infer Row> ? Row : never;
export type WorkRow = Selected<ReturnType<typeof selectWorks>>;

/** Columns of `selectWorks` that are times. */
export const times = ['published_at', 'updated_at', 'amended_at', 'touched_at'] as const;

const selectPublic = (db: Db, value: PlaceOf) =>
  selectWorks(db)
    .where(sql<SqlBool>`works.id in (select unnest(${value('ids', 'uuid[]')}))`)
    .where(isPublic);

/** Those of these works that anyone may see now, in no order. */
export const findPublicRows = prepareRows(selectPublic, times);
