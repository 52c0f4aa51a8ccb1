import type { SearchDocument } from '../../documents.ts';
import { cutLongText } from '../../words.ts';
import { facetFor } from './facets.ts';
import { cutFor, wordsFor } from './words.ts';

/** Grows when records are made differently: records of another format are stale. */
export const recordFormat = 2;

/** What filters ask for. Sections have it as well: a section of a work that does not pass is no hit. */
interface Filterable {
  /** Id of the work. */
  work: string;
  kind: string;
  license: string;
  language: string;
  community: string;
  tag: string[];
  setting: string[];
  audience: string[];
  maturity: string | null;
  difficulty: string | null;
  /** Of those it may credit by name. */
  contributor: string[];
  origin_source: string | null;
  /** No member: no range, which nothing meets. */
  participants_min?: number;
  participants_max?: number;
  minutes_min?: number;
  minutes_max?: number;
  /** Milliseconds since 1970. */
  updated_at: number;
  published_at: number;
}

/** One for each work: by it results are counted. */
export interface WorkRecord extends Filterable {
  id: string;
  version: number;
  touch: number;
  format: number;
  /** How many section records there are of it. */
  parts: number;
  title: string;
  tags: string;
  summary: string;
  headings: string;
  text: string;
}

/** A stretch of a work: where words stand together. */
export interface SectionRecord extends Filterable {
  /** Of the work, and a number from 0. */
  id: string;
  version: number;
  section: number;
  start: number;
  title: string;
  heading: string;
  text: string;
}

export interface Records {
  work: WorkRecord;
  sections: SectionRecord[];
}

/** Words in one record of a section. */
const wordsPerPart = 1_000;
/** Words that two parts of one section share, so that a phrase is whole in one of them. */
const sharedWords = 8;

export async function recordsOf(document: SearchDocument): Promise<Records> {
  const shared = filterable(document);
  const title = cutFor(document.title);
  const sections: SectionRecord[] = [];
  const texts: string[] = [];
  const headings: string[] = [];
  for (const [section, { heading, text }] of document.sections.entries()) {
    const words = await cutLongText(text);
    const cutHeading = cutFor(heading);
    if (cutHeading !== '') headings.push(cutHeading);
    texts.push(wordsFor(words));
    for (let at = 0; at === 0 || at + sharedWords < words.length; at += wordsPerPart - sharedWords) {
      const part = words.slice(at, at + wordsPerPart);
      const start = at === 0 ? 0 : part[0]!.start;
      sections.push({
        ...{ id: sectionId(document.id, sections.length), version: document.version, section, start },
        ...{ title, heading: cutHeading, text: wordsFor(part), ...shared },
      });
    }
  }
  const work: WorkRecord = {
    ...{ id: document.id, version: document.version, touch: document.touch, format: recordFormat },
    ...{
      parts: sections.length,
      title,
      tags: document.tags.map(cutFor).join(' . '),
      summary: cutFor(document.summary),
    },
    ...{ headings: headings.join(' . '), text: texts.join(' . '), ...shared },
  };
  return { work, sections };
}

export function sectionId(work: string, part: number): string {
  return `${work}-${part}`;
}

function filterable(document: SearchDocument): Filterable {
  const { id, kind, license, language, community, audience, maturity, difficulty, contributors } = document;
  return {
    ...{ work: id, kind, license, language, community, tag: document.tags.map(facetFor), setting: document.setting },
    ...{ audience: audience.map(facetFor), maturity, difficulty, contributor: contributors },
    origin_source: document.origin_source === null ? null : facetFor(document.origin_source),
    ...bounds('participants', document.participants),
    ...bounds('minutes', document.minutes),
    updated_at: document.updated_at.getTime(),
    published_at: document.published_at.getTime(),
  };
}

/** Larger than any number of people or minutes that a filter may name. */
const open = 1_000_000_000;

/** @param range as PostgreSQL writes an int4range: the lower bound is in it, the upper one is not; either may be open */
function bounds<Name extends 'participants' | 'minutes'>(name: Name, range: string | null) {
  const [, from, to] = /^[[(](\d*),(\d*)\)$/.exec(range ?? '') ?? [];
  if (from === undefined) return {};
  return { [`${name}_min`]: from === '' ? 0 : Number(from), [`${name}_max`]: to === '' ? open : Number(to) - 1 };
}
