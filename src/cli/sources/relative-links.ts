import { basename, dirname, join } from 'node:path/posix';
import { stemOf } from '../markdown/file-names.ts';
import type { RelativeLink } from '../markdown/links.ts';
import { newestUrlOf, type Shown } from './forges.ts';

/** Where a text stands, and what lies around it. */
export interface LinkPlace {
  /** Of the file in its source. */
  path: string;
  /** The source's tree on a forge, if it is known. */
  tree?: string;
  neighbours: Neighbours;
}

/** The Markdown files of a source that are read together, and all folders they lie in, as paths. */
export interface Neighbours {
  files: ReadonlySet<string>;
  folders: ReadonlySet<string>;
}

export function neighboursOf(paths: Iterable<string>): Neighbours {
  const files = new Set(paths);
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); folder !== '.' && !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
  }
  return { files, folders };
}

const indexes = ['README.md', 'index.md', '_index.md'];

/**
 * The address that a relative link has outside its source: on the source's forge, or as a place in the text itself.
 * Undefined where the source is on no forge we know, or where nobody can tell what file is meant.
 */
export function destinationOf({ address, isImage }: RelativeLink, place: LinkPlace): string | undefined {
  const [, given = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(address) ?? [];
  const target = decoded(given);
  if (target === '' || target.includes('{{') || target.includes('{%')) return undefined;
  const found = findTarget(target, place);
  if (found === undefined) return undefined;
  if (found.path === place.path && fragment !== '') return fragment;
  const url = newestUrlOf(place.tree, found.path, isImage ? 'raw' : found.shown);
  return url && `${url}${query}${fragment}`;
}

interface Target {
  path: string;
  shown: Shown;
}

/**
 * What is there counts first. Sites give each page an address like a folder's, so that a neighbour is `../name/` to
 * it; and some leave out the ending. Where these two readings find different files, neither is taken.
 */
function findTarget(target: string, { path, neighbours }: LinkPlace): Target | undefined {
  const beside = joined(target.startsWith('/') ? '' : dirname(path), target);
  const exact = there(beside, neighbours);
  if (exact !== undefined) return exact;
  const page = target.startsWith('/') ? undefined : named(joined(pageOf(path), target), neighbours);
  const plain = named(beside, neighbours);
  if (page !== undefined && plain !== undefined && page.path !== plain.path)
    return target.endsWith('/') ? page : undefined;
  return page ?? plain ?? fileElsewhere(target, beside, neighbours);
}

/** What has the ending of a file is one that is not read here. */
function fileElsewhere(target: string, beside: string | undefined, { folders }: Neighbours): Target | undefined {
  const isBelow = folders.has(target.split('/', 1)[0]!);
  return beside !== undefined && isFileName(target, isBelow) ? { path: beside, shown: 'file' } : undefined;
}

/** Undefined above the top. */
function joined(folder: string, target: string): string | undefined {
  const path = join('.', folder, target).replace(/\/$/, '');
  return path === '..' || path.startsWith('../') ? undefined : path.replace(/^\//, '');
}

/** A file, or a folder by the page in it. */
function there(path: string | undefined, { files, folders }: Neighbours): Target | undefined {
  if (path === undefined) return undefined;
  if (files.has(path)) return { path, shown: 'file' };
  const index = indexes.map((name) => join(path, name)).find((candidate) => files.has(candidate));
  if (index !== undefined) return { path: index, shown: 'file' };
  return folders.has(path) ? { path, shown: 'folder' } : undefined;
}

/** The Markdown file behind the name of a page. */
function named(path: string | undefined, neighbours: Neighbours): Target | undefined {
  return path === undefined ? undefined : there(`${path.replace(/\.html?$/i, '')}.md`, neighbours);
}

/** What a site makes of a file's path: a folder of its own, but for the page of a folder. */
function pageOf(path: string): string {
  return indexes.includes(basename(path)) ? dirname(path) : join(dirname(path), stemOf(path).stem);
}

/** Not what is made by a site, nor a site of its own that lacks its `https:`. */
function isFileName(target: string, isBelow: boolean): boolean {
  const [first = ''] = target.split('/');
  const ending = /[^/.]\.([a-z][a-z0-9]{0,7})$/i.exec(target)?.[1]?.toLowerCase();
  const isSite =
    /^www\.|[^.]\.(?:com|org|net|edu|gov|io|info)$/i.test(first) ||
    (!isBelow && /[^.]\./.test(first) && first !== target);
  return ending !== undefined && !isSite && !/^(?:html?|php|aspx?|jsp)$/.test(ending);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
