import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../src/db/database.ts';

/** What a transaction leaves behind when only a part of it lasts: a query for each sort of it, which finds nothing. */
const halves: Record<string, RawBuilder<{ id: string }>> = {
  'a work without its current revision': sql`
    select w.id from works w left join revisions r on r.work_id = w.id and r.version = w.version where r.work_id is null`,
  'a work without one of its revisions, or with one too many': sql`
    select w.id from works w where w.version <> (select count(*) from revisions r where r.work_id = w.id and r.version <= w.version)
      or exists (select from revisions r where r.work_id = w.id and r.version > w.version)`,
  'a work whose columns are not those of its revision': sql`
    select w.id from works w join revisions r on r.work_id = w.id and r.version = w.version
    where w.title <> r.content ->> 'title' or w.language <> r.content ->> 'language' or w.license <> r.license
      or to_jsonb(w.tags) <> r.content -> 'tags' or w.community_id::text <> r.content ->> 'community'`,
  'a work without the rendition of its current revision, or with another': sql`
    select w.id from works w join revisions r on r.work_id = w.id and r.version = w.version left join renditions n on n.work_id = w.id
    where w.redacted <> (n.work_id is null)
      or n.version <> w.version or n.members::jsonb ->> 'body' <> r.content ->> 'body' or n.members::jsonb ->> 'html' <> r.html ->> '/body'`,
  'a revision whose credits are not those of its work': sql`
    select w.id from works w join revisions r on r.work_id = w.id and r.version = w.version
    where r.content -> 'credits' is distinct from (
      select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'contributor', c.contributor_id, 'role', c.role, 'choice', c.choice)
        order by c.position), '[]') from credits c where c.work_id = w.id)`,
  'a revision whose relations are not those of its work': sql`
    select w.id from works w join revisions r on r.work_id = w.id and r.version = w.version
    where (select coalesce(jsonb_agg(jsonb_build_array(x ->> 'type', coalesce(x ->> 'target', x ->> 'url'))), '[]')
        from jsonb_array_elements(r.content -> 'relations') x)
      <> (select coalesce(jsonb_agg(jsonb_build_array(n.type, coalesce(n.target_id::text, n.target_url)) order by n.position), '[]')
        from relations n where n.work_id = w.id)`,
  'a published work without its slug': sql`
    select w.id from works w left join slugs s on s.slug = w.slug and s.work_id = w.id
    where w.status <> 'draft' and s.slug is null`,
  'a slug that is taken for no published work': sql`
    select w.id from slugs s join works w on w.id = s.work_id where w.slug is null`,
  'a change without the state that it tells of': sql`
    select c.id from changes c left join works w on w.id = c.id
    where c.subject = 'work' and (w.id is null or w.version < c.version or w.touch < c.touch or w.status = 'draft')`,
  'a published version without its change': sql`
    select w.id from works w join revisions r on r.work_id = w.id and r.version >= w.first_version
    where w.status <> 'draft' and not exists (select from changes c where c.id = w.id and c.version = r.version
      and c.event = case when r.version = w.first_version then 'published' else 'revised' end)`,
  'a withdrawn work without its change': sql`
    select w.id from works w where w.status = 'withdrawn'
      and not exists (select from changes c where c.id = w.id and c.event = 'withdrawn' and c.touch = w.touch)`,
  'an Idempotency-Key without its answer': sql`select key as id from idempotency_keys where status is null`,
  'an answer for a work that is not there': sql`
    select i.key as id from idempotency_keys i left join works w on w.id = i.subject_id
    where i.subject_id is not null and i.body is not null and w.id is null`,
};

/** Everything that is half there, as `what: id`; nothing, when every transaction is there as a whole or not at all. */
export async function findHalves(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (const [what, query] of Object.entries(halves)) {
    const { rows } = await query.execute(db);
    found.push(...rows.map(({ id }) => `${what}: ${id}`));
  }
  return found;
}
