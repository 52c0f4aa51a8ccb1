import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codesIn, findCodes } from './problem-codes.ts';

const page = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8');
const explained = [...page.matchAll(/^### (\S+)$/gm)].map((match) => match[1]!);
const uses = findCodes();

/** Here codes are only handed on: from a table of refusals, from the arguments, or from another process. */
const handedOn =
  /^(lib\/errors|rendering\/refusals|people\/routes\/options|works\/writing\/save|db\/embedded\/holder)\.ts:/;

describe('docs/problems.md', () => {
  it('explains every code that is thrown', () => {
    const missing = uses.filter(({ code }) => code !== undefined && !explained.includes(code));
    expect(missing).toEqual([]);
  });

  it('explains nothing that is not thrown', () => {
    const thrown = new Set(uses.map(({ code }) => code));
    expect(explained.filter((code) => !thrown.has(code))).toEqual([]);
  });

  it('explains each code once, under a name that makes an anchor', () => {
    expect(explained).toEqual([...new Set(explained)]);
    expect(explained.filter((code) => !/^[a-z_]+$/.test(code))).toEqual([]);
  });

  it('sees all codes: elsewhere they stand in the source as text', () => {
    expect(uses.filter(({ code, place }) => code === undefined && !handedOn.test(place))).toEqual([]);
  });
});

describe('the reading of codes', () => {
  const codes = (text: string) => codesIn('a.ts', text).map((use) => use.code);

  it.each([
    [`throw new NotFound('a_b', 'text')`, ['a_b']],
    [`throw invalid('/x', 'is wrong')`, ['invalid']],
    [`throw invalid('/x', 'is wrong', 'a_b')`, ['a_b']],
    [`throw new Invalid(many ? 'a_b' : 'c_d', 'text')`, ['a_b', 'c_d']],
    [`return { pointer: '/x', code: 'a_b', detail: 'text' }`, ['a_b']],
    [`const refusals = { a_b: 'text', c_d: 'text' } as const`, ['a_b', 'c_d']],
    ['throw new Invalid(code, detail)', [undefined]],
    ['throw new Error("a_b")', []],
  ])('finds in %s', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});
