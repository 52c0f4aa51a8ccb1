import { describe, expect, it } from 'vitest';
import { keepPages } from '../../src/site/reading/kept-pages.ts';

describe('pages that are kept', () => {
  const page = (text: string) => Buffer.from(text);

  it('are given again under the tag they were made for, and no other', () => {
    const pages = keepPages(100);
    pages.put('a', '"1.0"', page('first'));
    expect(String(pages.get('a', '"1.0"'))).toBe('first');
    expect(pages.get('a', '"2.0"')).toBeUndefined();
    pages.put('a', '"2.0"', page('second'));
    expect(pages.get('a', '"1.0"')).toBeUndefined();
    expect(String(pages.get('a', '"2.0"'))).toBe('second');
  });

  it('take no more room than they have; what was asked for least recently goes', () => {
    const pages = keepPages(10);
    pages.put('a', '1', page('aaaa'));
    pages.put('b', '1', page('bbbb'));
    pages.get('a', '1');
    pages.put('c', '1', page('cccc'));
    expect(['a', 'b', 'c'].map((id) => pages.get(id, '1') !== undefined)).toEqual([true, false, true]);
    pages.put('d', '1', page('d'.repeat(11)));
    expect(['a', 'c', 'd'].map((id) => pages.get(id, '1') !== undefined)).toEqual([false, false, false]);
    pages.put('e', '1', page('e'.repeat(10)));
    expect(pages.get('e', '1')).toBeDefined();
  });
});
