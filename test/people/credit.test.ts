import { describe, expect, test } from 'vitest';
import { createUrls } from '../../src/lib/urls.ts';
import { type Creditable, hasProfile, isUnnamed, resolveCredit } from '../../src/people/credit.ts';

const urls = createUrls('https://commons.example.org');
const ana: Creditable = {
  contributor_id: 'a1',
  handle: 'ana',
  name: 'Ana Ruiz',
  url: 'https://ana.example.org',
  pseudonym: 'Wren',
  credit: 'name',
  claimed: true,
};
const byName = { name: 'Ana Ruiz', url: 'https://commons.example.org/people/ana', handle: 'ana', contributor_id: 'a1' };

describe('resolveCredit', () => {
  test('by name leads to the profile here', () => {
    expect(resolveCredit(ana, null, urls)).toEqual(byName);
  });

  test('by pseudonym shows nothing that leads to the person', () => {
    expect(resolveCredit({ ...ana, credit: 'pseudonym' }, null, urls)).toEqual({ name: 'Wren' });
  });

  test('none names nobody', () => {
    expect(resolveCredit({ ...ana, credit: 'none' }, null, urls)).toBeNull();
  });

  test.each([
    ['name', 'none', null],
    ['name', 'pseudonym', { name: 'Wren' }],
    ['none', 'pseudonym', { name: 'Wren' }],
  ] as const)("a single credit outranks the contributor's %s with %s", (credit, choice, expected) => {
    expect(resolveCredit({ ...ana, credit }, choice, urls)).toEqual(expected);
  });

  test('a single credit by name of somebody without a profile leads to their own place, never to a 404', () => {
    const expected = { ...byName, url: 'https://ana.example.org' };
    expect(resolveCredit({ ...ana, credit: 'none' }, 'name', urls)).toEqual(expected);
    const { url: _, ...withoutUrl } = byName;
    expect(resolveCredit({ ...ana, credit: 'none', url: null }, 'name', urls)).toEqual(withoutUrl);
  });

  test('somebody without an account leads to where they are known, else to the profile here', () => {
    expect(resolveCredit({ ...ana, claimed: false }, null, urls)?.url).toBe('https://ana.example.org');
    expect(resolveCredit({ ...ana, claimed: false, url: null }, null, urls)?.url).toBe(byName.url);
  });

  test('a pseudonym that is missing names nobody rather than the person', () => {
    expect(resolveCredit({ ...ana, pseudonym: null }, 'pseudonym', urls)).toBeNull();
  });

  test('a closed account is named by no credit, whatever it said once', () => {
    const closed = { ...ana, name: '', pseudonym: null, credit: 'none' as const };
    expect(resolveCredit(closed, 'name', urls)).toBeNull();
    expect(resolveCredit(closed, 'pseudonym', urls)).toBeNull();
  });

  test('isUnnamed says the same beforehand', () => {
    const people = [ana, { ...ana, name: '' }, { ...ana, pseudonym: null }, { ...ana, credit: 'none' as const }];
    for (const person of people) {
      for (const choice of [null, 'name', 'pseudonym', 'none'] as const) {
        expect(isUnnamed(person, choice)).toBe(resolveCredit(person, choice, urls) === null);
      }
    }
  });
});

test('only who is credited by name has a public profile', () => {
  expect(['name', 'pseudonym', 'none'].filter((credit) => hasProfile({ credit }))).toEqual(['name']);
});
