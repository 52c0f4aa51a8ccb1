/** A licence as far as its spelling goes. */
export interface Spelled {
  id: string;
  name: string;
  url: string;
}

/** Further names in use; each states its version. `OGL 2.0` is left out: the United Kingdom and Canada each have one. */
const aliases: Readonly<Record<string, string>> = {
  'Free Art License 1.3': 'LAL-1.3',
  'Licence Art Libre 1.3': 'LAL-1.3',
  'FAL 1.3': 'LAL-1.3',
  'OGL 3.0': 'OGL-UK-3.0',
  'Licence Ouverte / Open Licence 2.0': 'etalab-2.0',
  'Licence Ouverte 2.0 / Open Licence 2.0': 'etalab-2.0',
  'Licence Ouverte Etalab 2.0': 'etalab-2.0',
  'Data licence Germany attribution 2.0': 'DL-DE-BY-2.0',
  'Data licence Germany zero 2.0': 'DL-DE-ZERO-2.0',
  'ODC ODbL 1.0': 'ODbL-1.0',
  'Open Database License 1.0': 'ODbL-1.0',
  'ODC PDDL 1.0': 'PDDL-1.0',
  'CC0 1.0 Universal Public Domain Dedication': 'CC0-1.0',
};

/** Longer spellings first, on words joined by hyphens. */
const synonyms: readonly [RegExp, string][] = [
  [/(?<=^|-)v(?:ersion)?-?(?=\d)/g, ''],
  [/(?<=^|-)creative-commons(?=-|$)/g, 'cc'],
  [/(?<=^|-)cc-zero(?=-|$)/g, 'cc0'],
  [/(?<=^|-)attribution(?=-|$)/g, 'by'],
  [/(?<=^|-)share-?alike(?=-|$)/g, 'sa'],
  [/(?<=^|-)non-?commercial(?=-|$)/g, 'nc'],
  [/(?<=^|-)no-?deriv(?:ative)?s(?=-|$)/g, 'nd'],
  [/(?<=^|-)(?:licen[cs]e|international|unported|generic|universal)(?=-|$)/g, ''],
];

/** One key for all spellings of the same words: `CC BY 4.0`, `cc-by-4.0` → `cc-by-4-0`. */
export function keyOf(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  // A plus sign means "or later", which is another licence.
  const words = plain.replaceAll('+', '-plus-').replace(/[^\p{L}\p{N}]+/gu, '-');
  const replaced = synonyms.reduce((key, [spelling, word]) => key.replace(spelling, word), words);
  return replaced.replace(/-+/g, '-').replace(/^-|-$/g, '');
}

/**
 * Makes the function that finds the licence a text or URL states.
 * Only whole statements count: words left over, or a version left out, give undefined rather than a guess.
 */
export function createNormalizer(licenses: readonly Spelled[]): (text: string) => string | undefined {
  const keys = keysOf(licenses);
  const pages = pagesOf(licenses);
  const byUrl = (url: URL) => idOfPage(url, keys) ?? pages.get(pageKey(url));
  return (text) => {
    const stated = text.trim().replace(/^<(.*)>$/, '$1');
    if (stated.length > 200) return undefined;
    const url = urlOf(stated);
    return url === undefined ? byWords(stated, keys) : byUrl(url);
  };
}

function keysOf(licenses: readonly Spelled[]): ReadonlyMap<string, string> {
  const keys = new Map(Object.entries(aliases).map(([alias, id]) => [keyOf(alias), id]));
  for (const { id, name } of licenses) {
    keys.set(keyOf(id), id);
    const version = /\d+\.\d+/.exec(id)?.[0];
    if (version !== undefined && !name.includes(version)) continue;
    keys.set(keyOf(name), id);
    // The texts of version 2.0 and later are headed "Attribution 4.0 International", without the publisher's name.
    if (id.startsWith('CC-') && version !== '1.0') keys.set(keyOf(name.replace('Creative Commons ', '')), id);
  }
  return keys;
}

/** The pages that belong to one licence alone: those of the GFDL and the GPL say nothing of "or later". */
function pagesOf(licenses: readonly Spelled[]): ReadonlyMap<string, string> {
  const byPage = Map.groupBy(licenses, ({ url }) => pageKey(new URL(url)));
  const single = [...byPage].flatMap(([page, [only, ...others]]) =>
    only !== undefined && others.length === 0 ? [{ page, id: only.id }] : [],
  );
  return new Map(single.filter(({ page, id }) => statesVersion(page, id)).map(({ page, id }) => [page, id]));
}

/** An address without the version of its licence may hold another version tomorrow. */
function statesVersion(page: string, id: string): boolean {
  const major = /(\d+)\.\d+/.exec(id)?.[1];
  return major === undefined || new RegExp(`(?<!\\d)${major}(?!\\d)`).test(page);
}

function byWords(text: string, keys: ReadonlyMap<string, string>): string | undefined {
  const [, outside, inside] = /^([^()]*)\(([^()]*)\)$/.exec(text) ?? [];
  if (outside === undefined || inside === undefined) return keys.get(keyOf(text));
  const stated = new Set([outside, inside].map((part) => keys.get(keyOf(part))));
  return stated.size === 1 ? [...stated][0] : undefined;
}

function urlOf(text: string): URL | undefined {
  const absolute = /^https?:\/\//i.test(text)
    ? text
    : /^(?:\/\/)?[a-z0-9.-]+\.[a-z]{2,}\//i.test(text)
      ? `https://${text.replace(/^\/\//, '')}`
      : '';
  return URL.parse(absolute) ?? undefined;
}

const ccPage = /^\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/([a-z]{2,3}))?(?:\/(?:deed|legalcode)(?:[._][\w.-]+)?)?\/?$/i;
const ccPublicDomainPage = /^\/publicdomain\/(zero|mark)\/(\d\.\d)(?:\/(?:deed|legalcode)(?:[._][\w.-]+)?)?\/?$/i;
const spdxPage = /^\/licenses\/([\w.+-]+?)(?:\.html|\.json)?\/?$/i;

/** Where the address itself spells the id. */
function idOfPage(url: URL, keys: ReadonlyMap<string, string>): string | undefined {
  const host = hostOf(url);
  if (host === 'spdx.org') return keys.get(keyOf(spdxPage.exec(url.pathname)?.[1] ?? ''));
  return host === 'creativecommons.org' ? keys.get(keyOf(statedByCc(url.pathname))) : undefined;
}

function statedByCc(path: string): string {
  const [, mark, markVersion] = ccPublicDomainPage.exec(path) ?? [];
  if (mark !== undefined) return `${mark.toLowerCase() === 'zero' ? 'CC0' : 'CC PDM'} ${markVersion}`;
  const [, elements, version, port] = ccPage.exec(path) ?? [];
  if (elements === undefined) return '';
  // Version 1.0 spelled its elements in another order.
  return `CC ${elements.toLowerCase().replace('nd-nc', 'nc-nd')} ${version} ${port ?? ''}`;
}

function pageKey(url: URL): string {
  return `${hostOf(url)}${url.pathname.toLowerCase().replace(/\/+$/, '').replaceAll('.', '-')}`;
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^www\./, '');
}
