import type { Db } from '../../db/database.ts';
import type { Urls } from '../../lib/urls.ts';
import { type Attributed, type AttributionFormat, attribute } from '../../licenses/attribution.ts';
import { attributedOf } from '../cards.ts';
import { workNotFound } from '../find.ts';
import { selectWithCredits } from '../rows.ts';
import { far, findSources } from './sources.ts';

export const attributionTypes: Readonly<Record<AttributionFormat, string>> = {
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  bibtex: 'application/x-bibtex; charset=utf-8',
  csl: 'application/vnd.citationstyles.csl+json; charset=utf-8',
};

/** All there is to say, up to what a book would hold. */
const mostLetters = 300_000;

/** The credit line of a work in one format; where it has no end, it says where the lineage is. */
export async function readAttribution(db: Db, urls: Urls, id: string, format: AttributionFormat): Promise<string> {
  const whole = urls.api(`/works/${id}/lineage`);
  const work = await attributedWork(db, urls, id);
  return attribute(work, format, { letters: mostLetters, authors: Number.POSITIVE_INFINITY, whole });
}

/** A work as its credit line needs it, with all its ancestors. */
export async function attributedWork(db: Db, urls: Urls, id: string): Promise<Attributed> {
  const [row, lineage] = await Promise.all([
    // All who are credited, however many.
    selectWithCredits(db)
      .where('works.id', '=', id)
      .executeTakeFirstOrThrow(() => workNotFound(id)),
    findSources(db, urls, [id], far),
  ]);
  return attributedOf(row, urls, lineage);
}
