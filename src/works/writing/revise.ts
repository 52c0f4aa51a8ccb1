import type { Tx } from '../../db/database.ts';
import { type DiffUrl, demandState, demandVersion, type Versioned } from '../../http/conditional.ts';
import type { Actor } from '../../lib/actor.ts';
import { Forbidden } from '../../lib/errors.ts';
import { canonicalJson } from '../../lib/text.ts';
import type { Content } from '../content.ts';
import { type FoundWork, lockWork, tombstone } from '../find.ts';
import type { Kind } from '../kind.ts';
import { canGovern, isCredited, whyNotRevise } from '../policy.ts';
import { communityOf, givenSummary } from './create.ts';
import { resolveCredits, saveCredits, withContributor } from './credits.ts';
import { demandLicenseMayChange } from './license-change.ts';
import type { PreparedTexts, PreparedWork } from './prepare.ts';
import { resolveRelations, saveRelations, type Unresolved } from './relations.ts';
import { demandNoObstacles, insertRevision, projection, recordWork, timeOf } from './save.ts';
import { assignSlug } from './slugs.ts';

export interface ReviseRequest {
  actor: Actor;
  kind: Kind;
  id: string;
  prepared: PreparedWork;
  /** Those the change may have been made to; undefined: whatever is current (origins). */
  versions?: readonly Versioned[] | undefined;
  diffUrl?: DiffUrl;
  message?: string | undefined;
  minor?: boolean | undefined;
  /** The origin's source, where the change comes from there; and whether relations may be left for later. */
  place?: string | undefined;
  unresolved?: Unresolved[] | undefined;
  now: Date;
}

/** The whole of a work as its current revision has it. */
export interface Current {
  work: FoundWork;
  content: Content;
  excerpt: string;
  isRedacted: boolean;
}

/**
 * Makes the next revision, when anything differs.
 * @returns whether it did
 * @throws NotFound, Gone, Forbidden, Stale, Invalid, Conflict
 */
export async function reviseWork(tx: Tx, request: ReviseRequest): Promise<boolean> {
  const { actor, prepared, now } = request;
  const current = await lockCurrent(tx, request.id, actor, request.versions, request.diffUrl);
  const { work } = current;
  const refusal = whyNotRevise(actor, work);
  if (refusal !== undefined) throw refusal;
  const community = await communityOf(tx, prepared.community, work.community_id);
  if (community.id !== work.community_id && !canGovern(actor, work)) {
    throw new Forbidden('community_protected', 'Only an author or a steward moves a work to another community.');
  }
  const governs = canGovern(actor, work);
  const credits =
    prepared.credits &&
    (await resolveCredits(tx, prepared.credits, current.content.credits, {
      actor,
      governs,
      place: request.place,
      now,
    }));
  const content: Content = {
    ...{ title: prepared.title, summary: givenSummary(prepared, [current.excerpt]), body: prepared.body },
    ...{ language: prepared.language ?? current.content.language, community: community.id, tags: prepared.tags },
    credits: credits ?? current.content.credits,
    relations: await resolveRelations(
      tx,
      work.id,
      prepared.relations,
      current.content.relations,
      actor,
      request.unresolved,
    ),
    ...prepared.fields,
  };
  const license = prepared.license ?? work.license;
  if (!current.isRedacted && license === work.license && isSameContent(content, current.content)) return false;
  const isEditing = !request.minor && request.place === undefined;
  if (isEditing && !isCredited(actor, work) && work.created_by !== actor.id)
    content.credits = withContributor(content.credits, actor.id);
  if (license !== work.license)
    await demandLicenseMayChange(tx, { actor, work, license, isFromSource: request.place !== undefined });
  await saveRevision(tx, { ...request, work, before: current.content, content, license, texts: prepared.texts });
  return true;
}

/** What was made of a text before it was redacted must not bring it back. @throws Stale */
export function demandCurrent(seen: readonly Versioned[], work: FoundWork, diffUrl?: DiffUrl): void {
  if (!work.redacted) demandVersion(seen, work, diffUrl);
  else demandState(seen, work, `The text of version ${work.version} was redacted since; read the work again.`);
}

/** Locks the work, and answers its current content if it is the one the change was made to. */
export async function lockCurrent(
  tx: Tx,
  id: string,
  actor: Actor,
  versions: readonly Versioned[] | undefined,
  diffUrl?: DiffUrl,
): Promise<Current> {
  const work = await lockWork(tx, id, actor);
  if (work.status === 'withdrawn') throw tombstone(work, actor);
  if (versions !== undefined) demandCurrent(versions, work, diffUrl);
  const revision = await tx
    .selectFrom('revisions')
    .select(['content', 'excerpt', 'redacted_at'])
    .where('work_id', '=', work.id)
    .where('version', '=', work.version)
    .executeTakeFirstOrThrow();
  const isRedacted = revision.redacted_at !== null;
  const stored = revision.content as Content;
  // A redaction leaves who is credited and what the work stands on.
  const content = isRedacted ? { ...stored, title: '', summary: '', body: '', tags: [] } : stored;
  return { work, content, excerpt: revision.excerpt, isRedacted };
}

export interface NextRevision {
  actor: Actor;
  kind: Kind;
  work: FoundWork;
  /** Of the current revision. */
  before: Content;
  content: Content;
  license: string;
  texts: PreparedTexts;
  message?: string | undefined;
  minor?: boolean | undefined;
  now: Date;
}

export async function saveRevision(tx: Tx, next: NextRevision): Promise<void> {
  const { actor, kind, work, content, license, texts } = next;
  const now = timeOf(next.now, work);
  const version = work.version + 1;
  const minor = next.minor ?? false;
  await insertRevision(tx, {
    kind,
    workId: work.id,
    version,
    content,
    texts,
    license,
    author: actor.id,
    message: next.message ?? '',
    minor,
    now,
  });
  await saveCredits(tx, work.id, content.credits, false);
  await saveRelations(tx, work.id, content.relations, false);
  const slug = work.slug === null ? null : await assignSlug(tx, { id: work.id, slug: work.slug, title: content.title });
  await tx
    .updateTable('works')
    .set({
      ...projection(kind, content, texts),
      ...{ version, slug, license, redacted: false, updated_at: now, touched_at: now },
      ...(minor ? {} : { amended_at: now }),
      ...(license === work.license ? {} : { license_from: 'given' }),
    })
    .where('id', '=', work.id)
    .execute();
  const state = { id: work.id, version, status: work.status, license, content, now };
  await kind.project(tx, state);
  if (work.status !== 'published') return;
  await demandNoObstacles(tx, kind, state, {
    actor,
    before: { license: work.license, relations: next.before.relations },
    message: next.message,
  });
  recordWork(tx, { id: work.id, kind: kind.name, version, touch: work.touch }, 'revised');
}

function isSameContent(a: Content, b: Content): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
