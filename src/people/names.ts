import { invalid } from '../lib/errors.ts';
import { composed, oneLine } from '../lib/text.ts';

/**
 * A name as it is stored: one line, single spaces, in NFC, without control characters or direction marks.
 * @param pointer JSON Pointer to the field, for the refusal
 * @throws Invalid `name_invisible` where nothing is left to see
 */
export function cleanName(name: string, pointer: string): string {
  const clean = oneLine(composed(name));
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(clean)) throw invalid(pointer, 'must hold a visible character', 'name_invisible');
  return clean;
}
