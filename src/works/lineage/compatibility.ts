import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { decide, targetsFor } from '../../licenses/compatibility.ts';
import { lineageTypes, type StoredRelation } from '../content.ts';
import type { Obstacle } from '../kind.ts';
import { pinnedVersion } from './sources.ts';

/** A licence, and what the work that carries it was made from. */
export interface Adaptation {
  license: string;
  relations: readonly StoredRelation[];
}

interface Source {
  target_id: string;
  version: number;
  position: number;
  title: string;
  license: string;
}

/**
 * What the licences of its sources here, as their versions carry them, say against this licence for a work. Call it when
 * its relations are saved. Of sources elsewhere no licence is known.
 * @param before what was accepted when the work was last published; it is not asked for again
 * @param stewardSays why, where a steward does: then pairs that are theirs to decide are no obstacle
 */
export async function licenseObstacles(
  tx: Tx,
  workId: string,
  { license, relations }: Adaptation,
  before: Adaptation | undefined,
  stewardSays: string | undefined,
): Promise<Obstacle[]> {
  // Most works are made from no other, and pay no query for it.
  if (!relations.some(isLineageHere)) return [];
  const sources = await findSources(tx, workId);
  const accepted = before?.license === license ? before.relations : [];
  const possible = targetsFor(sources.map((source) => source.license));
  return sources.flatMap((source): Obstacle[] => {
    const { decision, basis } = decide(source.license, license);
    const isAccepted = accepted.some(
      ({ target, version }) => target === source.target_id && version === source.version,
    );
    if (isAccepted || decision === 'allow' || decision === 'allow+notice') return [];
    if (decision === 'steward' && stewardSays?.trim()) return [];
    const { code, verdict } = verdicts[decision];
    const others = possible.length > 0 ? ` Possible here: ${possible.join(', ')}.` : '';
    const detail = `“${source.title}” is under ${source.license}, and ${verdict} ${license} (${basis}).${others}`;
    return [{ pointer: `/relations/${source.position}`, code, detail }];
  });
}

function isLineageHere({ type, target }: StoredRelation): boolean {
  return target !== undefined && (lineageTypes as readonly string[]).includes(type);
}

const verdicts = {
  deny: { code: 'license_incompatible', verdict: 'may not be adapted into a work under' },
  steward: {
    code: 'license_needs_steward',
    verdict: 'only a steward, who says why in a message, lets it be adapted into a work under',
  },
} as const;

async function findSources(tx: Tx, workId: string): Promise<Source[]> {
  return await tx
    .selectFrom('relations')
    .innerJoin('works', 'works.id', 'relations.target_id')
    .innerJoin('revisions', (join) =>
      join.onRef('revisions.work_id', '=', 'works.id').on('revisions.version', '=', pinnedVersion),
    )
    .select(['works.id as target_id', 'revisions.version', 'relations.position', 'revisions.license'])
    .select(sql<string>`revisions.content ->> 'title'`.as('title'))
    .where('relations.work_id', '=', workId)
    .where('relations.type', 'in', lineageTypes)
    .orderBy('relations.position')
    .execute();
}
