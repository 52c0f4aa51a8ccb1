import { isDeepStrictEqual } from 'node:util';
import { titleOfPath } from '../markdown/file-names.ts';
import { type FrontMatter, splitFrontMatter } from '../markdown/front-matter.ts';
import { type RelativeLink, relink } from '../markdown/links.ts';
import { type Titled, titleOfHeadings, withoutTitle } from '../markdown/title.ts';
import { isMap, shorten, textOf, textOfFirst, type Written, type WrittenMap } from '../markdown/values.ts';
import { fieldNames } from './field-names.ts';
import { creditsOf, tagsOf } from './fields.ts';
import { languageTag } from './language.ts';
import { readLicense, statedLicense } from './license.ts';
import type { Asides, Defaults, ImportCredit, ImportLine, ImportRelation, Origin } from './lines.ts';
import { describeMisspelled, findUnread, type Misspelled } from './unread-fields.ts';

/** What is known of a file from around it. */
export interface Surroundings {
  origin: Origin;
  /** Relative to the top of the source. */
  path: string;
  /** Stands in for the name of the top folder, and for the author where nobody is named. */
  sourceName: string;
  /** Named for this very file by the source's description. */
  listedLanguage?: string;
  /** From a folder or the file's own name. */
  pathLanguage?: string;
  license?: Written;
  author?: string;
  /** The origin path of the work that a relation in this file names, if it is one of the same source. */
  findPath(target: string): string | undefined;
  /** Where a relative link of the text leads for those who read it elsewhere; without this, links stay as they are. */
  destinationOf?(link: RelativeLink): string | undefined;
}

export type Article = { line: ImportLine; notes: string[]; asides: Asides } | { reason: string };

const most = { title: 300, summary: 1000 };

/** Makes a line out of the text of one Markdown file. Pure: the same file gives the same line. */
export function readArticle(text: string, around: Surroundings, defaults: Defaults): Article {
  const split = splitFrontMatter(text);
  return 'reason' in split ? split : articleOf(split, around, defaults);
}

/** The same for what has its fields beside its body already. */
export function articleOf(matter: FrontMatter, around: Surroundings, defaults: Defaults): Article {
  const { fields, notes } = matter;
  if (isDraft(fields)) return { reason: 'its front matter says that it is a draft' };
  const practice = practiceOf(matter, notes);
  if (matter.body.trim() === '' && practice === undefined) return { reason: 'it has no text' };
  const { misspelled, unknown } = findUnread(fields);
  const licensed = licenseOf(fields, misspelled, around, defaults);
  if ('reason' in licensed) return licensed;
  notes.push(...misspelled.map((field) => describeMisspelled(field)));
  const { title, body } = titled(matter, around);
  const relinked =
    around.destinationOf === undefined ? { body, moved: 0, dead: [] } : relink(body, around.destinationOf);
  const language = languageOf(fields, around, defaults, notes);
  const { credits, standIn } = creditedIn(fields, around, defaults);
  const line = {
    title: shorten(title, most.title),
    ...optional('summary', summaryOf(fields)),
    body: relinked.body,
    ...optional('language', language),
    license: licensed.license,
    ...optional('community', defaults.community),
    tags: tagsOf(fields),
    credits,
    relations: relationsOf(matter, around, notes),
    ...optional('practice', practice),
    origin: around.origin,
  };
  const { moved, dead } = relinked;
  return { line, notes, asides: { unread: unknown, ...optional('standIn', standIn), moved, dead } };
}

function optional<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: V };
}

function isDraft(fields: WrittenMap): boolean {
  const says = (name: string, value: RegExp) => value.test(textOf(fields[name]) ?? '');
  return says('draft', /^(?:true|yes|on)$/i) || says('published', /^(?:false|no|off)$/i) || says('status', /^draft$/i);
}

function titled({ fields, body }: FrontMatter, around: Surroundings): Titled {
  const given = textOf(fields.title);
  if (given !== undefined) return { title: given, body: withoutTitle(given, body) };
  return titleOfHeadings(body) ?? { title: titleOfPath(around.path, around.sourceName), body };
}

function summaryOf(fields: WrittenMap): string | undefined {
  const summary = textOfFirst(fields, fieldNames.summary);
  return summary === undefined ? undefined : shorten(summary, most.summary);
}

/** A licence under a name that nobody knows is lost where another one stands in for it: then the file is left out. */
function licenseOf(
  fields: WrittenMap,
  misspelled: readonly Misspelled[],
  around: Surroundings,
  defaults: Defaults,
): { license: string } | { reason: string } {
  const stated = statedLicense(fields);
  if (stated !== undefined) return readLicense(stated);
  const meant = misspelled.find((field) => /licen/i.test(field.meant));
  const fallback = around.license ?? defaults.license;
  if (fallback === undefined)
    return { reason: meant ? describeMisspelled(meant) : 'no licence is known for it; say one with --license' };
  const licensed = readLicense(fallback);
  const isSame = meant === undefined || isDeepStrictEqual(readLicense(fields[meant.name]!), licensed);
  return isSame ? licensed : { reason: `${describeMisspelled(meant)} Its licence would be lost` };
}

/**
 * Whoever described a source file by file has looked at each: that outranks front matter, which translators copy along
 * with the rest of an untranslated text.
 */
function languageOf(fields: WrittenMap, around: Surroundings, defaults: Defaults, notes: string[]): string | undefined {
  const written = textOfFirst(fields, fieldNames.language);
  const stated = written === undefined ? undefined : languageTag(written);
  if (written !== undefined && stated === undefined) notes.push(`"${shorten(written, 40)}" is no language tag`);
  const listed = around.listedLanguage === undefined ? undefined : languageTag(around.listedLanguage);
  return listed ?? stated ?? around.pathLanguage ?? defaults.language;
}

/** The token's owner is never the author of what is imported: without any name, the source's stands in. */
function creditedIn(
  fields: WrittenMap,
  around: Surroundings,
  defaults: Defaults,
): { credits: ImportCredit[]; standIn?: string } {
  const own = creditsOf(fields);
  if (own.length > 0) return { credits: own };
  const given = around.author ?? defaults.author;
  const name = shorten(given ?? around.sourceName, 200);
  return { credits: [{ role: 'author', name }], ...(given === undefined ? { standIn: name } : {}) };
}

function practiceOf({ data }: FrontMatter, notes: string[]): object | undefined {
  const { practice } = data;
  if (practice === undefined || practice === null) return undefined;
  if (isMap(practice)) return practice;
  notes.push('practice is not a dictionary: left out');
  return undefined;
}

function relationsOf({ data }: FrontMatter, around: Surroundings, notes: string[]): ImportRelation[] {
  const given = data.relations;
  if (given === undefined || given === null) return [];
  const relations = (Array.isArray(given) ? given : [given]).map((relation) => relationOf(relation, around));
  if (relations.includes(undefined)) notes.push('a relation without type and target was left out');
  return relations.filter((relation) => relation !== undefined);
}

function relationOf(given: unknown, around: Surroundings): ImportRelation | undefined {
  if (!isMap(given)) return undefined;
  const { target, ...rest } = given as { type?: unknown; target?: unknown };
  if (typeof rest.type !== 'string') return undefined;
  if (typeof target !== 'string') return 'url' in rest || 'path' in rest ? (rest as ImportRelation) : undefined;
  const path = around.findPath(target);
  return path === undefined ? ({ ...rest, target } as ImportRelation) : ({ ...rest, path } as ImportRelation);
}
