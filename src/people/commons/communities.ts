import { sql } from 'kysely';
import type { Db, Tx } from '../../db/database.ts';
import { cutPage, decodeCursor } from '../../http/paging.ts';
import { NotFound } from '../../lib/errors.ts';
import type { CommunityId } from '../../lib/ids.ts';
import type { Creditable } from '../credit.ts';
import { creditableColumns } from '../creditable.ts';
import type { Thresholds } from './thresholds.ts';

export const editings = ['open', 'authors', 'suggest'] as const;
export type Editing = (typeof editings)[number];

/** A community as it holds now: what it leaves open is the instance's. */
export interface Community {
  id: CommunityId;
  slug: string;
  name: string;
  domain: string;
  charter: string;
  /** SPDX id for works that state none, and who says so. */
  license: string;
  license_from: 'community' | 'instance';
  /** BCP 47 tag for works that state none, and who says so. */
  language: string;
  language_from: 'community' | 'instance';
  editing: Editing;
  /** What is asked of evidence for each level of maturity; absent keys take `defaultThresholds`. */
  thresholds: Thresholds;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export async function findCommunity(db: Db, slug: string): Promise<Community | undefined> {
  const row = await selectCommunities(db).where('communities.slug', '=', slug).executeTakeFirst();
  return row && asCommunity(row);
}

/** @throws NotFound `community_not_found` */
export async function getCommunity(db: Db, slug: string): Promise<Community> {
  const community = await findCommunity(db, slug);
  if (community === undefined) throw new NotFound('community_not_found', `There is no community ${slug}.`);
  return community;
}

export async function findCommunityById(db: Db, id: CommunityId): Promise<Community | undefined> {
  const row = await selectCommunities(db).where('communities.id', '=', id).executeTakeFirst();
  return row && asCommunity(row);
}

/** Locked until the end of the transaction: for changes that depend on what is there. */
export async function lockCommunity(tx: Tx, id: CommunityId): Promise<Community> {
  await tx.selectFrom('communities').select('id').where('id', '=', id).forNoKeyUpdate().execute();
  return asCommunity(await selectCommunities(tx).where('communities.id', '=', id).executeTakeFirstOrThrow());
}

/** The community of works that name none; it exists from the first start on. */
export async function getDefaultCommunity(db: Db): Promise<Community> {
  const row = await selectCommunities(db)
    .whereRef('communities.id', '=', 'instance.community_id')
    .executeTakeFirstOrThrow();
  return asCommunity(row);
}

/** A page of communities by name. @param after name and id of the last one of the page before */
export async function listCommunities(
  db: Db,
  page: { limit: number; after?: { name: string; id: string } | undefined },
): Promise<Community[]> {
  const rows = await selectCommunities(db)
    .$if(page.after !== undefined, (query) =>
      query.where(
        sql<boolean>`(communities.name collate "und-x-icu", communities.id)
          > (${page.after!.name}::text collate "und-x-icu", ${page.after!.id}::uuid)`,
      ),
    )
    .orderBy(sql`communities.name collate "und-x-icu"`)
    .orderBy('communities.id')
    .limit(page.limit)
    .execute();
  return rows.map(asCommunity);
}

/** One page of them, as lists are paged. */
export async function pageOfCommunities(
  db: Db,
  limit: number,
  cursor: string | undefined,
): Promise<{ items: Community[]; next: string | undefined }> {
  const list = { list: 'communities' };
  const position = decodeCursor(cursor, list);
  const after = position && { name: String(position.value), id: position.id };
  const rows = await listCommunities(db, { limit: limit + 1, after });
  return cutPage(rows, limit, list, ({ name, id }) => ({ value: name, id }));
}

/** Who looks after these communities, by community, in the order they came; the suspended are left out. */
export async function findStewards(db: Db, ids: readonly CommunityId[]): Promise<Map<CommunityId, Creditable[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('roles')
    .innerJoin('contributors', 'contributors.id', 'roles.contributor_id')
    .select(['roles.community_id', ...creditableColumns])
    .where('roles.community_id', 'in', ids)
    .where('roles.role', '=', 'steward')
    .where('contributors.suspended_at', 'is', null)
    .orderBy('roles.created_at')
    .orderBy('contributors.id')
    .execute();
  return Map.groupBy(rows as (Creditable & { community_id: string })[], (row) => row.community_id);
}

function selectCommunities(db: Db) {
  return db
    .selectFrom('communities')
    .innerJoin('instance', (join) => join.onTrue())
    .selectAll('communities')
    .select(['instance.license as instance_license', 'instance.language as instance_language']);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectCommunities>['execute']>>[number];

function asCommunity({ instance_license, instance_language, ...row }: Row): Community {
  return {
    ...row,
    license: row.license ?? instance_license,
    license_from: row.license === null ? 'instance' : 'community',
    language: row.language ?? instance_language,
    language_from: row.language === null ? 'instance' : 'community',
    editing: row.editing as Editing,
    thresholds: row.thresholds as Thresholds,
  };
}
