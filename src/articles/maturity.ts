import type { Thresholds as Asked } from '../people/commons/thresholds.ts';
import type { maturities } from '../works/facets.ts';
import type { Practice } from './schema.ts';

type Thresholds = Required<Asked>;

export type Maturity = (typeof maturities)[number];

/** What others report of an article; their own authors' reports are not among it. */
export interface Evidence {
  experiences: number;
  /** Distinct contexts or organisations. */
  contexts: number;
  /** Reports that say it worked, wholly or in part. */
  worked: number;
  /** Reports of a limit: mixed, did_not_work or stopped_later. */
  limits: number;
}

export const noEvidence: Evidence = { experiences: 0, contexts: 0, worked: 0, limits: 0 };

export interface Standing {
  /** Null: no practice fields that matter, and no badge. */
  maturity: Maturity | null;
  /** What the next level asks for, as stable codes. */
  missing: string[];
}

/** How far a practice has come, and what is missing for the next level. @param today `YYYY-MM-DD` */
export function maturity(
  practice: Practice | null | undefined,
  evidence: Evidence,
  thresholds: Thresholds,
  today: string,
): Standing {
  const has = (text: string | undefined) => text !== undefined && text.trim() !== '';
  const hasSteps = (practice?.steps?.length ?? 0) > 0;
  if (practice == null || (!has(practice.problem) && !hasSteps))
    return { maturity: null, missing: ['problem', 'steps'] };
  if (!hasSteps) return { maturity: 'wanted', missing: ['steps'] };
  const texts = (['problem', 'resulting_context', 'when_not_to_use'] as const).filter((name) => !has(practice[name]));
  if (texts.length > 0) return { maturity: 'outlined', missing: texts };
  if (evidence.experiences < thresholds.tried_experiences) return { maturity: 'described', missing: ['experience'] };
  const missing = missingForProven(practice, evidence, thresholds, today);
  return { maturity: missing.length > 0 ? 'tried' : 'proven', missing };
}

function missingForProven(practice: Practice, evidence: Evidence, thresholds: Thresholds, today: string): string[] {
  const percent = evidence.experiences === 0 ? 0 : (100 * evidence.worked) / evidence.experiences;
  return [
    ...(evidence.experiences < thresholds.proven_experiences ? ['experiences'] : []),
    ...(evidence.contexts < thresholds.proven_contexts ? ['contexts'] : []),
    ...(percent < thresholds.proven_worked_percent ? ['worked'] : []),
    ...(evidence.limits < thresholds.proven_limits ? ['limits'] : []),
    ...(practice.review_by !== undefined && practice.review_by < today ? ['review'] : []),
  ];
}
