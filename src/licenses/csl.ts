import { type Attributed, dayOf, linkable, namedAuthors, titleOf } from './attributed.ts';
import { type Brevity, licenseLine } from './credit-line.ts';
import { lineageOf } from './lineage.ts';
import { renderText } from './plain-text.ts';

/**
 * CSL-JSON 1.0.2: an array with one item. The format has no field for licence or ancestors: `note` words them for
 * people, `custom`, which is there for such things, holds them for programs.
 */
export function renderCsl(work: Attributed, brevity: Brevity): string {
  const [, ...ancestors] = lineageOf(work);
  const item = {
    id: work.url,
    type: 'webpage',
    ...basics(work),
    language: work.language,
    note: renderText(licenseLine(work, brevity)),
    custom: {
      ...terms(work),
      sources: firstOf(
        ancestors.map(({ work: source }) => ({ ...basics(source), ...terms(source) })),
        brevity.letters,
      ),
    },
  };
  return JSON.stringify([item], null, 2);
}

/** As many as there is room for. */
function firstOf(sources: readonly object[], letters: number): object[] {
  let left = letters;
  return sources.filter((source) => {
    left -= JSON.stringify(source).length;
    return left >= 0;
  });
}

function basics(work: Attributed) {
  const authors = namedAuthors(work).map(({ name }) => ({ literal: name }));
  const day = dayOf(work);
  const url = linkable(work.url);
  return {
    title: titleOf(work),
    ...(authors.length === 0 ? {} : { author: authors }),
    ...(day === undefined ? {} : { issued: { 'date-parts': [day.split('-').map(Number)] } }),
    ...(url === undefined ? {} : { URL: url }),
    version: String(work.version),
  };
}

function terms(work: Attributed) {
  return {
    license: work.license,
    license_url: work.license_url,
    ...(work.changes ? { changes: work.changes } : {}),
    ...(work.origin_url ? { origin_url: work.origin_url } : {}),
  };
}
