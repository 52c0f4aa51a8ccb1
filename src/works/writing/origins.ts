import type { Db, Tx } from '../../db/database.ts';
import { Conflict, NotFound, Redacted } from '../../lib/errors.ts';
import { type FoundWork, findWork } from '../find.ts';
import { type CreateRequest, createWork } from './create.ts';
import type { OriginKey } from './origin-key.ts';
import { reviseWork } from './revise.ts';
import { touchWorks } from './touch.ts';

export interface OriginRequest extends Omit<CreateRequest, 'status' | 'origin'> {
  origin: OriginKey;
  minor?: boolean | undefined;
}

export interface OriginResult {
  id: string;
  outcome: 'created' | 'revised' | 'unchanged';
  /** The licence that it had until now, where it has another one. */
  licenseWas?: string;
  /** The version that somebody else wrote here, where an import replaced it. */
  replaced?: number;
}

/** Creates the work with this origin, or revises it; equal content makes no revision. */
export async function putByOrigin(tx: Tx, request: OriginRequest): Promise<OriginResult> {
  const { origin } = request;
  // Usually there is none, or it stands since long: the constraint decides only between two that come at once.
  const known = await findByOrigin(tx, origin);
  const created = known === undefined ? await createWork(tx, { ...request, status: 'published' }) : undefined;
  if (created !== undefined) return { id: created, outcome: 'created' };
  const id = known ?? (await findByOrigin(tx, origin))!;
  const before = await tx
    .selectFrom('works')
    .select('origin_url')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const { redacted, license, version } = await getHolder(tx, id, request);
  // What was redacted here is not to come back by itself: only a source that is known to say something else brings it.
  if (redacted && !(await hasChanged(tx, id, origin.hash))) {
    if (request.imported) return { id, outcome: 'unchanged' };
    throw new Redacted('work_redacted', 'This work was redacted: only a revision of the work itself brings it back.', {
      extra: { id, kind: request.kind.name },
    });
  }
  const isRevised = await reviseWork(tx, { ...request, id, place: origin.source });
  if (origin.hash !== null || isRevised) {
    await tx
      .updateTable('works')
      .set({ origin_hash: origin.hash, origin_url: origin.url })
      .where('id', '=', id)
      .execute();
    // Pages say where a work came from, and relative links lead there.
    if (!isRevised && before.origin_url !== origin.url) await touchWorks(tx, [id], request.now);
  }
  const isReplacing =
    isRevised && request.imported === true && (await isWrittenByOthers(tx, id, version, request.actor.id));
  const isRelicensed = isRevised && (request.prepared.license ?? license) !== license;
  return {
    ...{ id, outcome: isRevised ? 'revised' : 'unchanged' },
    ...(isRelicensed ? { licenseWas: license } : {}),
    ...(isReplacing ? { replaced: version } : {}),
  };
}

/**
 * The work that has an origin.
 * @throws Conflict `origin_taken` where it is another's draft, or of another kind
 */
export async function getHolder(
  db: Db,
  id: string,
  { actor, kind }: Pick<OriginRequest, 'actor' | 'kind'>,
): Promise<FoundWork> {
  const holder = await findWork(db, id, actor).catch((error: Error) => {
    if (!(error instanceof NotFound)) throw error;
  });
  if (holder?.kind === kind.name) return holder;
  throw new Conflict(
    'origin_taken',
    holder === undefined
      ? 'Another work has this origin.'
      : `This origin belongs to a work of another kind: ${holder.kind}.`,
  );
}

async function isWrittenByOthers(tx: Tx, id: string, version: number, actorId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('revisions')
    .select('author_id')
    .where('work_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return row.author_id !== actorId;
}

/** Is this surely not what was last taken from there? */
async function hasChanged(tx: Tx, id: string, hash: Buffer | null): Promise<boolean> {
  if (hash === null) return false;
  const row = await tx.selectFrom('works').select('origin_hash').where('id', '=', id).executeTakeFirstOrThrow();
  return row.origin_hash !== null && !row.origin_hash.equals(hash);
}

export async function findByOrigin(db: Db, { source, path }: OriginKey): Promise<string | undefined> {
  const row = await db
    .selectFrom('works')
    .select('id')
    .where('origin_source', '=', source)
    .where('origin_path', '=', path)
    .executeTakeFirst();
  return row?.id;
}
