import { sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';
import type { Content } from './content.ts';

/** What a person wrote here, for their own export: their works and all their revisions, whole. */
export async function exportOwnWorks(db: Db, contributorId: string): Promise<unknown> {
  const works = await db
    .selectFrom('works')
    .select(['id', 'kind', 'status', 'slug', 'title', 'license', 'version', 'created_at', 'published_at', 'origin_url'])
    .where('created_by', '=', contributorId)
    .orderBy('id')
    .execute();
  const revisions = await db
    .selectFrom('revisions')
    .select(['work_id', 'version', 'license', 'message', 'minor', 'created_at', 'content'])
    .where('author_id', '=', contributorId)
    .orderBy('work_id')
    .orderBy('version')
    .execute();
  return {
    works,
    revisions: revisions.map(({ content, ...revision }) => ({
      ...revision,
      content: withoutPeople(content as Content),
    })),
  };
}

/** Drafts go with the person who made them; one that credits others with an account is theirs from then on. */
export async function eraseDrafts(tx: Tx, contributorId: string): Promise<void> {
  await sql`
    update works set created_by = heirs.id
    from (
      select distinct on (credits.work_id) credits.work_id, contributors.id
      from credits join contributors on contributors.id = credits.contributor_id
      where credits.role = 'author' and contributors.claimed and contributors.erased_at is null
        and contributors.id <> ${contributorId}
      order by credits.work_id, credits.position
    ) as heirs
    where heirs.work_id = works.id and works.created_by = ${contributorId} and works.status = 'draft'`.execute(tx);
  await tx.deleteFrom('works').where('created_by', '=', contributorId).where('status', '=', 'draft').execute();
}

/** Who else is credited is theirs to export. */
function withoutPeople({ credits: _credits, ...content }: Content): object {
  return content;
}
