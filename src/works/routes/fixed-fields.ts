import { demandUnchanged } from '../../http/fixed-fields.ts';
import { computedNames, fixedNames } from '../schema.ts';

const hints = { status: 'changes by POST or DELETE /works/{id}/publication, not here' };

/**
 * Of a whole work that is sent back: what is computed from the rest may be older than what is shown now, since it changes
 * without a version, and is ignored.
 * @param state of the work; of one that is still to be made, what it will have
 * @throws Invalid `field_fixed`
 */
export function demandFixed(
  input: object,
  state: { [Name in (typeof fixedNames)[number]]: unknown } & { redacted?: boolean },
): void {
  // A redaction takes the title out of the address, and makes no version.
  const names = state.redacted ? fixedNames.filter((name) => name !== 'slug') : fixedNames;
  demandUnchanged(input, state, names, hints);
}

/** Of a patch, which names what it means to change: nothing of all that is computed may differ. @throws Invalid `field_fixed` */
export function demandNothingFixed(patch: object, shown: object): void {
  demandUnchanged(patch, shown, [...fixedNames, ...computedNames], hints);
}
