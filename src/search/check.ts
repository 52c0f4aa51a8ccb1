import { setTimeout as sleep } from 'node:timers/promises';
import type { CheckReport } from './engine.ts';

export type Fault = 'missing' | 'foreign' | 'stale';

/** Works by id, and what is wrong with them in an index. */
export type Faults = ReadonlyMap<string, Fault>;

/** The follower may be at work on what looks wrong: only what is wrong twice is. */
const secondLookMs = 1_000;

/** Looks for faults twice, and mends what both looks find. */
export async function checkTwice(
  findFaults: () => Promise<{ checked: number; faults: Faults }>,
  mend: (ids: string[]) => Promise<void>,
): Promise<CheckReport> {
  const first = await findFaults();
  if (first.faults.size === 0) return { checked: first.checked, missing: 0, foreign: 0, stale: 0 };
  await sleep(secondLookMs);
  const { checked, faults } = await findFaults();
  const lasting = [...faults].filter(([id, fault]) => first.faults.get(id) === fault);
  await mend(lasting.map(([id]) => id));
  const count = (kind: Fault) => lasting.filter(([, fault]) => fault === kind).length;
  return { checked, missing: count('missing'), foreign: count('foreign'), stale: count('stale') };
}
