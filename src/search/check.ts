import { setTimeout as sleep } from 'node:timers/promises';
import { isUuid } from '../lib/ids.ts';
import type { CheckReport } from './engine.ts';

export type Fault = 'missing' | 'foreign' | 'stale';

/** Works by id, and what is wrong with them in an index. */
export type Faults = ReadonlyMap<string, Fault>;

/** The follower may be at work on what looks wrong: only what is wrong twice is. */
const secondLookMs = 1_000;

/** One index, as the check looks at it. */
export interface Checked {
  findFaults(): Promise<{ checked: number; faults: Faults }>;
  /** Those of these works that whoever keeps the index has still to come to. */
  findPending(ids: string[]): Promise<Set<string>>;
  mend(ids: string[]): Promise<void>;
}

/** Looks for faults twice, and mends what both looks find and nobody else will. */
export async function checkTwice({ findFaults, findPending, mend }: Checked): Promise<CheckReport> {
  const first = await findFaults();
  if (first.faults.size === 0) return reportOf(first.checked, [], 0);
  await sleep(secondLookMs);
  const before = await findPending(idsOf(first.faults));
  const { checked, faults } = await findFaults();
  // What was waiting while the second look was made may be done by now.
  const pending = before.union(await findPending(idsOf(faults)));
  const wrong = [...faults].filter(([id, fault]) => first.faults.get(id) === fault && !pending.has(id));
  await mend(wrong.map(([id]) => id));
  return reportOf(checked, wrong, idsOf(faults).filter((id) => pending.has(id)).length);
}

/** An index may hold what was never a work. */
function idsOf(faults: Faults): string[] {
  return [...faults.keys()].filter(isUuid);
}

function reportOf(checked: number, wrong: [string, Fault][], pending: number): CheckReport {
  const count = (kind: Fault) => wrong.filter(([, fault]) => fault === kind).length;
  return { checked, missing: count('missing'), foreign: count('foreign'), stale: count('stale'), pending };
}
