import { describe, expect, test } from 'vitest';
import { type Attributed, type AttributionFormat, attribute as attributed } from '../../src/licenses/attribution.ts';

const plain: Attributed = {
  title: 'Check-in round',
  authors: [{ name: 'Ana Ruiz', url: 'https://ana.example.org/' }, { name: 'Bo' }],
  url: 'https://copse.test/articles/check-in-round',
  license: 'CC-BY-4.0',
  license_url: 'https://creativecommons.org/licenses/by/4.0/',
  published_at: '2027-03-01T09:00:00.000Z',
  version: 2,
  language: 'en',
  sources: [],
};
const work = (title: string, more: Partial<Attributed> = {}): Attributed => ({
  ...plain,
  ...{ title, url: `https://copse.test/articles/${title}`, authors: [{ name: `Maker of ${title}` }] },
  ...more,
});

const whole = 'https://copse.test/api/v1/works/1/attribution?format=html';
const unbounded = { letters: Number.POSITIVE_INFINITY, authors: Number.POSITIVE_INFINITY, whole };
const attribute = (about: Attributed, format: AttributionFormat, brevity: Partial<typeof unbounded> = {}) =>
  attributed(about, format, { ...unbounded, ...brevity });

/** A work made from one that was made from one …: `n` ancestors. */
function chain(n: number): Attributed {
  return n === 0 ? work('w0') : work(`w${n}`, { sources: [chain(n - 1)] });
}

describe('the credit line', () => {
  test('says title, authors, version, day and licence', () => {
    expect(attribute(plain, 'text')).toBe(
      '“Check-in round” <https://copse.test/articles/check-in-round> by Ana Ruiz and Bo, version 2, 2027-03-01, licensed under CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>.',
    );
    expect(attribute(plain, 'html')).toContain('rel="license">CC BY 4.0</a>');
    expect(attribute(plain, 'markdown')).toContain('[CC BY 4.0](<https://creativecommons.org/licenses/by/4.0/>)');
    expect(JSON.parse(attribute(plain, 'csl'))).toHaveLength(1);
    expect(attribute(plain, 'bibtex')).toMatch(/^@\w+\{/);
  });

  test('makes nothing of what people write but text', () => {
    const nasty = work('<b>"x"</b>', {
      url: 'javascript:alert(1)',
      authors: [{ name: '[a](http://evil.example)', url: 'data:text/html,x' }, { name: '\u202E turned\n\n' }],
    });
    const html = attribute(nasty, 'html');
    expect(html).not.toMatch(/<b>|javascript:|data:|\u202E/);
    expect(html).toContain('&lt;b&gt;&quot;x&quot;&lt;/b&gt;');
    expect(attribute(nasty, 'markdown')).not.toContain('](http://evil.example)');
    expect(attribute(nasty, 'text')).not.toMatch(/\n|\u202E/);
  });

  test('names every ancestor once, nearest first, though lineages may run in a circle', () => {
    const circle = work('a', { sources: [] });
    Object.assign(circle, { sources: [work('b', { sources: [circle], changes: 'shorter' })] });
    const text = attribute(circle, 'text');
    expect(text.match(/Maker of b/g)).toHaveLength(1);
    expect(text).toContain('changes: shorter');
    expect(attribute(chain(3), 'text').match(/Maker of w\d/g)).toEqual(
      ['w3', 'w2', 'w1', 'w0'].map((w) => `Maker of ${w}`),
    );
  });

  test('of a long lineage says where the rest is, where it is to be short', () => {
    const makers = (line: string) => line.match(/Maker of/g)!.length;
    const short = attribute(chain(200), 'html', { letters: 4_000 });
    expect(makers(short)).toBeGreaterThan(10);
    expect(makers(short)).toBeLessThan(30);
    expect(short).toMatch(/ who is to be credited: <a href="https:[^"]+">[^<]*<bdi>[^<]+<\/bdi><\/a>\.$/);
    expect(short).toContain(`<a href="${whole}">`);
    expect(makers(attribute(chain(200), 'html'))).toBe(201);
    expect(attribute(chain(10), 'html', { letters: 4_000 })).toBe(attribute(chain(10), 'html'));
  });

  test.each(['text', 'html', 'markdown', 'bibtex', 'csl'] as const)('has an end in every format: %s', (format) => {
    const dense = Array.from({ length: 60 }, (_, n) => work(`${'t'.repeat(280)}${n}`, { changes: 'c'.repeat(500) }));
    for (const [n, one] of dense.entries()) Object.assign(one, { sources: dense.slice(0, n) });
    const line = attribute(dense.at(-1)!, format, { letters: 8_000, authors: 30 });
    // CSL names the ancestors for programs as well.
    expect(line.length).toBeLessThan(format === 'csl' ? 150_000 : 40_000);
    expect(line).toContain('/api/v1/works/1/attribution');
  });

  test('of many authors names the first, and says where all are', () => {
    const authors = Array.from({ length: 200 }, (_, n) => ({ name: `Author ${n}` }));
    const line = attribute(work('many', { authors }), 'text', { authors: 30 });
    expect(line).toContain('Author 28, Author 29 and others, version');
    expect(line).not.toContain('Author 30');
    expect(line).toContain(whole);
  });

  test.each(['text', 'html', 'bibtex', 'csl'] as const)(
    'has an end where names and addresses are long: %s',
    (format) => {
      const url = `https://a.example/${'u'.repeat(1_900)}`;
      const authors = Array.from({ length: 30 }, (_, n) => ({ name: `${n} `.padEnd(190, 'n'), url }));
      const sources = Array.from({ length: 90 }, (_, n) => work(`s${n}`, { url: `${url}${n}`, authors }));
      const line = attribute(work('a', { authors, sources }), format, { letters: 8_000, authors: 30 });
      // The work's own authors are fields of BibTeX and CSL.
      expect(line.length).toBeLessThan(format === 'csl' || format === 'bibtex' ? 40_000 : 20_000);
      expect(line).toContain('/api/v1/works/1/attribution');
    },
  );

  test('says that there is more where not all was looked up', () => {
    expect(attribute(work('a', { sources: [work('b', { hasMore: true })] }), 'text')).toContain(whole);
    expect(attribute(work('a', { sources: [work('b', { hasMore: false })] }), 'text')).not.toContain(whole);
  });

  test('says what was changed in short, so that there is room for what it was changed from', () => {
    const line = attribute(work('a', { changes: 'c'.repeat(20_000), sources: [work('b')] }), 'text', {
      letters: 8_000,
    });
    expect(line).toMatch(/c{1000} …\./);
    expect(line).toContain('Maker of b');
  });
});
