import { type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';
import type { Creditable, CreditChoice } from '../people/credit.ts';
import type { CreditRole } from './content.ts';
import { lineageTypes } from './content.ts';

/** A credit of a current revision with what decides how the person is named. */
export interface CreditRow extends Creditable {
  id: string;
  role: CreditRole;
  choice: CreditChoice | null;
}

/** Credits as `creditsOf` selects them: of each the columns, in the order given there. */
export type StoredCredits = readonly (readonly (string | null)[])[];

/**
 * The credits of the work in a table or alias that has its `id`, in order. As arrays of text: to name every value of
 * every credit takes the database longer than all else of a list.
 */
export function creditsOf(table: string) {
  return sql<StoredCredits>`(
    select coalesce(array_agg(array[
      credits.id::text, credits.role, credits.choice, contributors.id::text, contributors.handle, contributors.name,
      contributors.url, contributors.pseudonym, contributors.credit, contributors.claimed::text
    ] order by credits.position), '{}')
    from credits join contributors on contributors.id = credits.contributor_id
    where credits.work_id = ${sql.ref(`${table}.id`)})`;
}

export function creditsIn(stored: StoredCredits): CreditRow[] {
  return stored.map(([id, role, choice, contributor_id, handle, name, url, pseudonym, credit, claimed]) => {
    const person = { contributor_id, handle, name, url, pseudonym, credit, claimed: claimed === 'true' } as Creditable;
    return { id: id!, role: role as CreditRole, choice: choice as CreditChoice | null, ...person };
  });
}

/** `works` with its community, its credits, and whether it stands on other works. Begin every reading of works here. */
export function selectWorks(db: Db) {
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
      'communities.slug as community',
      creditsOf('works').as('credits'),
      sql<boolean>`exists (select from relations where relations.work_id = works.id
        and relations.type in (${sql.join(lineageTypes.map((type) => sql.lit(type)))}))`.as('has_ancestors'),
    ]);
}

type Selected<Q> = Q extends SelectQueryBuilder<Tables, 'works' | 'communities', infer Row> ? Row : never;
export type WorkRow = Selected<ReturnType<typeof selectWorks>>;
