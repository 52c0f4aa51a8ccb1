import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Written } from '../markdown/values.ts';
import { isMap, textOf } from '../markdown/values.ts';
import { statedLicense } from './license.ts';
import { describeMisspelled, findUnread } from './unread-fields.ts';

/** What a `SOURCE.json` says of the works beside and below it. */
export interface Description {
  /** The folder it lies in. */
  folder: string;
  /** Why nothing it describes is read: what it says of source and licence would be lost. */
  fault?: string;
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
export function createDescriptionFinder(): (folder: string) => Promise<Description | undefined> {
  const known = new Map<string, Promise<Description | undefined>>();
  async function look(folder: string): Promise<Description | undefined> {
    const own = (await readDescriptions(join(folder, 'SOURCE.json')))?.values().next().value;
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
 * sources). Undefined without such a file.
 */
export async function readDescriptions(file: string): Promise<Map<string, Description> | undefined> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  try {
    if (info.size > mostBytes) throw new Error(`it is larger than ${mostBytes / 1024 / 1024} MiB`);
    const json: unknown = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
    const described = (Array.isArray(json) ? json : [json]).filter(isMap).map((item) => describe(item, dirname(file)));
    const usable = described.filter(({ license, repository, fault }) => license ?? repository ?? fault);
    return new Map(usable.map((item) => [item.name ?? '', item]));
  } catch (error) {
    const fault = `${basename(file)} beside or above it cannot be read (${(error as Error).message}); what that says of the licence would be lost`;
    return new Map([['', { ...describe({}, dirname(file)), fault }]]);
  }
}

function describe(json: Record<string, Written>, folder: string): Description {
  const attribution = isMap(json.attribution) ? json.attribution : {};
  const repository = textOf(json.repository)?.replace(/(?:\.git)?\/*$/, '');
  const commit = textOf(json.commit);
  const languages = listedLanguages(json.files);
  const listed = `${basename(folder)}/`;
  const license = statedLicense(json);
  const misspelled =
    license === undefined ? findUnread(json).misspelled.find(({ meant }) => /licen/i.test(meant)) : undefined;
  const isPrefixed = languages.size > 0 && [...languages.keys()].every((path) => path.startsWith(listed));
  return {
    folder,
    name: textOf(json.source) ?? textOf(json.name),
    repository,
    license,
    ...(misspelled === undefined ? {} : { fault: describeMisspelled(misspelled, 'SOURCE.json') }),
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
