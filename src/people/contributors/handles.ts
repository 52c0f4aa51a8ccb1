import { invalid } from '../../lib/errors.ts';
import { isUuid } from '../../lib/ids.ts';
import { isReservedWord } from '../../lib/slugs.ts';

/** Handles that would be taken for the house itself, or for nobody. */
const impersonating = new Set(
  (
    'admin administrator root system copse support security abuse hostmaster postmaster webmaster noreply no-reply ' +
    'anonymous nobody everyone all none null undefined deleted erased unknown'
  ).split(' '),
);

/**
 * Refuses a handle that collides with a path or that nobody may call themselves.
 * @throws Invalid `handle_reserved`
 */
export function demandFreeHandle(handle: string): void {
  if (isReservedWord(handle) || impersonating.has(handle) || isUuid(handle)) {
    throw invalid('/handle', 'is a reserved word; choose another', 'handle_reserved');
  }
}
