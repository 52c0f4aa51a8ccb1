import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articles } from '../../src/articles/kind.ts';
import { type Evidence, maturity, noEvidence } from '../../src/articles/maturity.ts';
import type { Practice } from '../../src/articles/schema.ts';
import { defaultThresholds } from '../../src/people/commons/thresholds.ts';
import type { Content } from '../../src/works/content.ts';
import { maturities } from '../../src/works/facets.ts';

const today = '2027-03-01';
const problem = 'Silence';
const steps = [{ title: 'Go round' }];
const described: Practice = { problem, steps, resulting_context: 'All spoke', when_not_to_use: 'Crowds' };
const tried: Evidence = { experiences: 1, contexts: 1, worked: 1, limits: 0 };
const proven: Evidence = { experiences: 3, contexts: 2, worked: 2, limits: 1 };

function standing(practice: Practice | null, evidence = noEvidence, thresholds = {}) {
  return maturity(practice, evidence, { ...defaultThresholds, ...thresholds }, today);
}

describe('the maturity of a practice', () => {
  test.each<[string, Practice | null, Evidence, string | null, string[]]>([
    ['no practice', null, noEvidence, null, ['problem', 'steps']],
    ['an empty practice', {}, noEvidence, null, ['problem', 'steps']],
    [
      'other fields only',
      { minutes: { min: 5 }, resulting_context: 'x', when_not_to_use: 'y' },
      proven,
      null,
      ['problem', 'steps'],
    ],
    ['a blank problem', { problem: ' \n' }, noEvidence, null, ['problem', 'steps']],
    ['no steps in a list', { steps: [] }, noEvidence, null, ['problem', 'steps']],
    ['a problem', { problem }, noEvidence, 'wanted', ['steps']],
    ['a problem, and evidence for nothing', { problem }, proven, 'wanted', ['steps']],
    ['steps alone', { steps }, noEvidence, 'outlined', ['problem', 'resulting_context', 'when_not_to_use']],
    ['a problem and steps', { problem, steps }, noEvidence, 'outlined', ['resulting_context', 'when_not_to_use']],
    ['all but one text', { ...described, when_not_to_use: ' ' }, proven, 'outlined', ['when_not_to_use']],
    ['all but the problem', { ...described, problem: '' }, proven, 'outlined', ['problem']],
    ['all texts', described, noEvidence, 'described', ['experience']],
    ['one experience', described, tried, 'tried', ['experiences', 'contexts', 'limits']],
    ['two experiences', described, { experiences: 2, contexts: 2, worked: 2, limits: 1 }, 'tried', ['experiences']],
    ['three of one context', described, { ...proven, contexts: 1 }, 'tried', ['contexts']],
    ['one of three worked', described, { ...proven, worked: 1 }, 'tried', ['worked']],
    ['no limit documented', described, { ...proven, limits: 0 }, 'tried', ['limits']],
    ['exactly 60 % worked', described, { ...proven, experiences: 5, worked: 3 }, 'proven', []],
    ['just less than 60 % worked', described, { ...proven, experiences: 12, worked: 7 }, 'tried', ['worked']],
    ['enough of everything', described, proven, 'proven', []],
    ['to be reviewed today', { ...described, review_by: today }, proven, 'proven', []],
    ['to have been reviewed yesterday', { ...described, review_by: '2027-02-28' }, proven, 'tried', ['review']],
  ])('%s', (_name, practice, evidence, level, missing) => {
    expect(standing(practice, evidence)).toEqual({ maturity: level, missing });
  });

  test('asks what the community asks', () => {
    expect(standing(described, tried, { tried_experiences: 2 })).toEqual({
      maturity: 'described',
      missing: ['experience'],
    });
    expect(standing(described, tried, { proven_experiences: 1, proven_contexts: 1, proven_limits: 0 }).maturity).toBe(
      'proven',
    );
    expect(standing(described, { ...proven, worked: 0 }, { proven_worked_percent: 0 }).maturity).toBe('proven');
  });

  test('never falls when something is added', () => {
    const count = fc.nat({ max: 6 });
    const level = (practice: Practice, evidence: Evidence) =>
      maturities.indexOf(standing(practice, evidence).maturity as never);
    const part = fc.record(
      {
        problem: fc.constant(problem),
        steps: fc.constant(steps),
        resulting_context: fc.constant('x'),
        when_not_to_use: fc.constant('y'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(part, part, count, count, (some, more, limits, added) => {
        const evidence = { experiences: 6, contexts: 2, worked: 6, limits };
        expect(level({ ...some, ...more }, { ...evidence, limits: limits + added })).toBeGreaterThanOrEqual(
          level(some, evidence),
        );
      }),
    );
  });

  test('is told exactly what is missing: with it, the next level is reached', () => {
    const parts = { problem, steps, resulting_context: 'x', when_not_to_use: 'y' };
    for (let chosen = 0; chosen < 16; chosen++) {
      const names = (Object.keys(parts) as (keyof typeof parts)[]).filter((_, bit) => chosen & (1 << bit));
      const practice: Practice = Object.fromEntries(names.map((name) => [name, parts[name]]));
      const before = standing(practice);
      if (before.maturity === 'described') continue;
      const mended: Practice = {
        ...practice,
        ...Object.fromEntries(before.missing.map((name) => [name, parts[name as keyof typeof parts]])),
      };
      expect(maturities.indexOf(standing(mended).maturity!)).toBeGreaterThan(
        maturities.indexOf(before.maturity as never),
      );
    }
  });
});

describe('an article as a kind', () => {
  const content = (practice: Practice | null | undefined): Content => ({
    title: 'T',
    summary: '',
    body: 'B',
    language: 'en',
    community: 'c',
    tags: [],
    credits: [],
    relations: [],
    ...(practice === undefined ? {} : { practice }),
  });

  test('has facets, open where a bound is missing, none where a span makes no sense', () => {
    expect(
      articles.facets(
        content({
          participants: { min: 3 },
          minutes: { min: 9, max: 1 },
          setting: ['online'],
          difficulty: 'easy',
          audience: ['hosts'],
          problem,
        }),
      ),
    ).toEqual({
      setting: ['online'],
      difficulty: 'easy',
      participants: { min: 3 },
      minutes: null,
      audience: ['hosts'],
      maturity: 'wanted',
    });
    expect(articles.facets(content(undefined))).toEqual({
      setting: [],
      difficulty: null,
      participants: null,
      minutes: null,
      audience: [],
      maturity: null,
    });
  });

  test('has its body and the bodies of its steps as Markdown, under their titles', () => {
    expect(articles.texts(content({ steps: [{ title: 'One', body: '*a*' }, { title: 'Two' }] }))).toEqual([
      { pointer: '/body', markdown: 'B' },
      { pointer: '/practice/steps/0/body', markdown: '*a*', heading: 'One' },
      { pointer: '/practice/steps/1/body', markdown: '', heading: 'Two' },
    ]);
  });

  test('is not published with a span that ends before it begins', async () => {
    const state = (practice: Practice) => ({
      id: 'x',
      version: 1,
      status: 'published' as const,
      license: 'CC0-1.0',
      content: content(practice),
      now: new Date(),
    });
    const obstacles = async (practice: Practice) =>
      (await articles.obstacles({} as never, state(practice))).map(({ pointer, code }) => `${code} ${pointer}`);
    expect(await obstacles({ participants: { min: 2, max: 1 }, minutes: { min: 2, max: 1 } })).toEqual([
      'range_reversed /practice/participants',
      'range_reversed /practice/minutes',
    ]);
    expect(await obstacles({ participants: { min: 1, max: 1 }, minutes: { max: 1 } })).toEqual([]);
  });
});
