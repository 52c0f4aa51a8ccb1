import { invalid } from '../../lib/errors.ts';
import { fixedNames } from '../schema.ts';

/**
 * What the server decides may be sent back, but not changed.
 * @param state of the work; of one that is still to be made, what it will have
 * @throws Invalid `field_fixed`
 */
export function demandUnchanged(
  input: Record<string, unknown>,
  state: { [Name in (typeof fixedNames)[number]]?: unknown },
): void {
  for (const name of fixedNames) {
    if (input[name] === undefined || input[name] === state[name]) continue;
    const detail =
      name === 'status'
        ? 'changes by POST or DELETE /works/{id}/publication, not here'
        : `is ${state[name] ?? 'null'} and cannot be changed here`;
    throw invalid(`/${name}`, detail, 'field_fixed');
  }
}
