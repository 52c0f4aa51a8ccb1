import type { Tx } from '../../db/database.ts';
import type { Actor } from '../../lib/actor.ts';
import { invalid } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { demandHosted } from '../../licenses/licenses.ts';
import {
  type Community,
  findCommunity,
  findCommunityById,
  getDefaultCommunity,
} from '../../people/commons/communities.ts';
import type { Content, StoredCredit } from '../content.ts';
import type { Kind } from '../kind.ts';
import { resolveCredits, saveCredits } from './credits.ts';
import type { OriginKey } from './origin-key.ts';
import type { PreparedWork } from './prepare.ts';
import { resolveRelations, saveRelations, type Unresolved } from './relations.ts';
import { demandNoObstacles, insertRevision, projection, recordWork } from './save.ts';
import { claimSlug } from './slugs.ts';

export interface CreateRequest {
  actor: Actor;
  kind: Kind;
  prepared: PreparedWork;
  status: 'draft' | 'published';
  message?: string | undefined;
  origin?: OriginKey | undefined;
  /** An import credits whom its source names, or nobody: never the one who runs it. */
  imported?: boolean;
  /** Of an import: its own date of publication, and relations to works that come later. */
  publishedAt?: Date | undefined;
  unresolved?: Unresolved[] | undefined;
  now: Date;
}

/**
 * Makes a work, published at once or as a draft.
 * @returns its id; undefined when its origin is taken (by a write that came first)
 * @throws Invalid, Forbidden naming the field
 */
export async function createWork(tx: Tx, request: CreateRequest): Promise<string | undefined> {
  const { actor, kind, prepared, status, origin, now } = request;
  const id = newId();
  const community = await communityOf(tx, prepared.community);
  const license = prepared.license ?? community.license;
  demandHosted(license, '/license');
  const content: Content = {
    ...{ title: prepared.title, summary: givenSummary(prepared, []), body: prepared.body },
    ...{ language: prepared.language ?? community.language, community: community.id, tags: prepared.tags },
    credits: await firstCredits(tx, request),
    relations: await resolveRelations(tx, id, prepared.relations, [], actor, request.unresolved),
    ...prepared.fields,
  };
  const isPublished = status === 'published';
  const row = {
    ...{
      id,
      kind: kind.name,
      status,
      license,
      license_from: prepared.license === undefined ? community.license_from : ('given' as const),
    },
    ...projection(kind, content, prepared.texts),
    ...{ version: 1, first_version: isPublished ? 1 : null, created_by: actor.id, created_at: now },
    ...{
      updated_at: now,
      amended_at: now,
      touched_at: now,
      published_at: isPublished ? (request.publishedAt ?? now) : null,
    },
    slug: isPublished ? await claimSlug(tx, { id, title: content.title }) : null,
    ...{
      origin_source: origin?.source ?? null,
      origin_path: origin?.path ?? null,
      origin_url: origin?.url ?? null,
      origin_hash: origin?.hash ?? null,
    },
  };
  const inserted = await tx
    .insertInto('works')
    .values(row)
    .onConflict((conflict) => conflict.columns(['origin_source', 'origin_path']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted === undefined) {
    await tx.deleteFrom('slugs').where('work_id', '=', id).execute();
    return undefined;
  }
  await insertRevision(tx, {
    kind,
    workId: id,
    version: 1,
    content,
    texts: prepared.texts,
    license,
    author: actor.id,
    message: request.message ?? '',
    minor: false,
    now,
  });
  await saveCredits(tx, id, content.credits, true);
  await saveRelations(tx, id, content.relations, true);
  const state = { id, version: 1, status, license, content, now };
  await kind.project(tx, state);
  if (!isPublished) return id;
  await demandNoObstacles(tx, kind, state, { actor, message: request.message });
  recordWork(tx, { id, kind: kind.name, version: 1, touch: 0 }, 'published');
  return id;
}

/** @throws Invalid `community_unknown` */
export async function communityOf(tx: Tx, slug: string | undefined, currentId?: string): Promise<Community> {
  if (slug === undefined)
    return (
      (currentId === undefined ? undefined : await findCommunityById(tx, currentId)) ?? (await getDefaultCommunity(tx))
    );
  const community = await findCommunity(tx, slug);
  if (community === undefined) throw invalid('/community', 'is no community here', 'community_unknown');
  return community;
}

/** '' where the summary is only the beginning of the text, which a client was shown in its place. */
export function givenSummary(prepared: PreparedWork, shown: readonly string[]): string {
  return [prepared.texts.excerpt, ...shown].includes(prepared.summary) ? '' : prepared.summary;
}

/** The writer's own, unless others are named. */
async function firstCredits(
  tx: Tx,
  { actor, prepared, origin, imported, now }: CreateRequest,
): Promise<StoredCredit[]> {
  if (prepared.credits === undefined)
    return imported ? [] : [{ id: newId(), contributor: actor.id, role: 'author', choice: null }];
  return await resolveCredits(tx, prepared.credits, [], { actor, governs: true, place: origin?.source, now });
}
