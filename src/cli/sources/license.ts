import { Invalid } from '../../lib/errors.ts';
import { demandHosted, normalizeLicense } from '../../licenses/licenses.ts';
import { isMap, listOf, textOf, textOfFirst, type Written, type WrittenMap } from '../markdown/values.ts';
import { fieldNames } from './field-names.ts';

/** What a file says of its licence itself; undefined when it says nothing. */
export function statedLicense(fields: WrittenMap): Written | undefined {
  return fieldNames.license.map((name) => fields[name]).find((value) => value !== undefined && value !== '');
}

/**
 * The SPDX id of an accepted licence out of what was written: an id, a name, the address of its text, or a dictionary of
 * these. What a file states is never replaced by a default: a licence that is not understood or not open is the reason
 * to leave the work out.
 */
export function readLicense(stated: Written): { license: string } | { reason: string } {
  const texts = textsOf(stated);
  const ids = new Set(texts.flatMap((text) => normalizeLicense(text) ?? []));
  if (ids.size > 1) return { reason: `it states more than one licence: ${[...ids].join(', ')}` };
  try {
    return { license: demandHosted([...ids][0] ?? texts[0] ?? '', '/license').id };
  } catch (error) {
    if (error instanceof Invalid) return { reason: error.faults[0]?.detail ?? error.message };
    throw error;
  }
}

function textsOf(stated: Written): string[] {
  return listOf(stated).flatMap((value) => {
    if (!isMap(value)) return textOf(value) ?? [];
    return ['spdx', 'id', 'identifier', 'name', 'type', 'title', 'url', 'link'].flatMap(
      (name) => textOfFirst(value, [name]) ?? [],
    );
  });
}
