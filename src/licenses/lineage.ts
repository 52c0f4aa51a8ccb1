import type { Attributed } from './attributed.ts';

/** A work and what it is directly based on, by version. */
export interface Descent {
  work: Attributed;
  sources: ReadonlyMap<string, Attributed>;
}

/**
 * The work itself, then all its ancestors, nearest first, each once: a version of a work is known by its URL and number.
 * Every copy of an ancestor is looked into, since one may carry sources that another leaves out; shared and even
 * circular lineages end.
 */
export function lineageOf(work: Attributed): Descent[] {
  const descents = new Map<string, { work: Attributed; sources: Map<string, Attributed> }>();
  const copies = new Set([work]);
  // A set grows while it is walked, and never twice by the same copy.
  for (const copy of copies) {
    const descent = descents.get(versionKey(copy)) ?? { work: copy, sources: new Map() };
    descents.set(versionKey(copy), descent);
    for (const source of copy.sources) {
      descent.sources.set(versionKey(source), descent.sources.get(versionKey(source)) ?? source);
      copies.add(source);
    }
  }
  return [...descents.values()];
}

export function versionKey({ url, version }: Attributed): string {
  return `${version} ${url}`;
}
