import type { SourceFile } from './source-files.ts';

/** Floor by floor: folders of `src/`, and files that lie in it directly. */
export type Floors = readonly (readonly string[])[];

/** What of one folder may be imported by the other parts of that folder, where its parts are else kept apart. */
export interface Apart {
  folder: string;
  shared: string;
}

/** Every arrow that goes up, or to another folder of the same floor, one sentence each. */
export function wrongArrows(files: readonly SourceFile[], floors: Floors, apart: readonly Apart[] = []): string[] {
  return files.flatMap(({ path, imports }) => {
    const from = floorOf(path, floors);
    if (from === undefined) return [`${path} stands on no floor: add its folder to the table, or move it`];
    return imports.flatMap((target) => {
      const to = floorOf(target, floors);
      if (to === undefined) return [];
      if (to > from) return [`${path} (floor ${from}) imports ${target} above it (floor ${to})`];
      if (to === from && roomOf(path) !== roomOf(target))
        return [`${path} imports ${target} beside it (floor ${from})`];
      const split = apart.find(({ folder }) => roomOf(path) === folder && roomOf(target) === folder);
      const isKept = split === undefined || target === split.shared || partOf(path) === partOf(target);
      return isKept ? [] : [`${path} imports ${target}: in ${split.folder}/ only ${split.shared} is shared`];
    });
  });
}

/** Every group of files that reach one another, as a list of paths. */
export function cycles(files: readonly SourceFile[]): string[][] {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const reached = new Map([...imports.keys()].map((path) => [path, reach(path, imports)]));
  const seen = new Set<string>();
  return [...imports.keys()].flatMap((path) => {
    if (seen.has(path) || !reached.get(path)!.has(path)) return [];
    const group = [...reached.get(path)!].filter((other) => reached.get(other)?.has(path));
    for (const member of group) seen.add(member);
    return [group.sort()];
  });
}

/** Names that say nothing of what is inside, and files that only hand on. */
export function wrongNames(paths: readonly string[]): string[] {
  const vague = /(^|\/)(utils?|helpers?|common|shared|misc|services?|managers?)(\/|\.ts$)/;
  return paths.filter((path) => vague.test(path) || /(^|\/)index\.ts$/.test(path) || path !== path.toLowerCase());
}

/** The first floor whose list names the file itself or its folder. */
function floorOf(path: string, floors: Floors): number | undefined {
  const floor = floors.findIndex((rooms) => rooms.includes(roomOf(path)));
  return floor < 0 ? undefined : floor;
}

function roomOf(path: string): string {
  return path.split('/', 1)[0]!;
}

/** `publishing/feeds/rss.ts` belongs to the part `feeds`; a file directly in the folder is a part of its own. */
function partOf(path: string): string {
  return path.split('/')[1]!;
}

/** Everything that can be reached from `start` along the arrows; `start` itself only by a way back. */
function reach(start: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const open = [...(imports.get(start) ?? [])];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...(imports.get(path) ?? []));
  }
  return reached;
}
