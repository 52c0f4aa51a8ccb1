import { maturity, noEvidence } from '../../articles/maturity.ts';
import type { Practice } from '../../articles/schema.ts';
import { html, type Markup } from '../../lib/markup.ts';
import { defaultThresholds } from '../../people/commons/thresholds.ts';
import { maturities } from '../../works/facets.ts';
import { capital, listed } from '../parts/words.ts';

const meanings: Readonly<Record<string, string>> = {
  wanted: 'somebody has this problem, and nobody has written down yet what to do about it',
  outlined: 'there are steps',
  described: 'problem, steps, results and limits are described',
  tried: 'somebody else has used it and told how it went',
  proven: 'it worked for several people in different places, and where it fails is known',
};
const wants: Readonly<Record<string, string>> = {
  problem: 'what problem it solves',
  steps: 'the steps',
  resulting_context: 'what it leads to',
  when_not_to_use: 'when not to use it',
  experience: 'somebody else who has tried it and says how it went',
};

/** How far a practice has come, and what is missing for the next level. @param level of the work, as stored */
export function standing(level: string | null, practice: Practice | null): Markup {
  if (level === null) return html``;
  const place = (maturities as readonly string[]).indexOf(level);
  const known = maturity(practice, noEvidence, defaultThresholds, '');
  // What the levels above ask for are reports, which are not counted here.
  const missing = known.maturity === level ? known.missing.flatMap((code) => wants[code] ?? []) : [];
  const next = maturities[place + 1];
  const lacks = next !== undefined && missing.length > 0 && html` Missing for <em>${next}</em>: ${listed(missing)}.`;
  return html`<p class="standing"><strong class="maturity">${capital(level)}</strong>: ${meanings[level] ?? ''}.${lacks}</p>\n`;
}
