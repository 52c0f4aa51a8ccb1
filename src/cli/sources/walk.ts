import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isLanguageFolder } from './language.ts';

/** A Markdown file in a tree. */
export interface Entry {
  /** Where it lies. */
  file: string;
  /** Relative to the top of the tree, with slashes. */
  path: string;
  folder: string;
  /** From the innermost folder that is named by a language. */
  language?: string;
  /** Called like the text of a licence, which is no article unless its source lists it as one. */
  isLicenseName: boolean;
}

export interface Listing {
  entries: Entry[];
  /** What was left out, counted by kind. */
  ignored: Record<string, number>;
}

const markdown = /\.(?:md|markdown|mkdn?|mdown)$/i;
const licenseName = /^(?:licen[cs]es?|copying|copyright|notice)(?:[-_.].*)?$/i;
const foreignFolders = new Set(['node_modules', '__pycache__', 'vendor']);

/**
 * Lists the Markdown files of a folder (or the one file), in the order of their names, the same on every machine.
 * Symbolic links are not followed: they may lead out of the tree, or in circles.
 */
export async function listTree(top: string, warn: (message: string) => void): Promise<Listing> {
  const listing: Listing = { entries: [], ignored: {} };
  if ((await stat(top)).isDirectory()) {
    await listFolder({ file: top, path: '' }, await childrenOf(top), listing, warn);
  } else {
    listing.entries.push({ file: top, path: basename(top), folder: dirname(top), isLicenseName: false });
  }
  return listing;
}

/** `path` ends with a slash, but for the top. */
type Folder = Pick<Entry, 'file' | 'path' | 'language'>;

async function listFolder(
  folder: Folder,
  children: readonly Dirent[],
  listing: Listing,
  warn: (message: string) => void,
): Promise<void> {
  const folders = children.filter((child) => child.isDirectory()).map(({ name }) => name);
  for (const child of children) {
    const { name } = child;
    const place = { ...folder, file: join(folder.file, name), path: folder.path + name };
    const reason = whyIgnored(child);
    if (reason !== undefined) listing.ignored[reason] = (listing.ignored[reason] ?? 0) + 1;
    else if (!child.isDirectory())
      listing.entries.push({ ...place, folder: folder.file, isLicenseName: licenseName.test(name) });
    else {
      const language = isLanguageFolder(name, folders) ?? folder.language;
      const below = { file: place.file, path: `${place.path}/`, ...(language === undefined ? {} : { language }) };
      // One folder that may not be read must not keep out the rest.
      const inside = await childrenOf(below.file).catch((error) => warn(`${below.file} is left out: ${error.message}`));
      if (inside !== undefined) await listFolder(below, inside, listing, warn);
    }
  }
}

async function childrenOf(folder: string): Promise<Dirent[]> {
  const children = await readdir(folder, { withFileTypes: true });
  return children.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function whyIgnored(child: Dirent): string | undefined {
  if (child.isSymbolicLink()) return 'symbolic links';
  if (child.name.startsWith('.')) return 'hidden';
  if (child.isDirectory()) return foreignFolders.has(child.name) ? 'folders of other software' : undefined;
  return child.isFile() && markdown.test(child.name) ? undefined : 'other files';
}
