import { oneLine } from '../lib/text.ts';
import { type Attributed, dayOf, linkable, namedAuthors, titleOf } from './attributed.ts';
import { findLicense } from './licenses.ts';
import { type Descent, lineageOf, versionKey } from './lineage.ts';
import { requiredStatement } from './notices.ts';

/** A piece of a credit line: words of ours, or something of the work's that each format shows in its own way. */
export type Part =
  | { is: 'words'; text: string }
  | { is: 'quote'; text: string }
  | { is: 'title'; text: string; url: string | undefined; language: string }
  | { is: 'author'; text: string; url: string | undefined }
  | { is: 'license'; text: string; url: string | undefined; own: boolean }
  | { is: 'link'; text: string; url: string | undefined };

/** How much is said where room is short: of the nearest `ancestors`, and that all is said at the URL `whole`. */
export interface Brevity {
  ancestors: number;
  whole: string;
}

/** Title, authors, source, licence, changes, and every ancestor with the same: as sentences. */
export function creditLine(work: Attributed, brevity?: Brevity): Part[] {
  return [...describe(work, true), ...remarks(work, brevity)];
}

/** What is left to say where title, authors, URL and date have fields of their own: version, licence, changes, ancestors. */
export function licenseLine(work: Attributed): Part[] {
  return [words(`Version ${work.version}, licensed under `), licensePart(work, true), words('.'), ...remarks(work)];
}

/** `CC BY-SA 3.0 AT` for the licences of Creative Commons, which are known by that; else the full name, or the id. */
function licenseLabel(id: string): string {
  const [, elements, version, port] = /^CC-((?:BY|NC|ND|SA)(?:-(?:NC|ND|SA))*)-(\d\.\d)(?:-(\w+))?$/.exec(id) ?? [];
  if (elements !== undefined) return `CC ${elements} ${version}${port === undefined ? '' : ` ${port}`}`;
  return id === 'CC0-1.0' ? 'CC0 1.0' : oneLine(findLicense(id)?.name ?? id);
}

function describe(work: Attributed, own: boolean): Part[] {
  const day = dayOf(work);
  const edition = `, version ${work.version}${day === undefined ? '' : `, ${day}`}, licensed under `;
  const title: Part = { is: 'title', text: titleOf(work), url: linkable(work.url), language: work.language };
  // Of a page elsewhere only the address may be known.
  if (work.license === '') return [title, ...byAuthors(work), words('.')];
  return [title, ...byAuthors(work), words(edition), licensePart(work, own), words('.')];
}

function byAuthors(work: Attributed): Part[] {
  const authors = namedAuthors(work);
  return authors.flatMap(({ name, url }, index): Part[] => {
    const before = index === 0 ? ' by ' : index < authors.length - 1 ? ', ' : ' and ';
    return [words(before), { is: 'author', text: name, url: linkable(url) }];
  });
}

/** About the work, then about each ancestor; nearest first, so that each is described before more is said of it. */
function remarks(work: Attributed, brevity?: Brevity): Part[] {
  if (work.sources.length === 0) return [...history(work, undefined), ...statement(work, undefined)];
  const [self, ...ancestors] = lineageOf(work);
  const described = new Set([versionKey(work)]);
  const about = (descent: Descent, name: string | undefined) => [
    ...history(descent.work, name),
    ...[...descent.sources.values()].flatMap((source) => basedOn(name, source, described)),
    ...statement(descent.work, name),
  ];
  const told = ancestors.slice(0, brevity?.ancestors);
  return [
    ...about(self!, undefined),
    ...told.flatMap((descent) => about(descent, quoted(descent.work))),
    ...(brevity !== undefined && told.length < ancestors.length ? elsewhere(brevity) : []),
  ];
}

/** @param name of the work spoken of; undefined: the one that the line is about */
function history(work: Attributed, name: string | undefined): Part[] {
  const changes = oneLine(work.changes ?? '').replace(/[.\s]+$/, '');
  const origin = work.origin_url === work.url ? '' : oneLine(work.origin_url ?? '');
  return [
    ...(origin === '' ? [] : [...sentence(name, ' Originally at ', ' was originally at '), link(origin), words('.')]),
    ...(changes === '' ? [] : [...sentence(name, ' Changes: ', ', changes: '), quote(changes), words('.')]),
  ];
}

function basedOn(name: string | undefined, source: Attributed, described: Set<string>): Part[] {
  const before = sentence(name, ' Based on ', ' is based on ');
  if (described.has(versionKey(source))) return [...before, quote(quoted(source)), words(', named above.')];
  described.add(versionKey(source));
  return [...before, ...describe(source, false)];
}

function elsewhere({ whole }: Brevity): Part[] {
  return [words(' Everything that this is based on: '), link(whole), words('.')];
}

function statement(work: Attributed, name: string | undefined): Part[] {
  const required = requiredStatement(work.license);
  return required === undefined ? [] : [...sentence(name, ' ', ': '), words(required)];
}

function sentence(name: string | undefined, alone: string, afterName: string): Part[] {
  return name === undefined ? [words(alone)] : [words(' '), quote(name), words(afterName)];
}

function licensePart({ license, license_url }: Attributed, own: boolean): Part {
  return { is: 'license', text: licenseLabel(license), url: linkable(license_url), own };
}

function quoted(work: Attributed): string {
  return `“${titleOf(work)}”`;
}

function words(text: string): Part {
  return { is: 'words', text };
}

function quote(text: string): Part {
  return { is: 'quote', text };
}

function link(url: string): Part {
  return { is: 'link', text: url, url: linkable(url) };
}
