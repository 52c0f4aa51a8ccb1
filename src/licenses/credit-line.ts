import { oneLine } from '../lib/text.ts';
import { type Attributed, dayOf, linkable, namedAuthors, titleOf } from './attributed.ts';
import { findLicense } from './licenses.ts';
import { lineageOf, versionKey } from './lineage.ts';
import { requiredStatement } from './notices.ts';

/** A piece of a credit line: words of ours, or something of the work's that each format shows in its own way. */
export type Part =
  | { is: 'words'; text: string }
  | { is: 'quote'; text: string }
  | { is: 'title'; text: string; url: string | undefined; language: string }
  | { is: 'author'; text: string; url: string | undefined }
  | { is: 'license'; text: string; url: string | undefined; own: boolean }
  | { is: 'link'; text: string; url: string | undefined };

/** How much is said, as a lineage may have no end: about as many letters, so many authors of each work, and where the rest is. */
export interface Brevity {
  letters: number;
  authors: number;
  whole: string;
}

/** Title, authors, source, licence, changes, and every ancestor with the same: as sentences. */
export function creditLine(work: Attributed, brevity: Brevity): Part[] {
  return within(brevity, work, describe(work, true, brevity));
}

/** What is left to say where title, authors, URL and date have fields of their own: version, licence, changes, ancestors. */
export function licenseLine(work: Attributed, brevity: Brevity): Part[] {
  return within(brevity, work, [
    words(`Version ${work.version}, licensed under `),
    licensePart(work, true),
    words('.'),
  ]);
}

/** The first sentence, and of what remains to be said as much as there is room for. */
function within(brevity: Brevity, work: Attributed, first: readonly Part[]): Part[] {
  const said = [...first];
  let letters = lettersOf(first);
  for (const sentence of remarks(work, brevity)) {
    letters += lettersOf(sentence);
    if (letters > brevity.letters) return [...said, ...elsewhere(brevity)];
    said.push(...sentence);
  }
  const isCut = ({ hasMore, authors }: Attributed) => hasMore || authors.length > shownAuthors(authors, brevity).length;
  return lineageOf(work).some((descent) => isCut(descent.work)) ? [...said, ...elsewhere(brevity)] : said;
}

/** Of the authors of one work, those for whom there is room. */
export function shownAuthors<T extends { name: string; url?: string }>(
  authors: readonly T[],
  { letters, authors: most }: Pick<Brevity, 'letters' | 'authors'>,
): T[] {
  let left = letters / 2;
  return authors.slice(0, most).filter(({ name, url = '' }) => {
    left -= name.length + url.length;
    return left >= 0;
  });
}

function lettersOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.text.length + ('url' in part ? (part.url?.length ?? 0) : 0), 0);
}

function elsewhere({ whole }: Brevity): Part[] {
  return [words(' More about what this is based on and who is to be credited: '), link(whole), words('.')];
}

/** `CC BY-SA 3.0 AT` for the licences of Creative Commons, which are known by that; else the full name, or the id. */
export function licenseLabel(id: string): string {
  const [, elements, version, port] = /^CC-((?:BY|NC|ND|SA)(?:-(?:NC|ND|SA))*)-(\d\.\d)(?:-(\w+))?$/.exec(id) ?? [];
  if (elements !== undefined) return `CC ${elements} ${version}${port === undefined ? '' : ` ${port}`}`;
  return id === 'CC0-1.0' ? 'CC0 1.0' : oneLine(findLicense(id)?.name ?? id);
}

function describe(work: Attributed, own: boolean, brevity: Brevity): Part[] {
  const day = dayOf(work);
  const edition = `, version ${work.version}${day === undefined ? '' : `, ${day}`}, licensed under `;
  const title: Part = { is: 'title', text: titleOf(work), url: linkable(work.url), language: work.language };
  // Of a page elsewhere only the address may be known.
  if (work.license === '') return [title, ...byAuthors(work, brevity), words('.')];
  return [title, ...byAuthors(work, brevity), words(edition), licensePart(work, own), words('.')];
}

function byAuthors(work: Attributed, brevity: Brevity): Part[] {
  const authors = namedAuthors(work);
  const shown = shownAuthors(authors, brevity);
  const named = shown.flatMap(({ name, url }, index): Part[] => {
    const before = index === 0 ? ' by ' : index < authors.length - 1 ? ', ' : ' and ';
    return [words(before), { is: 'author', text: name, url: linkable(url) }];
  });
  return authors.length > shown.length ? [...named, words(' and others')] : named;
}

/** Sentences about the work, then about each ancestor; nearest first, so that each is described before more is said of it. */
function* remarks(work: Attributed, brevity: Brevity): Generator<Part[]> {
  const described = new Set([versionKey(work)]);
  for (const [index, descent] of lineageOf(work).entries()) {
    const name = index === 0 ? undefined : quoted(descent.work);
    yield history(descent.work, name, brevity);
    for (const source of descent.sources.values()) yield basedOn(name, source, described, brevity);
    yield statement(descent.work, name);
  }
}

/** @param name of the work spoken of; undefined: the one that the line is about */
function history(work: Attributed, name: string | undefined, { letters }: Brevity): Part[] {
  const changes = shortened(oneLine(work.changes ?? ''), letters / 8).replace(/[.\s]+$/, '');
  const origin = work.origin_url === work.url ? '' : oneLine(work.origin_url ?? '');
  return [
    ...(origin === '' ? [] : [...sentence(name, ' Originally at ', ' was originally at '), link(origin), words('.')]),
    ...(changes === '' ? [] : [...sentence(name, ' Changes: ', ', changes: '), quote(changes), words('.')]),
  ];
}

/** What was changed must not take the room of what it was changed from. */
function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).toWellFormed()} …`;
}

function basedOn(name: string | undefined, source: Attributed, described: Set<string>, brevity: Brevity): Part[] {
  const before = sentence(name, ' Based on ', ' is based on ');
  if (described.has(versionKey(source))) return [...before, quote(quoted(source)), words(', named above.')];
  described.add(versionKey(source));
  return [...before, ...describe(source, false, brevity)];
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
