import slugify from '@sindresorhus/slugify';

const maxLength = 80;

/** Words that are paths of the API or the site: no slug of a work or community and no handle equals one. */
const reserved = new Set(
  (
    'new edit search suggest feed feeds articles resources threads circles experiences works posts files people contributors ' +
    'communities tags licenses about imprint privacy terms openness docs api oai embed oembed dumps health metrics ' +
    'sitemap robots login logout settings admin moderation worklist changes instance me invitations origins imports exports'
  ).split(' '),
);

export function isReservedWord(word: string): boolean {
  return reserved.has(word);
}

/**
 * The slug a title asks for: `[a-z0-9-]{1,80}`, or '' where nothing is left of it (scripts without a transliteration).
 */
export function slugOf(title: string): string {
  const slug = slugify(title, {
    decamelize: false,
    customReplacements: [
      ["'", ''],
      ['’', ''],
    ],
  });
  return slug
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, maxLength)
    .replace(/^-+|-+$/g, '');
}

/**
 * Slugs to try in order for a work: the title's own, then numbered, at last with the end of the id, which is free.
 * A slug that looks like a UUID could not be told from an id; it is numbered like a reserved word.
 */
export function slugCandidates(title: string, id: string): string[] {
  const base = slugOf(title);
  const short = id.replaceAll('-', '').slice(-12);
  if (base === '') return [short, id.replaceAll('-', '')];
  const taken = reserved.has(base) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(base);
  const numbered = [2, 3, 4, 5, 6, 7, 8, 9].map((n) => withSuffix(base, String(n)));
  return [...(taken ? [] : [base]), ...numbered, withSuffix(base, short), id.replaceAll('-', '')];
}

function withSuffix(base: string, suffix: string): string {
  return `${base.slice(0, maxLength - suffix.length - 1).replace(/-+$/, '')}-${suffix}`;
}
