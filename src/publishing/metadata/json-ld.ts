import type { Urls } from '../../lib/urls.ts';
import type { Attributed } from '../../licenses/attribution.ts';
import type { Instance } from '../../people/commons/instance.ts';
import type { Credit } from '../../works/schema.ts';
import { attributionText, knownLanguage, type Published } from '../published.ts';

type Thing = Readonly<Record<string, unknown>>;

/** A work in the vocabulary of schema.org, with the properties for learning resources (LRMI) that it took in. */
export function describeWork(work: Published, instance: Instance, urls: Urls): Thing {
  const { card, credits } = work;
  const publisher = { '@type': 'Organization', name: instance.name, url: urls.page('/') };
  return withoutEmpty({
    '@context': 'https://schema.org',
    ...typed(work),
    '@id': card.url,
    identifier: `urn:uuid:${card.id}`,
    url: card.url,
    mainEntityOfPage: card.url,
    name: card.title,
    headline: card.title,
    description: card.summary,
    inLanguage: knownLanguage(card),
    keywords: card.tags,
    author: credits.filter(({ role }) => role === 'author').map(person),
    translator: credits.filter(({ role }) => role === 'translator').map(person),
    editor: credits.filter(({ role }) => role === 'editor').map(person),
    contributor: credits.filter(({ role }) => !['author', 'translator', 'editor'].includes(role)).map(person),
    datePublished: card.published_at,
    dateModified: card.updated_at,
    version: String(card.version),
    license: card.license_url,
    creditText: attributionText(work),
    isBasedOn: work.attributed.sources.map(source),
    sameAs: work.attributed.origin_url,
    isAccessibleForFree: true,
    publisher,
    sdPublisher: publisher,
    encoding: [
      { '@type': 'MediaObject', contentUrl: `${card.api_url}.md`, encodingFormat: 'text/markdown' },
      { '@type': 'MediaObject', contentUrl: `${card.api_url}.json`, encodingFormat: 'application/json' },
    ],
  });
}

/** JSON that may stand in a script element: no `</script>` or `<!--` ends or opens anything there. */
export function scriptJson(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

interface Step {
  title: string;
  body?: string;
}

/** What of an article's practice schema.org has words for. */
interface Practice {
  steps?: Step[];
  materials?: string[];
  minutes?: { min?: number; max?: number };
  difficulty?: string;
  audience?: string[];
}

/** One type, as simple readers understand no list of them. */
function typed({ card, content }: Published): Thing {
  if (card.kind !== 'article') return { '@type': 'CreativeWork' };
  const practice = (content.practice ?? {}) as Practice;
  const minutes = practice.minutes?.max ?? practice.minutes?.min;
  const time = minutes === undefined ? undefined : `PT${minutes}M`;
  const shared = {
    timeRequired: time,
    educationalLevel: practice.difficulty,
    audience: practice.audience?.map((audienceType) => ({ '@type': 'Audience', audienceType })),
  };
  const steps = practice.steps ?? [];
  if (steps.length === 0) return { '@type': 'Article', ...shared };
  return {
    '@type': 'HowTo',
    ...shared,
    totalTime: time,
    supply: practice.materials?.map((name) => ({ '@type': 'HowToSupply', name })),
    step: steps.map(({ title, body }, index) => ({
      '@type': 'HowToStep',
      position: index + 1,
      name: title,
      text: body || title,
    })),
  };
}

function person({ name, url }: Credit | Attributed['authors'][number]): Thing {
  return { '@type': 'Person', name, ...(url === undefined ? {} : { '@id': url, url }) };
}

function source({ title, url, license_url, authors, language, sources }: Attributed): Thing {
  const described = {
    name: title,
    url,
    license: license_url,
    author: authors.map(person),
    inLanguage: language === 'und' ? undefined : language,
  };
  // A lineage may run in a circle; what a source is based on stands in the source's own description.
  return withoutEmpty({
    '@type': 'CreativeWork',
    '@id': url,
    ...described,
    isBasedOn: sources.map((other) => other.url),
  });
}

function withoutEmpty(thing: Thing): Thing {
  const isEmpty = (value: unknown) => value == null || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => !isEmpty(value)));
}
