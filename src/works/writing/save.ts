import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { record } from '../../db/transaction.ts';
import type { Actor } from '../../lib/actor.ts';
import { Invalid } from '../../lib/errors.ts';
import { isSteward } from '../../people/policy.ts';
import type { Content } from '../content.ts';
import { creditedKeys } from '../credited.ts';
import type { Kind, Obstacle, Range, WorkState } from '../kind.ts';
import { type Adaptation, licenseObstacles } from '../lineage/compatibility.ts';
import { renderMembers } from '../rendition.ts';
import type { PreparedTexts } from './prepare.ts';

export interface RevisionRow {
  kind: Kind;
  workId: string;
  version: number;
  content: Content;
  texts: PreparedTexts;
  license: string;
  author: string;
  message: string;
  minor: boolean;
  now: Date;
}

/** Stores a revision, from now on the current one. */
export async function insertRevision(tx: Tx, row: RevisionRow): Promise<void> {
  const { html, sections, outline, excerpt } = row.texts;
  await tx
    .insertInto('revisions')
    .values({
      ...{ work_id: row.workId, version: row.version, license: row.license, author_id: row.author },
      ...{ message: row.message, minor: row.minor, created_at: row.now, excerpt },
      ...{ content: JSON.stringify(row.content), html: JSON.stringify(html) },
      ...{ sections: JSON.stringify(sections), outline: JSON.stringify(outline) },
    })
    .execute();
  const members = renderMembers(row.kind, row.content, row.texts);
  await tx
    .insertInto('renditions')
    .values({ work_id: row.workId, version: row.version, members })
    .onConflict((conflict) => conflict.column('work_id').doUpdateSet({ version: row.version, members }))
    .execute();
}

/** The time of a write that may have waited for its turn: never before what is shown already, or caches and harvesters miss it. */
export function timeOf(now: Date, { touched_at }: { touched_at: Date }): Date {
  return now < touched_at ? touched_at : now;
}

/** The columns of `works` that follow from the content of the current revision. */
export function projection(kind: Kind, content: Content, { excerpt, bytes }: PreparedTexts) {
  const facets = kind.facets(content);
  return {
    title: content.title,
    summary: content.summary === '' ? excerpt : content.summary,
    language: content.language,
    community_id: content.community,
    tags: content.tags,
    setting: [...facets.setting],
    difficulty: facets.difficulty,
    participants: rangeOf(facets.participants),
    minutes: rangeOf(facets.minutes),
    audience: [...facets.audience],
    maturity: facets.maturity,
    credited: creditedKeys(content.credits),
    text_bytes: bytes,
  };
}

function rangeOf(range: Range | null) {
  if (range === null || (range.min === undefined && range.max === undefined)) return null;
  return sql<string>`int4range(${range.min ?? null}::int, ${range.max ?? null}::int, '[]')`;
}

/** Who makes a state of a work public, what of it was public before, and what they say to it. */
export interface Publishing {
  actor: Actor;
  before?: Adaptation | undefined;
  message?: string | undefined;
}

/** @throws Invalid `publication_blocked` that names everything in the way */
export async function demandNoObstacles(
  tx: Tx,
  kind: Kind,
  state: WorkState,
  { actor, before, message }: Publishing,
): Promise<void> {
  const adaptation = { license: state.license, relations: state.content.relations };
  const stewardSays = isSteward(actor, state.content.community) ? message : undefined;
  const obstacles = [
    ...(await kind.obstacles(tx, state)),
    ...(await licenseObstacles(tx, state.id, adaptation, before, stewardSays)),
  ];
  if (obstacles.length === 0) return;
  const [first] = obstacles as [Obstacle, ...Obstacle[]];
  throw new Invalid(obstacles.length === 1 ? first.code : 'publication_blocked', first.detail, {
    faults: obstacles.map(({ pointer, detail }) => ({ pointer, detail })),
  });
}

/** Tells the followers to look again. Drafts are nobody's business. */
export function recordWork(
  tx: Tx,
  work: { id: string; kind: string; version: number; touch: number },
  event: 'published' | 'revised' | 'touched' | 'withdrawn' | 'redacted',
): void {
  record(tx, { subject: 'work', id: work.id, kind: work.kind, version: work.version, touch: work.touch, event });
}
