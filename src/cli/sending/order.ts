import type { ImportRelation, Read } from '../sources/lines.ts';

/** The lines, each after those that it names by path, as far as there is no circle; else in the order given. */
export function inOrderOfRelations(lines: readonly Read[]): Read[] {
  const byPlace = new Map(lines.map((read) => [placeOf(read.line.origin.source, read.line.origin.path), read]));
  const ordered = new Set<Read>();
  const entered = new Set<Read>();
  // A stack of its own: a chain of relations may be longer than the call stack.
  for (const first of lines) {
    const stack: Read[] = [first];
    while (stack.length > 0) {
      const read = stack.at(-1)!;
      const waiting = entered.has(read) ? [] : targetsOf(read).filter((target) => !entered.has(target));
      entered.add(read);
      if (waiting.length > 0) stack.push(...waiting.toReversed());
      else ordered.add(stack.pop()!);
    }
  }
  return [...ordered];

  function targetsOf({ line }: Read): Read[] {
    const relations: readonly ImportRelation[] = line.relations ?? [];
    return relations.flatMap(({ path }) =>
      path === undefined ? [] : (byPlace.get(placeOf(line.origin.source, path)) ?? []),
    );
  }
}

function placeOf(source: string, path: string): string {
  return `${source}\n${path}`;
}
