import { invalid } from '../lib/errors.ts';

/**
 * A client may send back the fields the server sets, as it got them. Those that identify what is changed must be the
 * same; the others are ignored.
 * @throws Invalid `read_only`
 */
export function demandUnchanged(sent: object, current: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(current)) {
    const given = (sent as Record<string, unknown>)[name];
    if (given !== undefined && given !== value) throw invalid(`/${name}`, 'cannot be changed', 'read_only');
  }
}
