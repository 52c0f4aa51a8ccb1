import { editDistance } from '../../lib/edit-distance.ts';
import type { WrittenMap } from '../markdown/values.ts';
import { fieldNames } from './field-names.ts';

/** A field that nothing reads, and the one that was probably meant. */
export interface Misspelled {
  name: string;
  meant: string;
}

export interface UnreadFields {
  misspelled: Misspelled[];
  /** The others. */
  unknown: string[];
}

const known: readonly string[] = Object.values(fieldNames).flat();
/** More fields, or longer ones, nobody writes by hand. */
const most = { fields: 100, length: 40 };

/** What stands in front matter and is not read. A field that is there already is not what another one meant. */
export function findUnread(fields: WrittenMap): UnreadFields {
  const absent = known.filter((name) => fields[name] === undefined);
  const found: UnreadFields = { misspelled: [], unknown: [] };
  for (const name of Object.keys(fields).slice(0, most.fields)) {
    if (known.includes(name) || name.length > most.length) continue;
    const meant = nearest(name, absent);
    if (meant === undefined) found.unknown.push(name);
    else found.misspelled.push({ name, meant });
  }
  return found;
}

/** @param where it stands */
export function describeMisspelled({ name, meant }: Misspelled, where = 'front matter'): string {
  return `${where} "${name}" is not known; did you mean "${meant}"?`;
}

/** In short words two letters are nearly everything: there fewer may differ. */
function nearest(name: string, candidates: readonly string[]): string | undefined {
  const steps = candidates.map((candidate) => editDistance(name.toLowerCase(), candidate.toLowerCase()));
  const fewest = Math.min(...steps);
  return fewest <= Math.min(2, (name.length - 1) / 2) ? candidates[steps.indexOf(fewest)] : undefined;
}
