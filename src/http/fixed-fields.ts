import type { TObject } from 'typebox';
import { Invalid } from '../lib/errors.ts';
import { canonicalJson } from '../lib/text.ts';
import { demandVersion, type Versioned } from './conditional.ts';

/**
 * What the server decides may be sent back as it came, and is not for a client to change: null is a change like any other.
 * @param shown what there is now; of a name that it does not have, nothing is known and nothing demanded
 * @param hints what to call instead, by name
 * @throws Invalid `field_fixed`, naming each field
 */
export function demandUnchanged(
  sent: object,
  shown: object,
  names: readonly string[],
  hints: Readonly<Record<string, string>> = {},
): void {
  const now = shown as Readonly<Record<string, unknown>>;
  const faults = Object.entries(sent)
    .filter(([name, value]) => names.includes(name) && name in now && value !== undefined && !isSame(value, now[name]))
    .map(([name]) => ({ pointer: `/${name}`, detail: hints[name] ?? refusal(now[name]) }));
  if (faults.length === 0) return;
  const { pointer, detail } = faults[0]!;
  throw new Invalid('field_fixed', `${pointer} ${detail}`, { faults });
}

/**
 * The same for a patch of what has a version, after that was looked at: whoever is late is told so, and not which of the
 * fields they sent back are old.
 * @param schema of the patch, which marks these fields `readOnly`
 */
export function demandEchoes(
  schema: TObject,
  sent: object,
  shown: { version: number },
  versions: readonly Versioned[],
): void {
  demandVersion(versions, { version: shown.version, touch: 0 });
  demandUnchanged(sent, shown, readOnlyNames(schema));
}

export function readOnlyNames({ properties }: Pick<TObject, 'properties'>): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => ('readOnly' in schema ? [name] : []));
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** A value that is longer than a line says nothing by being repeated. */
function refusal(value: unknown): string {
  const text = value === null || typeof value !== 'object' ? String(value) : '';
  return text !== '' && text.length <= 80
    ? `is ${text} and cannot be changed here`
    : 'is set by the server and cannot be changed here';
}
