import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { join as joinPath } from 'node:path/posix';
import { decodeText } from '../markdown/decode.ts';
import { stemOf } from '../markdown/file-names.ts';
import { readArticle, type Surroundings } from './article.ts';
import { createDescriptionFinder, type Description } from './description.ts';
import { urlOf } from './forges.ts';
import { languageTag } from './language.ts';
import type { Defaults, ReadItem, Reading } from './lines.ts';
import { destinationOf, type Neighbours, neighboursOf } from './relative-links.ts';
import { type Entry, listTree } from './walk.ts';

/** A file with its place in its source. */
interface Placed extends Entry {
  description: Description | undefined;
  source: string;
  /** As it is known in its source: unique together with it. */
  originPath: string;
}

/** More than the server takes, so that the refusal is the server's, but no danger to memory. */
const mostBytes = 2 * 1024 * 1024;

/**
 * Reads every Markdown file of a folder, or one file, in order. Files that cannot be imported are items too, with the
 * reason; none stops the rest.
 */
export async function readMarkdownTree(
  path: string,
  defaults: Defaults,
  warn: (message: string) => void,
): Promise<Reading> {
  const top = resolve(path);
  const { entries, ignored } = await listTree(top, warn);
  const describe = createDescriptionFinder();
  const isFolder = (await stat(top)).isDirectory();
  const topName = isFolder ? basename(top) : basename(dirname(top));
  const placed: Placed[] = [];
  for (const entry of entries) {
    const file = place(entry, await describe(entry.folder), topName, defaults);
    if (!entry.isLicenseName || file.description?.languages.has(file.originPath)) placed.push(file);
    else ignored['licence texts'] = (ignored['licence texts'] ?? 0) + 1;
  }
  let done = 0;
  async function* items(): AsyncGenerator<ReadItem> {
    const around = { topName, findPath: createPathFinder(placed), neighbours: groupNeighbours(placed) };
    for (const file of placed) {
      yield await readItem(file, around, defaults);
      done++;
    }
  }
  return {
    unit: 'files',
    size: placed.length,
    done: () => done,
    items: items(),
    ignored,
    whole: isFolder ? wholeSources(placed, top) : [],
  };
}

/** Those whose description lies in the folder that is read, or that have none: then the folder is the source. */
function wholeSources(files: readonly Placed[], top: string): string[] {
  const isPart = ({ description }: Placed) =>
    description !== undefined && relative(top, description.folder).split(sep)[0] === '..';
  return [...new Set(files.filter((file) => !isPart(file)).map(({ source }) => source))];
}

function place(entry: Entry, description: Description | undefined, topName: string, defaults: Defaults): Placed {
  const below = description === undefined ? entry.path : slashed(relative(description.folder, entry.file));
  const source = defaults.source ?? description?.repository ?? description?.name ?? topName;
  return { ...entry, path: below, description, source, originPath: `${description?.prefix ?? ''}${below}` };
}

/** What is known of all files together. */
interface Tree {
  topName: string;
  findPath: PathFinder;
  neighbours: ReadonlyMap<Description | undefined, Neighbours>;
}

async function readItem(file: Placed, tree: Tree, defaults: Defaults): Promise<ReadItem> {
  const at = file.originPath;
  if (file.description?.fault !== undefined) return { at, reason: file.description.fault };
  const decoded = await readText(file.file);
  if ('reason' in decoded) return { at, reason: decoded.reason };
  const article = readArticle(decoded.text, surroundings(file, tree), defaults);
  if ('reason' in article) return { at, reason: article.reason };
  const notes = decoded.note === undefined ? article.notes : [decoded.note, ...article.notes];
  return { at, ...article, notes };
}

async function readText(file: string): Promise<ReturnType<typeof decodeText>> {
  try {
    const { size } = await stat(file);
    if (size > mostBytes) return { reason: `it is larger than ${mostBytes / 1024 / 1024} MiB` };
    return decodeText(await readFile(file));
  } catch (error) {
    return { reason: `it cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})` };
  }
}

function surroundings(file: Placed, { topName, findPath, neighbours }: Tree): Surroundings {
  const { description, originPath, path } = file;
  const url = urlOf(description?.tree, path);
  const place = {
    path,
    neighbours: neighbours.get(description)!,
    ...(description?.tree ? { tree: description.tree } : {}),
  };
  const listedLanguage = description?.languages.get(originPath);
  const inName = stemOf(path).language;
  const pathLanguage = (inName === undefined ? undefined : languageTag(inName)) ?? file.language;
  return {
    origin: { source: file.source, path: originPath, ...(url === undefined ? {} : { url }) },
    path,
    sourceName: description?.name ?? (description === undefined ? topName : basename(description.folder)),
    ...(listedLanguage ? { listedLanguage } : {}),
    ...(pathLanguage === undefined ? {} : { pathLanguage }),
    ...(description?.license === undefined ? {} : { license: description.license }),
    ...(description?.author === undefined ? {} : { author: description.author }),
    findPath: (target) => findPath(file, target),
    destinationOf: (link) => destinationOf(link, place),
  };
}

function groupNeighbours(files: readonly Placed[]): Map<Description | undefined, Neighbours> {
  const groups = Map.groupBy(files, ({ description }) => description);
  return new Map([...groups].map(([description, group]) => [description, neighboursOf(group.map(({ path }) => path))]));
}

type PathFinder = (from: Placed, target: string) => string | undefined;

/**
 * Finds the file of the same source that is meant by a path, with or without ending: from beside the file, else from the
 * top of the source; or by a bare name that only one has.
 */
function createPathFinder(files: readonly Placed[]): PathFinder {
  const paths = new Set(files.map((file) => key(file.source, file.originPath)));
  const byName = Map.groupBy(files, (file) => key(file.source, stemOf(file.originPath).stem));
  return (from, target) => {
    const places = [slashed(dirname(from.originPath)), from.description?.prefix ?? ''];
    const candidates = places
      .map((place) => joinPath(place, target).replace(/^\//, ''))
      .flatMap((path) => [path, `${path}.md`]);
    const path = candidates.find((candidate) => paths.has(key(from.source, candidate)));
    if (path !== undefined) return path;
    const named = byName.get(key(from.source, target.replace(/\.md$/, ''))) ?? [];
    return named.length === 1 ? named[0]!.originPath : undefined;
  };
}

function key(source: string, path: string): string {
  return `${source}\n${path}`;
}

function slashed(path: string): string {
  return join(path).replaceAll('\\', '/');
}
