import type { Tx } from '../../db/database.ts';
import { onConstraint } from '../../db/failures.ts';
import { demandVersion, type Versioned } from '../../http/conditional.ts';
import { Conflict, invalid } from '../../lib/errors.ts';
import { type CommunityId, newId } from '../../lib/ids.ts';
import { demandLanguage } from '../../lib/languages.ts';
import { isReservedWord, slugOf } from '../../lib/slugs.ts';
import { canonicalJson } from '../../lib/text.ts';
import { demandHosted } from '../../licenses/licenses.ts';
import { recordCommunity } from '../changes.ts';
import { cleanName } from '../names.ts';
import { type Editing, lockCommunity } from './communities.ts';
import type { Thresholds } from './thresholds.ts';

/** What is left out stays; null leaves it to the instance, or empties it. */
export interface CommunityChange {
  name?: string;
  domain?: string | null;
  charter?: string | null;
  license?: string | null;
  language?: string | null;
  editing?: Editing;
  thresholds?: { [Name in keyof Thresholds]?: number | null };
}

/**
 * Makes a community.
 * @throws Invalid `slug_reserved`, `license_not_open`, … naming the field
 * @throws Conflict `slug_taken`
 */
export async function makeCommunity(
  tx: Tx,
  given: CommunityChange & { name: string; slug?: string },
  now: Date,
): Promise<CommunityId> {
  const { name, ...values } = changedValues({}, given);
  const slug = given.slug ?? slugOf(name ?? '');
  if (slug === '') throw invalid('/slug', 'is needed: nothing of the name is left in a URL', 'slug_missing');
  if (isReservedWord(slug)) throw invalid('/slug', 'is a reserved word; choose another', 'slug_reserved');
  const id = newId();
  await tx
    .insertInto('communities')
    .values({
      id,
      slug,
      name: name!,
      license: null,
      language: null,
      ...columnsOf(values),
      created_at: now,
      updated_at: now,
    })
    .execute()
    .catch(onConstraint('communities_slug_key', () => slugTaken(slug)));
  recordCommunity(tx, { id, version: 1 }, 'published');
  return id;
}

/**
 * Changes a community. What changes nothing makes no version.
 * @param versions those of If-Match
 * @throws Stale; Invalid naming the field
 */
export async function changeCommunity(
  tx: Tx,
  id: CommunityId,
  patch: CommunityChange,
  versions: readonly Versioned[],
  now: Date,
): Promise<void> {
  const current = await lockCommunity(tx, id);
  demandVersion(versions, { version: current.version, touch: 0 });
  const own = {
    ...current,
    license: current.license_from === 'community' ? current.license : null,
    language: current.language_from === 'community' ? current.language : null,
  };
  const values = changedValues(own.thresholds, patch);
  if (canonicalJson({ ...own, ...values }) === canonicalJson(own)) return;
  const version = current.version + 1;
  await tx
    .updateTable('communities')
    .set({ ...columnsOf(values), version, updated_at: now })
    .where('id', '=', id)
    .execute();
  recordCommunity(tx, { id, version }, 'touched');
}

/** The fields a patch sets, checked. */
function changedValues(thresholds: Thresholds, patch: CommunityChange) {
  const { name, domain, charter, license, language, editing } = patch;
  if (license != null) demandHosted(license, '/license');
  return {
    ...(name === undefined ? {} : { name: cleanName(name, '/name') }),
    ...(domain === undefined ? {} : { domain: domain ?? '' }),
    ...(charter === undefined ? {} : { charter: charter ?? '' }),
    ...(license === undefined ? {} : { license }),
    ...(language === undefined ? {} : { language: language && demandLanguage(language, '/language') }),
    ...(editing === undefined ? {} : { editing }),
    ...(patch.thresholds === undefined ? {} : { thresholds: merged(thresholds, patch.thresholds) }),
  };
}

function merged(current: Thresholds, patch: NonNullable<CommunityChange['thresholds']>): Thresholds {
  const all = Object.entries({ ...current, ...patch }).filter(([, value]) => value != null);
  return Object.fromEntries(all) as Thresholds;
}

function columnsOf<T extends { thresholds?: Thresholds }>({ thresholds, ...columns }: T) {
  return { ...columns, ...(thresholds === undefined ? {} : { thresholds: JSON.stringify(thresholds) }) };
}

function slugTaken(slug: string): Conflict {
  return new Conflict('slug_taken', `The slug ${slug} is taken.`, {
    faults: [{ pointer: '/slug', detail: 'is taken; choose another' }],
  });
}
