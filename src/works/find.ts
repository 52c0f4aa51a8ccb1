import { sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';
import { etagOf } from '../http/conditional.ts';
import { Moved } from '../http/redirects.ts';
import type { Actor } from '../lib/actor.ts';
import { Gone, NotFound, Redacted } from '../lib/errors.ts';
import { isUuid } from '../lib/ids.ts';
import type { Editing } from '../people/commons/communities.ts';
import type { CreditRole } from './content.ts';
import { canBringBack, canGovern, canSee, type Guarded, whyNotRevise } from './policy.ts';

/** The state of a work that decides what may be done with it. */
export interface FoundWork extends Guarded {
  id: string;
  kind: string;
  slug: string | null;
  title: string;
  license: string;
  version: number;
  touch: number;
  first_version: number | null;
  redacted: boolean;
  published_at: Date | null;
  touched_at: Date;
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
}

/**
 * The work with this id or slug, when `actor` may know of it.
 * @param kind of the route; undefined: any
 * @throws NotFound; Moved where the slug is an old one
 */
export async function findWork(db: Db, ref: string, actor: Actor | null, kind?: string): Promise<FoundWork> {
  if (!isRef(ref)) throw workNotFound(ref);
  const work = await selectFound(db, ref).executeTakeFirst();
  if (work === undefined) throw await whereElse(db, ref, kind);
  return demandVisible(asFound(work), ref, actor, kind);
}

/** Can this be an id or a slug at all? Other text may hold what the database cannot even compare. */
export function isRef(text: string): boolean {
  return isUuid(text) || /^[a-z0-9-]{1,80}$/.test(text);
}

/** The same, locked until the transaction ends: its state is the current one, and stays so. */
export async function lockWork(tx: Tx, id: string, actor: Actor | null): Promise<FoundWork> {
  // Not FOR UPDATE: who only points to the work need not wait, and two works may point to each other at once.
  await tx.selectFrom('works').select('id').where('id', '=', id).forNoKeyUpdate().execute();
  return await findWork(tx, id, actor);
}

/** @throws Gone, Redacted: for everything that shows what the work says */
export function demandReadable(work: FoundWork, actor: Actor | null): void {
  if (work.status === 'withdrawn') throw tombstone(work, actor);
  if (work.redacted) throw redactedNotice(work, actor);
}

/** The same for earlier revisions: while the current one is redacted they are for those who have to make the next one. */
export function demandHistoryReadable(work: FoundWork, actor: Actor | null): void {
  if (work.status === 'published' && actor !== null && canGovern(actor, work)) return;
  demandReadable(work, actor);
}

/** 410 with what remains. Whoever may bring the work back is told its version. */
export function tombstone(work: FoundWork, actor: Actor | null): Gone {
  const mayReturn = actor !== null && canBringBack(actor, work);
  return new Gone(
    'work_withdrawn',
    work.withdrawn_reason ? `Withdrawn: ${work.withdrawn_reason}` : 'This work was withdrawn.',
    {
      extra: {
        tombstone: {
          id: work.id,
          kind: work.kind,
          published_at: work.published_at?.toISOString() ?? null,
          withdrawn_at: work.withdrawn_at?.toISOString() ?? null,
          reason: work.withdrawn_reason,
        },
        ...(mayReturn ? { etag: etagOf(work), version: work.version } : {}),
      },
    },
  );
}

function redactedNotice(work: FoundWork, actor: Actor | null): Redacted {
  const mayRevise = actor !== null && whyNotRevise(actor, work) === undefined;
  return new Redacted('work_redacted', 'The text of this work was redacted.', {
    extra: { id: work.id, kind: work.kind, ...(mayRevise ? { etag: etagOf(work), version: work.version } : {}) },
  });
}

export function workNotFound(ref: string): NotFound {
  return new NotFound('work_not_found', `There is no work ${ref.slice(0, 100)}.`);
}

function demandVisible(work: FoundWork, ref: string, actor: Actor | null, kind: string | undefined): FoundWork {
  if (kind !== undefined && work.kind !== kind) throw workNotFound(ref);
  if (!canSee(actor, work)) throw workNotFound(ref);
  return work;
}

/** An old slug leads to the work it once named, unless that work is not to be known of. */
async function whereElse(db: Db, ref: string, kind: string | undefined): Promise<Error> {
  const row = await db
    .selectFrom('slugs')
    .innerJoin('works', 'works.id', 'slugs.work_id')
    .select(['works.slug', 'works.kind'])
    .where('slugs.slug', '=', ref)
    .executeTakeFirst();
  if (row?.slug == null || (kind !== undefined && row.kind !== kind)) return workNotFound(ref);
  return new Moved(ref, row.slug);
}

function selectFound(db: Db, ref: string) {
  return db
    .selectFrom('works')
    .innerJoin('communities', 'communities.id', 'works.community_id')
    .select([
      ...(['works.id', 'works.kind', 'works.slug', 'works.title', 'works.license', 'works.status'] as const),
      ...(['works.version', 'works.touch', 'works.first_version', 'works.redacted', 'works.created_by'] as const),
      ...(['works.community_id', 'works.published_at', 'works.touched_at'] as const),
      ...([
        'works.withdrawn_at',
        'works.withdrawn_reason',
        'works.withdrawn_by',
        'works.withdrawn_as_steward',
        'communities.editing',
      ] as const),
      sql<{ contributor: string; role: CreditRole }[]>`(
        select coalesce(json_agg(json_build_object('contributor', contributor_id, 'role', role) order by position), '[]')
        from credits where credits.work_id = works.id)`.as('credited'),
    ])
    .where(isUuid(ref) ? 'works.id' : 'works.slug', '=', ref);
}

function asFound(row: Awaited<ReturnType<ReturnType<typeof selectFound>['executeTakeFirstOrThrow']>>): FoundWork {
  return { ...row, status: row.status as FoundWork['status'], editing: row.editing as Editing };
}
