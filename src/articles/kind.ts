import { defaultThresholds } from '../people/commons/thresholds.ts';
import type { Content } from '../works/content.ts';
import type { Facets, Kind, MarkdownText, Obstacle, Range } from '../works/kind.ts';
import { maturity, noEvidence } from './maturity.ts';
import { readablePractice } from './readable.ts';
import { ArticleFields, type Practice } from './schema.ts';

/** A practice described in Markdown, with optional practice fields. */
export const articles: Kind = {
  name: 'article',
  path: 'articles',
  title: 'Article',
  schema: ArticleFields,
  facets: facetsOf,
  texts: textsOf,
  present: presentFields,
  readable: (content, html) =>
    readablePractice(practiceOf(content), content.language, (index) => html[stepPointer(index)] ?? ''),
  project: async () => {},
  obstacles: async (_tx, { content }) => obstaclesOf(content),
};

function practiceOf(content: Content): Practice | null {
  return (content.practice as Practice | null | undefined) ?? null;
}

function facetsOf(content: Content): Facets {
  const practice = practiceOf(content);
  return {
    setting: practice?.setting ?? [],
    difficulty: practice?.difficulty ?? null,
    participants: spanOf(practice?.participants),
    minutes: spanOf(practice?.minutes),
    audience: practice?.audience ?? [],
    // Without reports the day does not matter: it is asked for the level above `tried` only.
    maturity: maturity(practice, noEvidence, defaultThresholds, '').maturity,
  };
}

/** A draft may hold a span that is not to be published. */
function spanOf(range: Range | undefined): Range | null {
  return range === undefined || isReversed(range) ? null : range;
}

function textsOf(content: Content): MarkdownText[] {
  const steps = practiceOf(content)?.steps ?? [];
  return [
    { pointer: '/body', markdown: content.body },
    ...steps.map(({ title, body }, index) => ({ pointer: stepPointer(index), markdown: body ?? '', heading: title })),
  ];
}

function presentFields(content: Content, html: Readonly<Record<string, string>>): Record<string, unknown> {
  const practice = practiceOf(content);
  if (practice === null) return { practice: null };
  const steps = practice.steps?.map((step, index) => ({ ...step, html: html[stepPointer(index)] ?? '' }));
  return { practice: { ...practice, ...(steps === undefined ? {} : { steps }) } };
}

function obstaclesOf(content: Content): Obstacle[] {
  const practice = practiceOf(content);
  return (['participants', 'minutes'] as const).flatMap((name) =>
    obstacleOfRange(practice?.[name], `/practice/${name}`),
  );
}

function obstacleOfRange(range: Range | undefined, pointer: string): Obstacle[] {
  if (range === undefined || !isReversed(range)) return [];
  return [{ pointer, code: 'range_reversed', detail: `${pointer}: min must not be greater than max` }];
}

function isReversed({ min, max }: Range): boolean {
  return min !== undefined && max !== undefined && min > max;
}

function stepPointer(index: number): string {
  return `/practice/steps/${index}/body`;
}
