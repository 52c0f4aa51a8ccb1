import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Actor } from '../../lib/actor.ts';
import { invalid } from '../../lib/errors.ts';
import { isUuid } from '../../lib/ids.ts';
import { lineageTypes, type StoredRelation } from '../content.ts';
import { isVisibleTo } from '../filters.ts';
import type { RelationInput } from '../schema.ts';
import { withHidden } from './hidden.ts';

/** A relation of an import whose target is not there yet. */
export interface Unresolved {
  pointer: string;
  target: string;
}

interface Target {
  id: string;
  slug: string | null;
  version: number;
  first_version: number | null;
}

/**
 * The relations a work has after a write. What points to a work that `actor` may not know of, or that is not there any
 * more, stays as it is: nobody could have sent it back.
 * @param unresolved given: targets that are not there are left out and listed, where they would be refused otherwise
 * @throws Invalid naming the relation
 */
export async function resolveRelations(
  tx: Tx,
  workId: string,
  given: readonly RelationInput[],
  current: readonly StoredRelation[],
  actor: Actor,
  unresolved?: Unresolved[],
): Promise<StoredRelation[]> {
  const wanted = targetsOf([...given, ...current]);
  const targets = await findTargets(tx, wanted, actor);
  const find = (ref: string) => targets.find(({ id, slug }) => id === ref.toLowerCase() || slug === ref);
  const hidden = current.filter(({ target }) => target !== undefined && find(target) === undefined);
  const resolved = given.flatMap((relation, index): StoredRelation[] => {
    if (relation.target === undefined) return [stored(relation)];
    const target = find(relation.target);
    const pointer = `/relations/${index}`;
    if (target?.id === workId) throw invalid(`${pointer}/target`, 'is this work itself', 'relation_to_itself');
    if (target !== undefined) return [stored(demandPin(relation, target, current, pointer), target)];
    if (unresolved === undefined) throw invalid(`${pointer}/target`, 'is no work here', 'relation_unresolved');
    unresolved.push({ pointer: `${pointer}/target`, target: relation.target });
    return [];
  });
  return withHidden(resolved, hidden, current);
}

export async function saveRelations(
  tx: Tx,
  workId: string,
  relations: readonly StoredRelation[],
  isNew: boolean,
): Promise<void> {
  if (!isNew) await tx.deleteFrom('relations').where('work_id', '=', workId).execute();
  const there = await findExisting(tx, targetsOf(relations));
  const rows = relations.flatMap(({ type, target, url, version, note }, position) => {
    if (target !== undefined && !there.has(target)) return [];
    const to = { target_id: target ?? null, target_url: url ?? null, target_version: version ?? null };
    return [{ ...{ work_id: workId, position, type, note: note ?? '' }, ...to }];
  });
  if (rows.length > 0) await tx.insertInto('relations').values(rows).execute();
}

/** A draft that a revision pointed to may have been deleted; what is there now stays until the transaction ends. */
async function findExisting(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.selectFrom('works').select('id').where('id', 'in', ids).orderBy('id').forKeyShare().execute();
  return new Set(rows.map(({ id }) => id));
}

/** What is pinned must be there for all to see; a pin that this work has already may be sent back. */
function demandPin(
  relation: RelationInput,
  target: Target,
  current: readonly StoredRelation[],
  pointer: string,
): RelationInput {
  const { version } = relation;
  if (version === undefined || (version >= (target.first_version ?? 1) && version <= target.version)) return relation;
  if (current.some((other) => other.target === target.id && other.version === version)) return relation;
  throw invalid(
    `${pointer}/version`,
    `is no version of that work; its newest is ${target.version}`,
    'relation_version_unknown',
  );
}

function targetsOf(relations: readonly { target?: string | undefined }[]): string[] {
  return relations.flatMap(({ target }) => target ?? []);
}

/** Lineage is owed to a version: the current one, where none is named. */
function stored(relation: RelationInput, target?: Target): StoredRelation {
  const isLineage = (lineageTypes as readonly string[]).includes(relation.type);
  const version = relation.version ?? (isLineage ? target?.version : undefined);
  return {
    type: relation.type,
    ...(target === undefined ? { url: relation.url! } : { target: target.id }),
    ...(version === undefined ? {} : { version }),
    ...(relation.note === undefined || relation.note === '' ? {} : { note: relation.note }),
  };
}

async function findTargets(tx: Tx, refs: readonly string[], actor: Actor): Promise<Target[]> {
  if (refs.length === 0) return [];
  const ids = refs.filter(isUuid);
  const slugs = refs.filter((ref) => !isUuid(ref));
  return await tx
    .selectFrom('works')
    .leftJoin('slugs', (join) => join.onRef('slugs.work_id', '=', 'works.id').on('slugs.slug', '=', sql`any(${slugs})`))
    .select(['works.id', 'slugs.slug', 'works.version', 'works.first_version'])
    // One list of ids: by "this id or that slug" every work would be looked at.
    .where(
      sql<SqlBool>`works.id in (select unnest(${ids}::uuid[]) union select work_id from slugs where slug = any(${slugs}))`,
    )
    .where(isVisibleTo(actor))
    .execute();
}
