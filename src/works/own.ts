import { type SqlBool, sql } from 'kysely';
import type { Db, Tx } from '../db/database.ts';
import type { Content } from './content.ts';

/** The works a person made here, for their own export. */
export async function* ownWorks(db: Db, contributorId: string): AsyncGenerator<object> {
  const read = (after: { id: string } | undefined) =>
    db
      .selectFrom('works')
      .select([
        'id',
        'kind',
        'status',
        'slug',
        'title',
        'license',
        'version',
        'created_at',
        'published_at',
        'origin_url',
      ])
      .where('created_by', '=', contributorId)
      .$if(after !== undefined, (query) => query.where('id', '>', after!.id))
      .orderBy('id')
      .limit(500)
      .execute();
  yield* pages(read);
}

/** The revisions a person wrote here, of whatever work, whole. Who else is credited is theirs to export. */
export async function* ownRevisions(db: Db, contributorId: string): AsyncGenerator<object> {
  const read = (after: { work_id: string; version: number } | undefined) =>
    db
      .selectFrom('revisions')
      .select(['work_id', 'version', 'license', 'message', 'minor', 'created_at', 'content'])
      .where('author_id', '=', contributorId)
      .$if(after !== undefined, (query) =>
        query.where(sql<SqlBool>`(work_id, version) > (${after!.work_id}::uuid, ${after!.version})`),
      )
      .orderBy('work_id')
      .orderBy('version')
      .limit(50)
      .execute();
  for await (const { content, ...revision } of pages(read)) {
    const { credits: _credits, ...rest } = content as Content;
    yield { ...revision, content: rest };
  }
}

/** All rows of a keyset, page by page: a person may have written more than fits into memory. */
async function* pages<Row>(read: (after: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row> {
  for (let rows = await read(undefined); rows.length > 0; rows = await read(rows.at(-1))) yield* rows;
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
