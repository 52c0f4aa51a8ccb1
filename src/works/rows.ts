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

/** The credits of the work in a table or alias that has its `id`, in order, as JSON. */
export function creditsOf(table: string) {
  return sql<CreditRow[]>`(
    select coalesce(json_agg(json_build_object(
      'id', credits.id, 'role', credits.role, 'choice', credits.choice, 'contributor_id', contributors.id,
      'handle', contributors.handle, 'name', contributors.name, 'url', contributors.url,
      'pseudonym', contributors.pseudonym, 'credit', contributors.credit, 'claimed', contributors.claimed
    ) order by credits.position), '[]')
    from credits join contributors on contributors.id = credits.contributor_id
    where credits.work_id = ${sql.ref(`${table}.id`)})`;
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
