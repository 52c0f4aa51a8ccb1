import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Written } from '../markdown/values.ts';
import { isMap, textOf } from '../markdown/values.ts';

/** What a `SOURCE.json` says of the works beside and below it. */
export interface Description {
  /** The folder it lies in. */
  folder: string;
  name: string | undefined;
  repository: string | undefined;
  license: Written | undefined;
  author: string | undefined;
  /** The page of the source's own tree at the commit that was taken, e.g. `https://github.com/o/r/tree/<commit>`. */
  tree: string | undefined;
  /** Language by the path as the source lists it. */
  languages: ReadonlyMap<string, string>;
  /** Put before paths relative to `folder` to get the listed ones: '' or a folder with a slash. */
  prefix: string;
}

const mostBytes = 32 * 1024 * 1024;

/**
 * The nearest description at or above a folder. The search ends at the root of a repository, so that a stray file
 * further up describes nothing. Answers of one finder are kept.
 */
export function createDescriptionFinder(
  warn: (message: string) => void,
): (folder: string) => Promise<Description | undefined> {
  const known = new Map<string, Promise<Description | undefined>>();
  async function look(folder: string): Promise<Description | undefined> {
    const own = (await readDescriptions(join(folder, 'SOURCE.json'), warn))?.values().next().value;
    if (own !== undefined) return own;
    const parent = dirname(folder);
    const isTop = parent === folder || (await stat(join(folder, '.git')).catch(() => undefined)) !== undefined;
    return isTop ? undefined : await find(parent);
  }
  function find(folder: string): Promise<Description | undefined> {
    const found = known.get(folder) ?? look(folder);
    known.set(folder, found);
    return found;
  }
  return find;
}

/**
 * The descriptions a file holds, by the name of the source: one, or a list of them (as beside a JSONL file of many
 * sources). Undefined without such a file; one that cannot be used is said and left out.
 */
export async function readDescriptions(
  file: string,
  warn: (message: string) => void,
): Promise<Map<string, Description> | undefined> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  try {
    if (info.size > mostBytes) throw new Error(`it is larger than ${mostBytes / 1024 / 1024} MiB`);
    const json: unknown = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
    const described = (Array.isArray(json) ? json : [json]).filter(isMap).map((item) => describe(item, dirname(file)));
    const usable = described.filter((item) => item.license !== undefined || item.repository !== undefined);
    return new Map(usable.map((item) => [item.name ?? '', item]));
  } catch (error) {
    warn(`${file} is left out: ${(error as Error).message}`);
    return undefined;
  }
}

function describe(json: Record<string, Written>, folder: string): Description {
  const attribution = isMap(json.attribution) ? json.attribution : {};
  const repository = textOf(json.repository)?.replace(/(?:\.git)?\/*$/, '');
  const commit = textOf(json.commit);
  const languages = listedLanguages(json.files);
  const listed = `${basename(folder)}/`;
  const isPrefixed = languages.size > 0 && [...languages.keys()].every((path) => path.startsWith(listed));
  return {
    folder,
    name: textOf(json.source) ?? textOf(json.name),
    repository,
    license: json.license,
    author: textOf(attribution.author) ?? textOf(json.author),
    tree: textOf(attribution.source) ?? (repository && commit ? `${repository}/tree/${commit}` : repository),
    languages,
    prefix: isPrefixed ? listed : '',
  };
}

/** Files may be listed as `{path, language}` or as bare paths. */
function listedLanguages(files: Written | undefined): Map<string, string> {
  const listed = Array.isArray(files) ? files : [];
  return new Map(
    listed.flatMap((file): [string, string][] => {
      const path = textOf(isMap(file) ? file.path : file);
      return path === undefined ? [] : [[path, (isMap(file) && textOf(file.language)) || '']];
    }),
  );
}
