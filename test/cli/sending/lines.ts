import type { ImportRelation, Read } from '../../../src/cli/sources/lines.ts';

/** A line that was read from a file of this name. */
export function readLine(path: string, relations: ImportRelation[] = [], body = 'Text'): Read {
  return {
    at: path,
    notes: [],
    line: { title: path, body, license: 'CC0-1.0', relations, origin: { source: 'docs', path } },
  };
}
