import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { prepareQuery } from '../db/prepared.ts';
import { isUuid } from '../lib/ids.ts';
import { lineageTypes } from './content.ts';
import { isPublic } from './filters.ts';
import { isRef } from './find.ts';

/** Everything on which the page of a work depends, read at once and small: while it is the same, so is the page. */
export interface ShownState {
  id: string;
  version: number;
  touch: number;
  communityVersion: number;
  instanceVersion: number;
  /** Of the work and of those it is made from, whom its credit line names, too: a follower touches works only later. */
  credited: string;
  /** The states of the works it is related to, either way; null: there are none. */
  related: string | null;
  /** Something says that it was made from this work. */
  isUsed: boolean;
  /** When anything of that last changed; not told of related works, since of those that went nothing is left. */
  changedAt: Date;
}

/** Works above a work that its credit line can name; see `near` in `sources.ts`. */
const mostAncestors = 60;

/** Undefined where there is nothing public, of that kind, by this id or slug: `readWork` says why. */
export async function findShownState(db: Db, ref: string, kindName: string): Promise<ShownState | undefined> {
  if (!isRef(ref)) return undefined;
  const [found] = await (isUuid(ref) ? findById : findBySlug)(db, { ref });
  if (found?.kind !== kindName) return undefined;
  const { related_to, used_in, ...state } = found;
  const related = related_to === null && used_in === null ? null : `${related_to ?? ''};${used_in ?? ''}`;
  return { ...state, related, isUsed: used_in !== null };
}

const findById = prepareQuery((db, value) => select(db).where('works.id', '=', value<string>('ref', 'uuid')));
const findBySlug = prepareQuery((db, value) => select(db).where('works.slug', '=', value<string>('ref', 'text')));

function select(db: Db) {
  const others = sql.raw(
    `md5(string_agg(others.id::text || others.version || '.' || others.touch || others.status || others.redacted, ',' order by relations.work_id, relations.position))`,
  );
  const lineage = sql.join(lineageTypes.map((type) => sql.lit(type)));
  return db
    .selectFrom('works')
    .innerJoin('communities', 'communities.id', 'works.community_id')
    .innerJoin('instance', (join) => join.onTrue())
    .innerJoinLateral(
      sql<{ digest: string; changed_at: Date }>`(
        with recursive above (id) as (
          select works.id
          union
          select relations.target_id from above join relations on relations.work_id = above.id
          where relations.type in (${lineage}) and relations.target_id is not null
        )
        select md5(string_agg(source.version || '.' || source.touch || source.status || source.redacted || coalesce(people.states, ''), ',' order by source.id)) as digest,
          max(greatest(source.touched_at, people.changed_at)) as changed_at
        from (select id from above limit ${sql.lit(mostAncestors)}) as nearest
        join works as source on source.id = nearest.id
        cross join lateral (
          select string_agg(contributors.version || '@' || contributors.updated_at, ' ' order by credits.position) as states,
            max(contributors.updated_at) as changed_at
          from credits join contributors on contributors.id = credits.contributor_id where credits.work_id = source.id
        ) as people)`.as('credited'),
      (join) => join.onTrue(),
    )
    .select(['works.id', 'works.kind', 'works.version', 'works.touch', 'credited.digest as credited'])
    .select(['communities.version as communityVersion', 'instance.version as instanceVersion'])
    .select(sql<Date>`greatest(credited.changed_at, communities.updated_at, instance.updated_at)`.as('changedAt'))
    .select(
      sql<string | null>`(select coalesce(${others}, 'elsewhere') from relations
        left join works as others on others.id = relations.target_id and others.status <> 'draft'
        where relations.work_id = works.id having count(*) > 0)`.as('related_to'),
    )
    .select(
      sql<
        string | null
      >`(select ${others} from relations join works as others on others.id = relations.work_id and others.status <> 'draft'
        where relations.target_id = works.id and relations.type in (${lineage}))`.as('used_in'),
    )
    .where(isPublic);
}
