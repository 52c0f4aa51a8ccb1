import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Urls } from '../../lib/urls.ts';
import type { Card } from '../card.ts';
import { findCards } from '../cards.ts';
import { lineageTypes } from '../content.ts';

export interface LineageEdge {
  type: string;
  /** The work that was made from the other. */
  from: string;
  /** Null: something elsewhere. */
  to: string | null;
  url: string | null;
  version: number | null;
  note: string;
}

/** What a work was made from and what was made from it, at any distance: edges, and a card for each public work. */
export async function readLineage(
  db: Db,
  urls: Urls,
  id: string,
): Promise<{ ancestors: LineageEdge[]; descendants: LineageEdge[]; works: Card[] }> {
  const [ancestors, descendants] = await Promise.all([findEdges(db, id, 'up'), findEdges(db, id, 'down')]);
  const ids = [
    ...new Set([...ancestors, ...descendants].flatMap(({ from, to }) => (to === null ? [from] : [from, to]))),
  ];
  const cards = await findCards(
    db,
    urls,
    ids.filter((other) => other !== id),
  );
  return { ancestors, descendants, works: [...cards.values()] };
}

/** Each work is visited once, so circular lineages end. Drafts are nobody's business. */
async function findEdges(db: Db, id: string, way: 'up' | 'down'): Promise<LineageEdge[]> {
  const types = sql.join(lineageTypes.map((type) => sql.lit(type)));
  const [here, there] =
    way === 'up'
      ? [sql.ref('relations.work_id'), sql.ref('relations.target_id')]
      : [sql.ref('relations.target_id'), sql.ref('relations.work_id')];
  const { rows } = await sql<LineageEdge>`
    with recursive reached (id) as (
      select ${id}::uuid
      union
      select ${there} from reached join relations on ${here} = reached.id
      where relations.type in (${types}) and ${there} is not null
    )
    select relations.type, relations.work_id as "from", relations.target_id as "to", relations.target_url as url,
      relations.target_version as version, relations.note
    from reached
    join relations on ${here} = reached.id and relations.type in (${types})
    join works as maker on maker.id = relations.work_id and (maker.status <> 'draft' or maker.id = ${id}::uuid)
    left join works as source on source.id = relations.target_id
    where source.id is null or source.status <> 'draft' or source.id = ${id}::uuid
    order by relations.work_id, relations.position limit 1000`.execute(db);
  return rows;
}
