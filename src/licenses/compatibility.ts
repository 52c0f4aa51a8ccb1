import { findLicense, licenses } from './licenses.ts';
import { restrictionsOf } from './restrictions.ts';
import { readTable } from './table.ts';

export const decisions = ['allow', 'allow+notice', 'steward', 'deny'] as const;

/** May be adapted; may, with its notice kept; only by a steward who records why; never. */
export type Decision = (typeof decisions)[number];

/** `basis` names the clause or declaration that the decision rests on. */
interface Verdict {
  decision: Decision;
  basis: string;
}

const rules = readRules();

/**
 * May a work under `source` be adapted (translated, edited, merged) into one under `target`? Both are SPDX ids.
 * Quoting and collecting side by side are other matters: each part keeps its licence.
 * A rule of the product from `data/license-compatibility.csv`, not legal advice.
 */
export function decide(source: string, target: string): Verdict {
  const exact = rules.get(pair(source, target));
  if (exact !== undefined) return exact;
  const anyTarget = rules.get(pair(source, '*'));
  // Before sameness: what may not be adapted, or not be sold, is no source even of its own kind.
  if (restrictionsOf(source).length > 0)
    return anyTarget ?? { decision: 'deny', basis: 'NonCommercial or NoDerivatives: not open' };
  if (source === target && findLicense(source) !== undefined) return { decision: 'allow', basis: 'The same licence' };
  return anyTarget ?? { decision: 'steward', basis: 'No rule is known for this pair' };
}

/** The licences for hosted content that an adaptation of all these sources may carry, the recommended ones first. */
export function targetsFor(sources: readonly string[]): string[] {
  const hosted = licenses.filter(({ hosted }) => hosted).map(({ id }) => id);
  return hosted.filter((target) => sources.every((source) => isAllowed(decide(source, target).decision)));
}

function isAllowed(decision: Decision): boolean {
  return decision === 'allow' || decision === 'allow+notice';
}

function readRules(): ReadonlyMap<string, Verdict> {
  const read = new Map<string, Verdict>();
  for (const row of readTable('license-compatibility.csv', ['source', 'target', 'decision', 'basis'])) {
    const key = pair(row.source, row.target);
    const decision = decisions.find((known) => known === row.decision);
    if (decision === undefined || read.has(key))
      throw new Error(`data/license-compatibility.csv: bad or repeated rule for ${key}`);
    read.set(key, { decision, basis: row.basis });
  }
  return read;
}

function pair(source: string, target: string): string {
  return `${source} → ${target}`;
}
