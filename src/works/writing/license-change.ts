import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Actor } from '../../lib/actor.ts';
import { Conflict } from '../../lib/errors.ts';
import { demandHosted } from '../../licenses/licenses.ts';
import type { FoundWork } from '../find.ts';

/**
 * What was given away under one licence is not taken back alone; nor is what nobody is credited for. What was brought
 * here follows its source, whose authors may choose another licence.
 * @param isFromSource whether the change comes from where the work was brought here from
 * @throws Invalid `license_not_open`, Conflict `license_consent_missing`
 */
export async function demandLicenseMayChange(
  tx: Tx,
  { actor, work, license, isFromSource }: { actor: Actor; work: FoundWork; license: string; isFromSource: boolean },
): Promise<void> {
  demandHosted(license, '/license');
  if (work.first_version === null) return;
  const isTheirs = work.credited.length > 0 && work.credited.every(({ contributor }) => contributor === actor.id);
  const isAsked = isTheirs || (isFromSource && work.created_by === actor.id);
  if (isAsked && !(await hadOthers(tx, actor, work))) return;
  const detail = `stays ${work.license}: it changes only while nobody else with an account wrote in it or was credited, and you are the only one credited now`;
  throw new Conflict('license_consent_missing', `The licence of this work ${detail}.`, {
    faults: [{ pointer: '/license', detail }],
  });
}

/** Did anybody else with an account write in what was public, or were they credited? To take a credit away is no consent. */
async function hadOthers(tx: Tx, actor: Actor, { id, first_version }: FoundWork): Promise<boolean> {
  const { rows } = await sql`
    select 1 from revisions where work_id = ${id}::uuid and version >= ${first_version} and author_id <> ${actor.id}::uuid
    union all
    select 1 from revisions
    cross join jsonb_array_elements(revisions.content -> 'credits') as credited (entry)
    join contributors on contributors.id = (entry ->> 'contributor')::uuid
    where revisions.work_id = ${id}::uuid and revisions.version >= ${first_version}
      and contributors.claimed and contributors.id <> ${actor.id}::uuid
    limit 1`.execute(tx);
  return rows.length > 0;
}
