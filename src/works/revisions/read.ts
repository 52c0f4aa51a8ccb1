import type { Db } from '../../db/database.ts';
import { cutPage, decodeCursor } from '../../http/paging.ts';
import type { Actor } from '../../lib/actor.ts';
import { NotFound, Redacted } from '../../lib/errors.ts';
import type { Urls } from '../../lib/urls.ts';
import { type Creditable, type CreditChoice, mostPrivate, resolveCredit } from '../../people/credit.ts';
import { findCreditables } from '../../people/creditable.ts';
import type { Content } from '../content.ts';
import type { FoundWork } from '../find.ts';
import { canSeeDraftRevisions } from '../policy.ts';
import type { Kinds } from '../read.ts';

const summaryColumns = [
  'version',
  'license',
  'author_id',
  'message',
  'minor',
  'created_at',
  'redacted_at',
  'redaction_reason',
] as const;

/** The history, newest first. Revisions before the first publication are shown to its authors only. */
export async function listRevisions(
  db: Db,
  urls: Urls,
  work: FoundWork,
  actor: Actor | null,
  { limit = 20, cursor }: { limit?: number | undefined; cursor?: string | undefined },
) {
  const list = { revisions: work.id };
  const after = decodeCursor(cursor, list, 'whole');
  const rows = await db
    .selectFrom('revisions')
    .select(summaryColumns)
    .where('work_id', '=', work.id)
    .where('version', '>=', firstVisible(work, actor))
    .$if(after !== undefined, (query) => query.where('version', '<', Number(after!.value)))
    .orderBy('version', 'desc')
    .limit(limit + 1)
    .execute();
  const page = cutPage(rows, limit, list, (row) => ({ value: row.version, id: work.id }));
  const people = await findPeople(
    db,
    work,
    page.items.map((row) => row.author_id),
  );
  return { ...page, items: page.items.map((row) => presentSummary(row, people, urls)) };
}

/** One snapshot whole. @throws NotFound, Redacted */
export async function readRevision(
  db: Db,
  urls: Urls,
  kinds: Kinds,
  work: FoundWork,
  version: number,
  actor: Actor | null,
) {
  const row = await findRevision(db, work, version, actor);
  const content = row.content as Content;
  const html = row.html as Record<string, string>;
  const people = await findPeople(db, work, [row.author_id, ...content.credits.map(({ contributor }) => contributor)]);
  return {
    ...presentSummary(row, people, urls),
    ...{
      title: content.title,
      summary: content.summary === '' ? row.excerpt : content.summary,
      body: content.body,
      html: html['/body'] ?? '',
    },
    ...{ language: content.language, tags: content.tags, outline: row.outline },
    credits: content.credits.flatMap((credit) => {
      const person = people.get(credit.contributor);
      const named = person === undefined ? null : resolveCredit(person, person.choice(credit), urls);
      return named === null ? [] : [{ id: credit.id, role: credit.role, ...named }];
    }),
    ...kinds.get(work.kind)!.present(content, html),
  };
}

async function findRevision(db: Db, work: FoundWork, version: number, actor: Actor | null) {
  const query = selectRevision(db, work, version, actor).select(['content', 'html', 'outline', 'excerpt']);
  return demandThere(await query.executeTakeFirst(), version);
}

/** Without its HTML, which is most of it. @throws NotFound, Redacted */
export async function findContent(db: Db, work: FoundWork, version: number, actor: Actor | null): Promise<Content> {
  const row = await selectRevision(db, work, version, actor).select('content').executeTakeFirst();
  return demandThere(row, version).content as Content;
}

function selectRevision(db: Db, work: FoundWork, version: number, actor: Actor | null) {
  return db
    .selectFrom('revisions')
    .select(summaryColumns)
    .where('work_id', '=', work.id)
    .where('version', '=', version)
    .where('version', '>=', firstVisible(work, actor));
}

function demandThere<Row extends SummaryRow>(row: Row | undefined, version: number): Row {
  if (row === undefined) throw new NotFound('revision_not_found', `This work has no revision ${version}.`);
  if (row.redacted_at === null) return row;
  throw new Redacted('revision_redacted', `Revision ${version} was redacted: ${row.redaction_reason}`, {
    extra: { version, redacted_at: row.redacted_at.toISOString(), reason: row.redaction_reason },
  });
}

function firstVisible(work: FoundWork, actor: Actor | null): number {
  return canSeeDraftRevisions(actor, work) ? 1 : (work.first_version ?? 1);
}

interface SummaryRow {
  version: number;
  license: string;
  author_id: string;
  message: string;
  minor: boolean;
  created_at: Date;
  redacted_at: Date | null;
  redaction_reason: string | null;
}

interface Party extends Creditable {
  /** How this person is credited on the work today, which is how its history names them, too. */
  choice(credit?: { id: string; choice: CreditChoice | null }): CreditChoice | null;
}

async function findPeople(db: Db, work: FoundWork, ids: readonly string[]): Promise<Map<string, Party>> {
  const [people, credits] = [
    await findCreditables(db, [...new Set(ids)]),
    await db.selectFrom('credits').select(['id', 'contributor_id', 'choice']).where('work_id', '=', work.id).execute(),
  ];
  return new Map(
    Array.from(people, ([id, person]) => {
      const own = credits.filter(({ contributor_id }) => contributor_id === id);
      const choices = own.map(({ choice }) => choice as CreditChoice | null);
      const choice: Party['choice'] = (credit) => {
        const same = own.find((current) => current.id === credit?.id);
        if (same !== undefined) return same.choice as CreditChoice | null;
        return mostPrivate(choices.length > 0 ? choices : [credit?.choice ?? null, null], person);
      };
      return [id, { ...person, choice }];
    }),
  );
}

function presentSummary(row: SummaryRow, people: ReadonlyMap<string, Party>, urls: Urls) {
  const person = people.get(row.author_id);
  return {
    version: row.version,
    author: person === undefined ? null : resolveCredit(person, person.choice(), urls),
    message: row.message,
    minor: row.minor,
    license: row.license,
    created_at: row.created_at.toISOString(),
    redaction:
      row.redacted_at === null ? null : { at: row.redacted_at.toISOString(), reason: row.redaction_reason ?? '' },
  };
}
