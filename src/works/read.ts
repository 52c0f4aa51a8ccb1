import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { prepareQuery } from '../db/prepared.ts';
import type { Actor } from '../lib/actor.ts';
import { isUuid } from '../lib/ids.ts';
import type { Urls } from '../lib/urls.ts';
import { type AttributionFormat, attribute } from '../licenses/attribution.ts';
import { resolveCredit } from '../people/credit.ts';
import type { Card } from './card.ts';
import { attributedOf, briefly, presentCard } from './cards.ts';
import type { Content, StoredRelation } from './content.ts';
import { isPublic, isVisibleTo } from './filters.ts';
import { demandReadable, type FoundWork, findWork, isRef, workNotFound } from './find.ts';
import type { Kind } from './kind.ts';
import { findSources } from './lineage/sources.ts';
import { joinMembers } from './rendition.ts';
import { creditsIn, type StoredCredits, selectWithCredits } from './rows.ts';
import type { Credit } from './schema.ts';

export interface WorkView {
  /** The work as it is shown. */
  readonly work: Record<string, unknown>;
  /** The same as JSON, which takes less time than to write it from that. */
  readonly json: string;
  /** What its current revision alone decides of that: excerpt, body, html, outline and the fields of its kind, as JSON. */
  readonly members: string;
  /** What of it stands in the card. */
  card: Card;
  status: string;
  version: number;
  touch: number;
  touchedAt: Date;
  /** Of works here those only that the reader may know of. */
  relations: readonly StoredRelation[];
  /** Where an imported text was written, and its relative links with it. */
  originUrl: string | null;
  /** Of its community. */
  communityName: string;
  /** The credit line, as much of it as goes with a work wherever it is shown. */
  attribution(format: AttributionFormat): string;
}

export type Kinds = ReadonlyMap<string, Kind>;

/**
 * Everything of one work as it is shown.
 * @param kindName of the route; undefined: any
 * @throws NotFound, Moved, Gone, Redacted
 */
export async function readWork(
  db: Db,
  urls: Urls,
  ref: string,
  actor: Actor | null,
  kindName?: string,
): Promise<WorkView> {
  const [row] = isRef(ref) ? await (isUuid(ref) ? findPublicById : findPublicBySlug)(db, { ref }) : [];
  if (row !== undefined && (kindName === undefined || row.kind === kindName))
    return await presentWork(db, urls, row, actor);
  const found = await findWork(db, ref, actor, kindName);
  demandReadable(found, actor);
  // A draft may be deleted between the two.
  const whole = await selectWhole(db)
    .where('works.id', '=', found.id)
    .executeTakeFirstOrThrow(() => workNotFound(ref));
  return await presentWork(db, urls, whole, actor);
}

// Reading one article is what is done most.
const findPublicById = prepareQuery((db, value) =>
  selectWhole(db).where('works.id', '=', value<string>('ref', 'uuid')).where(isPublic),
);
const findPublicBySlug = prepareQuery((db, value) =>
  selectWhole(db).where('works.slug', '=', value<string>('ref', 'text')).where(isPublic),
);

function selectWhole(db: Db) {
  return selectWithCredits(db)
    .innerJoin('renditions', (join) =>
      join.onRef('renditions.work_id', '=', 'works.id').onRef('renditions.version', '=', 'works.version'),
    )
    .select(['renditions.members', 'works.license_from', 'works.created_at'])
    .select(['works.origin_source', 'works.origin_path'])
    .select('communities.name as community_name')
    .select(
      sql<StoredRelation[] | null>`case when exists (select from relations where relations.work_id = works.id) then (
        select revisions.content -> 'relations' from revisions
        where revisions.work_id = works.id and revisions.version = works.version) end`.as('relations'),
    );
}

type WholeRow = Awaited<ReturnType<ReturnType<typeof selectWhole>['executeTakeFirstOrThrow']>>;

async function presentWork(db: Db, urls: Urls, row: WholeRow, actor: Actor | null): Promise<WorkView> {
  const { members, status, version, touch } = row;
  const [sources, relations] = await Promise.all([
    findSources(db, urls, row.has_ancestors ? [row.id] : []),
    visibleRelations(db, row.relations ?? [], actor),
  ]);
  const card = presentCard(row, urls, sources);
  const head = {
    ...card,
    license_from: row.license_from,
    credits: presentCredits(row.credits, urls),
    relations,
    ...{ status, touch, created_at: row.created_at.toISOString() },
    origin:
      row.origin_source === null ? null : { source: row.origin_source, path: row.origin_path, url: row.origin_url },
  };
  return {
    get work() {
      return { ...head, ...JSON.parse(members) };
    },
    get json() {
      return joinMembers(head, members);
    },
    ...{ members, card, status, version, touch, touchedAt: row.touched_at },
    ...{ relations, originUrl: row.origin_url },
    communityName: row.community_name,
    attribution: (format) => attribute(attributedOf(row, urls, sources), format, briefly(row.id, urls, format)),
  };
}

/** What a redaction left of a work, in the form of an input: the text is for the next revision to give. */
export async function readKept(db: Db, work: FoundWork, actor: Actor | null): Promise<{ relations: StoredRelation[] }> {
  const { content } = await db
    .selectFrom('revisions')
    .select('content')
    .where('work_id', '=', work.id)
    .where('version', '=', work.version)
    .executeTakeFirstOrThrow(() => workNotFound(work.id));
  return { relations: await visibleRelations(db, (content as Content).relations, actor) };
}

/** The credits that name somebody, in order. */
export function presentCredits(credits: StoredCredits, urls: Urls): Credit[] {
  return creditsIn(credits).flatMap((credit) => {
    const named = resolveCredit(credit, credit.choice, urls);
    return named === null ? [] : [{ id: credit.id, role: credit.role, ...named }];
  });
}

/** Without those that point to what `actor` may not know of. */
export async function visibleRelations(
  db: Db,
  relations: readonly StoredRelation[],
  actor: Actor | null,
): Promise<StoredRelation[]> {
  const targets = relations.flatMap(({ target }) => (target === undefined ? [] : [target]));
  if (targets.length === 0) return [...relations];
  const rows = await db.selectFrom('works').select('id').where('id', 'in', targets).where(isVisibleTo(actor)).execute();
  const visible = new Set(rows.map(({ id }) => id));
  return relations.filter(({ target }) => target === undefined || visible.has(target));
}
