import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Actor } from '../../lib/actor.ts';
import { Forbidden, NotFound } from '../../lib/errors.ts';
import type { Content } from '../content.ts';
import { lockWork } from '../find.ts';
import { canRedact } from '../policy.ts';
import { recordWork, timeOf } from './save.ts';
import { assignSlug } from './slugs.ts';

export interface RedactRequest {
  actor: Actor;
  id: string;
  version: number;
  reason: string;
  now: Date;
}

/**
 * Empties one revision for legal or safety reasons. The notice stays, with who is credited and what the work stands
 * on; stored answers to retries are emptied, index and mirrors follow by the log. Of the current revision, the work
 * itself is out of sight until there is a new one.
 */
export async function redactRevision(tx: Tx, { actor, id, version, reason, now }: RedactRequest): Promise<void> {
  const work = await lockWork(tx, id, actor);
  if (!canRedact(actor, work))
    throw new Forbidden('not_steward', 'Only a steward of the community redacts a revision.');
  const revision = await tx
    .selectFrom('revisions')
    .select('content')
    .where('work_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (revision === undefined) throw new NotFound('revision_not_found', `This work has no revision ${version}.`);
  const { credits, relations, community, language } = revision.content as Content;
  const kept: Content = {
    title: '',
    summary: '',
    body: '',
    language,
    community,
    tags: [],
    credits,
    relations: relations.map(({ note: _note, ...relation }) => relation),
  };
  await tx
    .updateTable('revisions')
    .set({
      ...{ content: JSON.stringify(kept), html: '{}', sections: '[]', outline: '[]', excerpt: '', message: '' },
      ...{ redacted_at: now, redacted_by: actor.id, redaction_reason: reason },
    })
    .where('work_id', '=', id)
    .where('version', '=', version)
    .execute();
  const isCurrent = version === work.version;
  if (isCurrent) {
    await tx.deleteFrom('renditions').where('work_id', '=', id).execute();
    await tx.updateTable('relations').set({ note: '' }).where('work_id', '=', id).execute();
  }
  // Answers about what was made from it name it, too.
  await sql`
    with recursive below (id) as (
      select ${id}::uuid
      union
      select relations.work_id from below join relations on relations.target_id = below.id
    )
    update idempotency_keys set body = null where subject_id in (select id from below)`.execute(tx);
  const touch = work.touch + 1;
  // The old address goes on leading here, to whoever knows it; what it says of the title is shown no more.
  const slug = isCurrent && work.slug !== null ? await assignSlug(tx, { id, slug: work.slug, title: '' }) : work.slug;
  const emptied = {
    title: '',
    summary: '',
    tags: [],
    setting: [],
    audience: [],
    difficulty: null,
    participants: null,
    minutes: null,
    maturity: null,
  };
  await tx
    .updateTable('works')
    .set({ touch, touched_at: timeOf(now, work), ...(isCurrent ? { redacted: true, slug, ...emptied } : {}) })
    .where('id', '=', id)
    .execute();
  recordWork(tx, { ...work, touch }, 'redacted');
}
