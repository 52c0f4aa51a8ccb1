import type { Tx } from '../../db/database.ts';
import type { DiffUrl, Versioned } from '../../http/conditional.ts';
import type { Actor } from '../../lib/actor.ts';
import { invalid, Redacted } from '../../lib/errors.ts';
import { canonicalJson } from '../../lib/text.ts';
import type { Content } from '../content.ts';
import type { Kind } from '../kind.ts';
import { canSeeDraftRevisions, isCredited, whyNotRevise } from '../policy.ts';
import { withContributor } from './credits.ts';
import type { PreparedTexts } from './prepare.ts';
import { lockCurrent, saveRevision } from './revise.ts';

export interface RestoreRequest {
  actor: Actor;
  kind: Kind;
  id: string;
  versions: readonly Versioned[];
  diffUrl?: DiffUrl;
  restore: number;
  message?: string | undefined;
  now: Date;
}

/**
 * Makes a new revision with the texts of an earlier one. Credits, community and licence stay those of today.
 * @returns whether anything differed
 */
export async function restoreRevision(tx: Tx, request: RestoreRequest): Promise<boolean> {
  const { actor, restore } = request;
  const {
    work,
    content: current,
    isRedacted,
  } = await lockCurrent(tx, request.id, actor, request.versions, request.diffUrl);
  const refusal = whyNotRevise(actor, work);
  if (refusal !== undefined) throw refusal;
  const earlier = await tx
    .selectFrom('revisions')
    .select(['content', 'html', 'sections', 'outline', 'excerpt', 'redacted_at'])
    .where('work_id', '=', work.id)
    .where('version', '=', restore)
    .executeTakeFirst();
  const isPrivate = restore < (work.first_version ?? 1) && !canSeeDraftRevisions(actor, work);
  if (earlier === undefined || isPrivate)
    throw invalid('/restore', `is no revision of this work; the newest is ${work.version}`, 'revision_unknown');
  if (earlier.redacted_at !== null) throw new Redacted('revision_redacted', `Revision ${restore} was redacted.`);
  const content: Content = { ...(earlier.content as Content), credits: current.credits, community: current.community };
  if (!isRedacted && canonicalJson(content) === canonicalJson(current)) return false;
  if (!isCredited(actor, work) && work.created_by !== actor.id)
    content.credits = withContributor(content.credits, actor.id);
  const message = request.message ?? `Restored revision ${restore}`;
  await saveRevision(tx, {
    ...request,
    work,
    before: current,
    content,
    license: work.license,
    texts: earlier as unknown as PreparedTexts,
    message,
  });
  return true;
}
