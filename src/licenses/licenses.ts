import { Invalid } from '../lib/errors.ts';
import { nearestIds, whyRefused, whyRestricted } from './refusal.ts';
import { createNormalizer } from './spelling.ts';
import { readTable } from './table.ts';

/** One line of `data/licenses.csv`; `id` is SPDX's, `url` its page for people, `hosted` whether works here may carry it. */
export interface License {
  id: string;
  name: string;
  url: string;
  family: string;
  share_alike: boolean;
  attribution: boolean;
  hosted: boolean;
}

const columns = [
  'id',
  'name',
  'url',
  'family',
  'version',
  'share_alike',
  'attribution',
  'od_conformant',
  'hosted',
] as const;

/** All licences known here, those for hosted content first and among them the recommended ones first. */
export const licenses: readonly License[] = readTable('licenses.csv', columns).map((row) => ({
  id: row.id,
  name: row.name,
  url: row.url,
  family: row.family,
  share_alike: row.share_alike === 'yes',
  attribution: row.attribution === 'yes',
  hosted: row.hosted === 'yes',
}));

const byId = new Map(licenses.map((license) => [license.id, license]));
const hostedIds = licenses.filter(({ hosted }) => hosted).map(({ id }) => id);
const normalize = createNormalizer(licenses);

/** @param id exactly as SPDX spells it */
export function findLicense(id: string): License | undefined {
  return byId.get(id);
}

/** The page of a licence for people; null for one not known here, which a linked resource may have. */
export function licenseUrl(id: string): string | null {
  return byId.get(id)?.url ?? null;
}

/**
 * The SPDX id that a text or URL states in other words: `CC BY 4.0`, `https://creativecommons.org/licenses/by/4.0/deed.de`.
 * Licences that are known but not accepted are found too; a version that is not stated is never guessed.
 */
export function normalizeLicense(text: string): string | undefined {
  return byId.has(text) ? text : normalize(text);
}

/**
 * The licence, when hosted content may carry it.
 * @param pointer JSON Pointer to the field, for the refusal
 * @throws Invalid `license_not_open`, which says why, what may have been meant, and what is accepted
 */
export function demandHosted(id: string, pointer: string): License {
  const license = byId.get(id);
  if (license?.hosted) return license;
  const { reason, suggestions } = refusal(id);
  const meant = suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}?` : '.';
  const why = `${id.trim() === '' ? 'An empty licence' : id.slice(0, 60)} is not accepted: ${reason}${meant}`;
  const detail = `${why} Accepted are ${hostedIds.join(', ')}.`;
  throw new Invalid('license_not_open', detail, {
    faults: [{ pointer, detail: why }],
    extra: { accepted: hostedIds, ...(suggestions.length > 0 ? { did_you_mean: suggestions } : {}) },
  });
}

/**
 * The licence a text states in any spelling, hosted here or not: what a work may carry that is linked to.
 * @param pointer of the parameter, for the refusal
 * @throws Invalid `query_invalid`
 */
export function demandKnown(text: string, pointer: string): License {
  const license = byId.get(normalizeLicense(text) ?? '');
  if (license !== undefined) return license;
  const near = nearestIds(text, [...byId.keys()]);
  const meant =
    near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ', such as CC-BY-4.0; GET /licenses lists them';
  const detail = `must be an SPDX id known here${meant}`;
  throw new Invalid('query_invalid', `${pointer} ${detail}`, {
    faults: [{ pointer, detail }],
    extra: { accepted: [...byId.keys()], ...(near.length > 0 ? { did_you_mean: near } : {}) },
  });
}

function refusal(text: string): { reason: string; suggestions: string[] } {
  const stated = normalizeLicense(text);
  if (stated !== undefined && !byId.get(stated)!.hosted) return { reason: whyRefused(stated), suggestions: [] };
  // Whoever wrote NC or ND meant it: the licence without it, however near in spelling, says something else.
  const restricted = whyRestricted(text);
  if (restricted !== undefined) return { reason: restricted, suggestions: [] };
  const suggestions = stated === undefined ? nearestIds(text, hostedIds) : [stated];
  return { reason: 'it is no SPDX id known here', suggestions };
}
