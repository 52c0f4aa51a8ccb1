import { readdirSync, readFileSync } from 'node:fs';
import { Errors } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Practice } from '../../src/articles/schema.ts';
import { slugOf } from '../../src/lib/slugs.ts';

interface Starter {
  title: string;
  summary: string;
  language: string;
  license: string;
  tags: string[];
  credits: { role: string; name: string }[];
  relations?: { type: string; target: string }[];
  practice: Record<string, unknown> & {
    steps: { title: string; body: string; minutes: number; pitfall: string }[];
    minutes: { min: number; max: number };
    participants: { min: number; max: number };
  };
}

const folder = new URL('../../data/starter/', import.meta.url);
const names = readdirSync(folder).sort();

function read(name: string): { front: Starter; body: string } {
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(readFileSync(new URL(name, folder), 'utf8'));
  return { front: parse(parts![1]!) as Starter, body: parts![2]! };
}

/** Every field of the design's practice but `review_by`, which is for reports to decide. */
const practiceFields = [
  'audience',
  'context',
  'difficulty',
  'forces',
  'materials',
  'minutes',
  'participants',
  'problem',
  'resulting_context',
  'setting',
  'signs_it_works',
  'steps',
  'variations',
  'when_not_to_use',
];

describe('the starter commons', () => {
  it('has twenty-five articles', () => {
    expect(names).toHaveLength(25);
  });

  describe.each(names)('%s', (name) => {
    const { front, body } = read(name);
    const { practice } = front;

    it('is named as its title becomes a slug', () => {
      expect(name).toBe(`${slugOf(front.title)}.md`);
    });

    it('says in English, under CC BY, what it is about', () => {
      expect(front).toMatchObject({ language: 'en', license: 'CC-BY-4.0', credits: [{ role: 'author' }] });
      expect(front.summary.length).toBeLessThanOrEqual(240);
      expect(front.tags.length).toBeGreaterThan(1);
      expect(body.split(/\s+/).length).toBeGreaterThan(300);
    });

    it('fills every field of a practice', () => {
      expect(Object.keys(practice).sort()).toEqual(practiceFields);
      for (const [field, value] of Object.entries(practice)) expect([field, value]).not.toEqual([field, null]);
      for (const step of practice.steps) expect(Object.keys(step)).toEqual(['title', 'body', 'minutes', 'pitfall']);
    });

    it('is a practice by the schema of articles', () => {
      expect(Errors(Practice, practice)).toEqual([]);
    });

    it('has Markdown only where Markdown is rendered', () => {
      const { steps, ...others } = practice;
      const plain = [
        front.summary,
        ...Object.values(others).flat(),
        ...steps.flatMap((step) => [step.title, step.pitfall]),
      ];
      for (const text of plain) expect(String(text)).not.toMatch(/[*`]|]\(/);
    });

    it('takes as long as its steps', () => {
      const sum = practice.steps.reduce((total, step) => total + step.minutes, 0);
      expect(sum).toBeGreaterThanOrEqual(practice.minutes.min);
      expect(sum).toBeLessThanOrEqual(practice.minutes.max);
    });

    it('is related only to articles that are there', () => {
      for (const { target } of front.relations ?? []) expect(names).toContain(`${target}.md`);
    });
  });
});
