import type { Tx } from '../../db/database.ts';
import { type DiffUrl, demandVersion, type Versioned } from '../../http/conditional.ts';
import type { Actor } from '../../lib/actor.ts';
import { Conflict, Forbidden, invalid } from '../../lib/errors.ts';
import type { Content } from '../content.ts';
import { demandReadable, type FoundWork, lockWork } from '../find.ts';
import type { Kind } from '../kind.ts';
import { actsAsSteward, canBringBack, canGovern, isAuthor } from '../policy.ts';
import { demandNoObstacles, recordWork, timeOf } from './save.ts';
import { assignSlug } from './slugs.ts';
import { touchRelating } from './touch.ts';

export interface StatusRequest {
  actor: Actor;
  kind: Kind;
  id: string;
  versions: readonly Versioned[];
  diffUrl?: DiffUrl;
  reason?: string | undefined;
  /** A draft is refused rather than deleted. */
  keepDraft?: boolean;
  now: Date;
}

/** Publishes a draft, or brings a withdrawn work back. The version stays. @throws Forbidden, Stale, Invalid; Conflict when it is published already */
export async function publishWork(tx: Tx, request: StatusRequest): Promise<void> {
  const { actor, kind } = request;
  const work = await lockWork(tx, request.id, actor);
  const now = timeOf(request.now, work);
  demandVersion(request.versions, work, request.diffUrl);
  if (work.status === 'published') throw new Conflict('already_published', 'This work is published.');
  demandMayPublish(actor, work, request.reason);
  const slug = work.slug ?? (await assignSlug(tx, work));
  // The version stays, and what is shown does not: its address, its date, its status.
  const touch = work.touch + 1;
  await tx
    .updateTable('works')
    .set({
      ...{
        status: 'published',
        slug,
        touch,
        touched_at: now,
        withdrawn_at: null,
        withdrawn_reason: null,
        withdrawn_by: null,
        withdrawn_as_steward: false,
      },
      ...(work.first_version === null
        ? { first_version: work.version, published_at: now, updated_at: now, amended_at: now }
        : {}),
    })
    .where('id', '=', work.id)
    .execute();
  const state = { ...(await stateOf(tx, work)), status: 'published' as const, now };
  await kind.project(tx, state);
  // What was public once was accepted then.
  const before =
    work.first_version === null ? undefined : { license: state.license, relations: state.content.relations };
  await demandNoObstacles(tx, kind, state, { actor, before, message: request.reason });
  recordWork(tx, { ...work, touch }, 'published');
  if (work.first_version === null) await touchRelating(tx, work.id, now);
}

/**
 * Takes a published work out of sight; its tombstone, its history and its credits stay. A draft is deleted.
 * @returns the state of what was withdrawn; nothing is left of a draft
 */
export async function withdrawWork(tx: Tx, request: StatusRequest): Promise<Versioned | undefined> {
  const { actor, kind } = request;
  const work = await lockWork(tx, request.id, actor);
  const now = timeOf(request.now, work);
  if (work.status === 'withdrawn') demandReadable(work, actor);
  demandVersion(request.versions, work, request.diffUrl);
  if (!canGovern(actor, work))
    throw new Forbidden('not_author', 'Only its authors and the stewards of its community withdraw a work.');
  if (work.status === 'draft') {
    if (request.keepDraft) throw new Conflict('not_published', 'This work is a draft; DELETE it to throw it away.');
    await deleteDraft(tx, work);
    return undefined;
  }
  const reason = demandReason(actor, work, request.reason, '?reason');
  const touch = work.touch + 1;
  await tx
    .updateTable('works')
    .set({
      status: 'withdrawn',
      touch,
      touched_at: now,
      withdrawn_at: now,
      withdrawn_reason: reason,
      withdrawn_by: actor.id,
      withdrawn_as_steward: actsAsSteward(actor, work),
    })
    .where('id', '=', work.id)
    .execute();
  await kind.project(tx, { ...(await stateOf(tx, work)), status: 'withdrawn', now });
  recordWork(tx, { ...work, touch }, 'withdrawn');
  return { version: work.version, touch };
}

/** What was never published leaves nothing behind. */
async function deleteDraft(tx: Tx, work: FoundWork): Promise<void> {
  await tx.updateTable('idempotency_keys').set({ body: null }).where('subject_id', '=', work.id).execute();
  await tx.deleteFrom('works').where('id', '=', work.id).execute();
}

function demandMayPublish(actor: Actor, work: FoundWork, reason: string | undefined): void {
  if (!canGovern(actor, work))
    throw new Forbidden('not_author', 'Only its authors and the stewards of its community publish a work.');
  if (work.status === 'draft') return;
  if (!canBringBack(actor, work)) {
    throw new Forbidden(
      'withdrawn_by_steward',
      'A steward withdrew this work; only a steward of its community brings it back.',
    );
  }
  demandReason(actor, work, reason, '/reason');
}

/** Who acts on the work of others says why, publicly. @returns null where nothing is said */
function demandReason(actor: Actor, work: FoundWork, reason: string | undefined, pointer: string): string | null {
  const given = reason?.trim() || null;
  if (given === null && !isAuthor(actor, work)) throw invalid(pointer, 'is required of stewards', 'reason_required');
  return given;
}

async function stateOf(tx: Tx, work: FoundWork) {
  const { content } = await tx
    .selectFrom('revisions')
    .select('content')
    .where('work_id', '=', work.id)
    .where('version', '=', work.version)
    .executeTakeFirstOrThrow();
  return { id: work.id, version: work.version, license: work.license, content: content as Content };
}
