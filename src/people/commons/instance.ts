import type { Db, Tx } from '../../db/database.ts';
import { demandVersion, type Versioned } from '../../http/conditional.ts';
import { invalid } from '../../lib/errors.ts';
import type { CommunityId } from '../../lib/ids.ts';
import { demandLanguage } from '../../lib/languages.ts';
import { canonicalJson } from '../../lib/text.ts';
import { demandHosted } from '../../licenses/licenses.ts';
import { recordCommunity, touchInheriting } from '../changes.ts';
import { cleanName } from '../names.ts';
import { findCommunity } from './communities.ts';

export const pageNames = ['about', 'imprint', 'privacy', 'terms'] as const;

/** Who runs this commons, and what holds when nothing else is said. */
export interface Instance {
  name: string;
  summary: string;
  contact: string;
  languages: string[];
  license: string;
  language: string;
  /** Slug of the default community, and its id. */
  community: string;
  community_id: CommunityId;
  theme: { accent?: string };
  /** Markdown. */
  pages: { [Name in (typeof pageNames)[number]]?: string };
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** It exists from the first start on. */
export async function getInstance(db: Db): Promise<Instance> {
  const row = await db
    .selectFrom('instance')
    .innerJoin('communities', 'communities.id', 'instance.community_id')
    .selectAll('instance')
    .select('communities.slug as community')
    .executeTakeFirstOrThrow();
  return { ...row, theme: row.theme as Instance['theme'], pages: row.pages as Instance['pages'] };
}

type Removable<T> = { [Name in keyof T]?: T[Name] | null };

/** A merge patch: what is left out stays, null empties or removes. */
export interface InstanceChange {
  name?: string;
  summary?: string | null;
  contact?: string | null;
  languages?: string[];
  defaults?: { license?: string; language?: string; community?: string };
  theme?: Removable<Instance['theme']>;
  pages?: Removable<Instance['pages']>;
}

/**
 * Changes the instance. What changes nothing makes no version.
 * @param versions those of If-Match
 * @throws Stale; Invalid naming the field
 */
export async function changeInstance(
  tx: Tx,
  patch: InstanceChange,
  versions: readonly Versioned[],
  now: Date,
): Promise<Instance> {
  await tx.selectFrom('instance').select('only_row').forUpdate().execute();
  const current = await getInstance(tx);
  demandVersion(versions, { version: current.version, touch: 0 });
  const next = { ...current, ...texts(patch), ...(await defaultsOf(tx, patch)), ...merged(current, patch) };
  if (canonicalJson(next) === canonicalJson(current)) return current;
  const version = current.version + 1;
  const { community, theme, pages, ...columns } = next;
  await tx
    .updateTable('instance')
    .set({ ...columns, theme: JSON.stringify(theme), pages: JSON.stringify(pages), version, updated_at: now })
    .execute();
  if (next.license !== current.license || next.language !== current.language) await touchInheriting(tx, now);
  // The instance has no subject of its own in the log: it is told with its default community.
  await noteCommunity(tx, next.community_id);
  return { ...next, version, updated_at: now };
}

function texts({ name, summary, contact, languages }: InstanceChange) {
  return {
    ...(name === undefined ? {} : { name: cleanName(name, '/name') }),
    ...(summary === undefined ? {} : { summary: summary ?? '' }),
    ...(contact === undefined ? {} : { contact: contact ?? '' }),
    ...(languages === undefined
      ? {}
      : { languages: [...new Set(languages.map((tag, index) => demandLanguage(tag, `/languages/${index}`)))] }),
  };
}

async function defaultsOf(tx: Tx, { defaults = {} }: InstanceChange) {
  const { license, language, community: slug } = defaults;
  if (license !== undefined) demandHosted(license, '/defaults/license');
  const community = slug === undefined ? undefined : await findCommunity(tx, slug);
  if (slug !== undefined && community === undefined) {
    throw invalid('/defaults/community', 'is no community here', 'community_unknown');
  }
  return {
    ...(license === undefined ? {} : { license }),
    ...(language === undefined ? {} : { language: demandLanguage(language, '/defaults/language') }),
    ...(community === undefined ? {} : { community: community.slug, community_id: community.id }),
  };
}

function merged(current: Instance, { theme, pages }: InstanceChange) {
  return { theme: withoutNulls({ ...current.theme, ...theme }), pages: withoutNulls({ ...current.pages, ...pages }) };
}

function withoutNulls<T extends object>(fields: T): { [Name in keyof T]: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as never;
}

async function noteCommunity(tx: Tx, id: CommunityId): Promise<void> {
  const community = await tx
    .selectFrom('communities')
    .select(['id', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  recordCommunity(tx, community, 'touched');
}
