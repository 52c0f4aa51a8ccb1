import { titleOfPath } from '../markdown/file-names.ts';
import { type FrontMatter, splitFrontMatter } from '../markdown/front-matter.ts';
import { type Titled, titleOfHeadings, withoutTitle } from '../markdown/title.ts';
import { isMap, shorten, textOf, textOfFirst, type Written, type WrittenMap } from '../markdown/values.ts';
import { creditsOf, tagsOf } from './fields.ts';
import { languageTag } from './language.ts';
import { readLicense, statedLicense } from './license.ts';
import type { Defaults, ImportCredit, ImportLine, ImportRelation, Origin } from './lines.ts';

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
}

export type Article = { line: ImportLine; notes: string[] } | { reason: string };

const most = { title: 300, summary: 1000 };
const summaryFields = ['summary', 'description', 'abstract', 'excerpt', 'teaser', 'lead'];

/** Makes a line out of the text of one Markdown file. Pure: the same file gives the same line. */
export function readArticle(text: string, around: Surroundings, defaults: Defaults): Article {
  return articleOf(splitFrontMatter(text), around, defaults);
}

/** The same for what has its fields beside its body already. */
export function articleOf(matter: FrontMatter, around: Surroundings, defaults: Defaults): Article {
  const { fields, notes } = matter;
  if (isDraft(fields)) return { reason: 'its front matter says that it is a draft' };
  const practice = practiceOf(matter, notes);
  if (matter.body.trim() === '' && practice === undefined) return { reason: 'it has no text' };
  const licensed = licenseOf(fields, around, defaults);
  if ('reason' in licensed) return licensed;
  const { title, body } = titled(matter, around);
  const language = languageOf(fields, around, defaults, notes);
  const line = {
    title: shorten(title, most.title),
    ...optional('summary', summaryOf(fields)),
    body,
    ...optional('language', language),
    license: licensed.license,
    ...optional('community', defaults.community),
    tags: tagsOf(fields),
    credits: creditedIn(fields, around, defaults),
    relations: relationsOf(matter, around, notes),
    ...optional('practice', practice),
    origin: around.origin,
  };
  return { line, notes };
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
  const summary = textOfFirst(fields, summaryFields);
  return summary === undefined ? undefined : shorten(summary, most.summary);
}

function licenseOf(
  fields: WrittenMap,
  around: Surroundings,
  defaults: Defaults,
): { license: string } | { reason: string } {
  const stated = statedLicense(fields) ?? around.license ?? defaults.license;
  return stated === undefined ? { reason: 'no licence is known for it; say one with --license' } : readLicense(stated);
}

/**
 * Whoever described a source file by file has looked at each: that outranks front matter, which translators copy along
 * with the rest of an untranslated text.
 */
function languageOf(fields: WrittenMap, around: Surroundings, defaults: Defaults, notes: string[]): string | undefined {
  const written = textOfFirst(fields, ['lang', 'language', 'locale']);
  const stated = written === undefined ? undefined : languageTag(written);
  if (written !== undefined && stated === undefined) notes.push(`"${shorten(written, 40)}" is no language tag`);
  const listed = around.listedLanguage === undefined ? undefined : languageTag(around.listedLanguage);
  return listed ?? stated ?? around.pathLanguage ?? defaults.language;
}

/** The token's owner is never the author of what is imported: without any name, the source's stands in. */
function creditedIn(fields: WrittenMap, around: Surroundings, defaults: Defaults): ImportCredit[] {
  const own = creditsOf(fields);
  if (own.length > 0) return own;
  return [{ role: 'author', name: shorten(around.author ?? defaults.author ?? around.sourceName, 200) }];
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
