import { editDistance } from '../lib/edit-distance.ts';
import { type Restriction, restrictionsOf } from './restrictions.ts';
import { keyOf } from './spelling.ts';

const restrictionReasons: Readonly<Record<Restriction, string>> = {
  NC: 'NC (non-commercial) shuts out uses that open licences allow',
  ND: 'ND (no derivatives) forbids sharing translations and improvements',
};

/** By the beginning of the id; the first that fits counts. */
const reasons: readonly [prefix: string, reason: string][] = [
  ['CC-BY-SA-1.0', 'its adaptations may never leave version 1.0; link to such a work instead'],
  ['CC-SA-1.0', 'its adaptations may never leave version 1.0; link to such a work instead'],
  [
    'CC-BY-1.0',
    'version 1.0 makes whoever publishes under it warrant that all rights are cleared; link to such a work instead',
  ],
  ['CC-PDM-1.0', 'it marks works that are free of copyright already and licenses nothing; what you add can be CC0-1.0'],
  [
    'GFDL-',
    'only version 1.3 without invariant sections and cover texts is open: one of the GFDL-1.3-no-invariants licences',
  ],
];
const software = /^(?:A?GPL-|MIT$|Apache-|BSD-|Unlicense$)/;

/** Why a licence known here is not accepted for hosted content, as the end of a sentence that begins with its id. */
export function whyRefused(id: string): string {
  const restrictions = whyRestricted(id);
  if (restrictions !== undefined) return restrictions;
  const reason = reasons.find(([prefix]) => id.startsWith(prefix));
  if (reason !== undefined) return reason[1];
  if (software.test(id))
    return 'it is a licence for software; code inside a text may carry it, the text itself needs one for content';
  return 'it is not among the open licences for content';
}

/** The same for any spelling of a licence, known or not, whose words say NC or ND. */
export function whyRestricted(text: string): string | undefined {
  const restrictions = restrictionsOf(text).map((restriction) => restrictionReasons[restriction]);
  return restrictions.length > 0 ? restrictions.join('; ') : undefined;
}

/** The ids among `ids`, best first and at most three, that a misspelling or an id without its version may have meant. */
export function nearestIds(text: string, ids: readonly string[]): string[] {
  const key = keyOf(text.slice(0, 100));
  if (key.length < 2) return [];
  const candidates = ids.map((id) => ({ id, steps: editDistance(key, keyOf(id)), rest: restAfter(key, keyOf(id)) }));
  const unversioned = candidates.filter(({ rest }) => /^\d+(?:-\d+)?$/.test(rest ?? ''));
  const fewest = Math.min(2, (key.length - 1) / 2, ...candidates.map(({ steps }) => steps));
  const near = candidates.filter(({ steps }) => steps <= fewest);
  const longer = candidates.filter(({ rest }) => rest !== undefined);
  const found = unversioned.length > 0 ? unversioned : [...near, ...longer];
  return [...new Set(found.map(({ id }) => id))].slice(0, 3);
}

function restAfter(key: string, longer: string): string | undefined {
  return longer.startsWith(`${key}-`) ? longer.slice(key.length + 1) : undefined;
}
