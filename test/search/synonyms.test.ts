import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findSynonyms, keyOf, parseGroups, synonymGroups, synonyms } from '../../src/search/synonyms.ts';
import { cutWords, withoutTails } from '../../src/search/words.ts';

const said = (q: string) => findSynonyms(withoutTails(cutWords(q)));
const othersOf = (q: string) => said(q).flatMap(({ others }) => others.map(({ written }) => keyOf(written)));

describe('synonyms', () => {
  test.each([
    ['a word', 'retro', 'retrospective'],
    ['of a phrase, an acronym', 'Community of Practice', 'cop'],
    ['of an acronym, a phrase', 'a CoP', 'community of practice'],
    ['whatever stands around', 'how to start a community of practice here', 'cop'],
    ['whatever the accents and the case', 'COMUNIDADES DE PRACTICA', 'cdp'],
    ['in Chinese', '怎么开始实践共同体呢', '实践 践社 社区'],
  ])('are found for %s', (_what, q, other) => {
    expect(othersOf(q)).toContain(other);
  });

  test('are not found for parts of a wording, nor for words apart', () => {
    expect(othersOf('practice community')).toEqual([]);
    expect(othersOf('community of our practice')).toEqual([]);
  });

  test('lead from a word that two languages share to both, and from there no further', () => {
    expect(othersOf('retro')).toEqual(expect.arrayContaining(['retrospective', 'retrospektive']));
    expect(othersOf('retrospective')).not.toContain('retrospektive');
  });

  test('are read with Windows line ends and comments, and refused where a member has no word', () => {
    const [group, ...more] = parseGroups('# about\r\n\r\nretro, look back # not "later"\r\n', 'en.txt');
    expect(group?.map(({ typed }) => keyOf(typed))).toEqual(['retro', 'look back']);
    expect(more).toEqual([]);
    expect(() => parseGroups('a word, another\nretro, , look back', 'en.txt')).toThrow('en.txt, line 2');
  });
});

describe.each(readdirSync('data/synonyms'))('data/synonyms/%s', (file) => {
  const text = readFileSync(`data/synonyms/${file}`, 'utf8');
  const members = text
    .split('\n')
    .map((line) => line.replace(/#.*/, ''))
    .flatMap((line) => (line.trim() === '' ? [] : line.split(',').map((member) => member.trim())));
  const groups = synonymGroups.get(file.replace('.txt', '')) ?? [];
  const keys = groups.map((group) => group.map(({ typed }) => keyOf(typed)));

  test('is named by its language, and is plain text that ends with its last line', () => {
    expect(file).toMatch(/^[a-z]{2,3}\.txt$/);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[\t\r]| \n|\n\n/);
  });

  test('has groups of two and more, and no word twice', () => {
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((group) => group.length < 2)).toEqual([]);
    expect(keys.flat().filter((key, at, all) => all.indexOf(key) !== at)).toEqual([]);
  });

  test('has words that cutting keeps, at least two letters in all, five words at most', () => {
    const parted = /^[\p{L}\p{M}\p{N}]+(?:[ '’:&-]{1,2}[\p{L}\p{M}\p{N}]+){0,4}$/u;
    expect(members.filter((member) => !parted.test(member) || [...member].length < 2)).toEqual([]);
    expect(keys.flat()).toHaveLength(members.length);
    expect(keys.flat().filter((key) => key === '' || !synonyms.has(key))).toEqual([]);
  });

  test('is in the order of the first words', () => {
    const first = keys.map(([key]) => key!);
    expect(first).toEqual(first.toSorted());
  });
});
