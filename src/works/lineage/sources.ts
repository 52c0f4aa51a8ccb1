import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Urls } from '../../lib/urls.ts';
import type { Attributed } from '../../licenses/attributed.ts';
import { licenseUrl } from '../../licenses/licenses.ts';
import { creditedAuthors } from '../authors.ts';
import { lineageTypes } from '../content.ts';
import { namesOf, type StoredNames } from '../rows.ts';

/** What a work is directly based on, each with its own sources, and what its makers say they changed. */
export type Sources = (id: string) => Pick<Attributed, 'sources' | 'changes' | 'hasMore'>;

interface Edge {
  work_id: string;
  target_url: string | null;
  note: string;
  id: string | null;
  kind: string;
  slug: string | null;
  title: string;
  license: string;
  language: string;
  version: number;
  published_at: Date | null;
  origin_url: string | null;
  has_ancestors: boolean;
}

/** How far a lineage is followed from each work: to so many others, and of each to so many that it is directly based on. */
interface Reach {
  ancestors: number;
  sources: number;
}

/** For every work of a list. */
const near: Reach = { ancestors: 30, sources: 20 };
/** For one work alone. */
export const far: Reach = { ancestors: 300, sources: 30 };
/** Of an ancestor, in a list or alone. */
const mostNames = 12;

/**
 * The ancestors of these works, at the versions their relations are pinned to. Withdrawn ones stay: credit is owed for
 * what was taken. Works that were never published are left out.
 */
export async function findSources(db: Db, urls: Urls, ids: readonly string[], reach = near): Promise<Sources> {
  if (ids.length === 0) return () => ({ sources: [], hasMore: false });
  const all = await findEdges(db, ids, reach);
  const edges = Map.groupBy(all, (edge) => edge.work_id);
  const names = await findNames(db, [...new Set(all.flatMap(({ id }) => id ?? []))]);
  // Lineages may be shared, run in a circle, or be long: first every version is made once, then each is told its sources.
  const known = new Map<string, Attributed>();
  for (const edge of all) if (!known.has(keyOf(edge))) known.set(keyOf(edge), attributedOf(edge, names, urls));

  function lineageOf(workId: string): { sources: Attributed[]; changes: string | null; hasMore: boolean } {
    const found = edges.get(workId) ?? [];
    const own = found.slice(0, reach.sources);
    const changes = own.map(({ note }) => note).filter((note) => note !== '');
    return {
      sources: own.map((edge) => known.get(keyOf(edge))!),
      changes: changes.length === 0 ? null : changes.join('; '),
      hasMore: found.length > own.length,
    };
  }

  for (const edge of all) {
    if (edge.id === null) continue;
    const attributed = known.get(keyOf(edge))!;
    const lineage = lineageOf(edge.id);
    const isCut = edge.has_ancestors && !edges.has(edge.id);
    Object.assign(attributed, lineage, {
      hasMore: lineage.hasMore || isCut || namesFor(edge, names).length > mostNames,
    });
  }
  return lineageOf;
}

/**
 * Of a relation and its target: the version that is owed, the current one where none is. What was pinned while the target
 * was a draft counts as its first public version: what came before that stays private.
 */
export const pinnedVersion = sql<number>`least(greatest(coalesce(relations.target_version, works.version), works.first_version), works.version)`;

const types = sql.join(lineageTypes.map((type) => sql.lit(type)));

/** Of a relation: lineage, and not to what was never public. */
const isTold = sql`relations.type in (${types}) and (relations.target_url is not null or exists (
  select from works as target where target.id = relations.target_id and target.status <> 'draft'))`;

async function findEdges(db: Db, ids: readonly string[], reach: Reach): Promise<Edge[]> {
  const { rows } = await sql<Edge>`
    with reached as (
      select distinct up.id from unnest(${ids}::uuid[]) as roots (id) cross join lateral (
        with recursive up (id) as (
          select roots.id
          union
          select relations.target_id from up join relations on relations.work_id = up.id
          where relations.type in (${types}) and relations.target_id is not null
        )
        select id from up limit ${reach.ancestors + 1}) up
    )
    select relations.work_id, relations.target_url, relations.note, works.id, works.kind, works.slug,
      coalesce(revisions.content ->> 'title', '') as title, coalesce(revisions.license, '') as license,
      coalesce(works.language, 'und') as language, coalesce(revisions.version, 1) as version,
      works.published_at, works.origin_url,
      exists (select from relations where relations.work_id = works.id and ${isTold}) as has_ancestors
    from reached cross join lateral (
      select * from relations where relations.work_id = reached.id and ${isTold}
      order by relations.position limit ${reach.sources + 1}) relations
    left join works on works.id = relations.target_id and works.status <> 'draft'
    left join revisions on revisions.work_id = works.id and revisions.version = ${pinnedVersion}
    order by relations.work_id, relations.position`.execute(db);
  return rows;
}

type Names = ReadonlyMap<string, StoredNames>;

/** Apart from the edges: many may lead to one work. */
async function findNames(db: Db, ids: readonly string[]): Promise<Names> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('works')
    .select(['works.id', namesOf('works.id', mostNames + 1).as('names')])
    .where('works.id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, names }) => [id, names]));
}

function namesFor({ id }: Edge, names: Names): StoredNames {
  return (id === null ? undefined : names.get(id)) ?? [];
}

function attributedOf(edge: Edge, names: Names, urls: Urls): Attributed {
  if (edge.id === null) {
    const url = edge.target_url!;
    const unknown = { license: '', license_url: '', published_at: null, version: 1, language: 'und' };
    return { title: url, authors: [], url, ...unknown, sources: [] };
  }
  return {
    title: edge.title,
    authors: creditedAuthors(namesFor(edge, names).slice(0, mostNames), urls),
    url: urls.work({ kind: edge.kind, slug: edge.slug, id: edge.id }),
    license: edge.license,
    license_url: licenseUrl(edge.license) ?? '',
    published_at: edge.published_at?.toISOString() ?? null,
    version: edge.version,
    language: edge.language,
    sources: [],
    origin_url: edge.origin_url,
  };
}

function keyOf(edge: Edge): string {
  return edge.id === null ? `${edge.target_url}` : `${edge.id} ${edge.version}`;
}
