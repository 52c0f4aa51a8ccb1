import { describe, expect, test } from 'vitest';
import { destinationOf, neighboursOf } from '../../../src/cli/sources/relative-links.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const tree = `https://github.com/team/docs/tree/${commit}`;
const newest = 'https://github.com/team/docs';
const neighbours = neighboursOf([
  'README.md',
  'guides/ask-first.md',
  'guides/plus delta.md',
  'guides/deep/README.md',
  'guides/deep/inner.md',
  'other.org/x.md',
  'legal.md',
  'guides/legal.md',
  'other.md',
  'tools/a.md',
]);

function lead(address: string, more: { isImage?: boolean; path?: string; tree?: string } = {}) {
  const place = { path: more.path ?? 'guides/ask-first.md', tree: more.tree ?? tree, neighbours };
  return destinationOf({ address, isImage: more.isImage ?? false }, place)?.replace(newest, '');
}

describe('a relative link leads to the source', () => {
  test.each([
    ['./plus%20delta.md', '/blob/HEAD/guides/plus%20delta.md'],
    ['plus delta.md#how', '/blob/HEAD/guides/plus%20delta.md#how'],
    ['../README.md', '/blob/HEAD/README.md'],
    ['/guides/deep/inner.md', '/blob/HEAD/guides/deep/inner.md'],
    ['deep', '/blob/HEAD/guides/deep/README.md'],
    ['deep/', '/blob/HEAD/guides/deep/README.md'],
    ['/tools/', '/tree/HEAD/tools'],
    ['deep/inner', '/blob/HEAD/guides/deep/inner.md'],
    ['deep/inner.html', '/blob/HEAD/guides/deep/inner.md'],
    ['/other/', '/blob/HEAD/other.md'],
    ['../CONTRIBUTING.md', '/blob/HEAD/CONTRIBUTING.md'],
    ['../files/form.pdf?raw=true', '/blob/HEAD/files/form.pdf?raw=true'],
    ['../.github/ci.yml', '/blob/HEAD/.github/ci.yml'],
    ['ask-first.md#top', '#top'],
    ['/other.org/a/b.png', '/blob/HEAD/other.org/a/b.png'],
  ])('%s → %s', (address, expected) => {
    expect(lead(address)).toBe(expected);
  });

  test('a picture to itself, not to the page about it', () => {
    expect(lead('../img/a b.png', { isImage: true })).toBe('/raw/HEAD/img/a%20b.png');
  });

  test('the way sites write it, where each page is a folder', () => {
    expect(lead('../plus%20delta/')).toBe('/blob/HEAD/guides/plus%20delta.md');
    expect(lead('../legal/')).toBe('/blob/HEAD/guides/legal.md');
  });
});

describe('nobody can tell where it leads', () => {
  test.each([
    ['a page that is no file here', '../elsewhere/'],
    ['a page that a site makes', 'elsewhere.html'],
    ['two files that may be meant', '../legal'],
    ['a place above the source', '../../x.md'],
    ['a site without its https:', 'www.example.org/a.md'],
    ['another one', 'example.org/a.md'],
    ['a name of a site', 'example.org'],
    ['a template', '{{ site.url }}/a.md'],
    ['a query alone', '?page=2'],
  ])('with %s', (_name, address) => {
    expect(lead(address)).toBeUndefined();
  });
});

describe('the forge', () => {
  test.each([
    ['https://gitlab.com/group/team/docs/-/tree/main', 'https://gitlab.com/group/team/docs/-/raw/main/a.png'],
    [
      `https://codeberg.org/team/docs/src/commit/${commit}`,
      `https://codeberg.org/team/docs/raw/commit/${commit}/a.png`,
    ],
    ['https://github.com/team/docs', 'https://github.com/team/docs/raw/HEAD/a.png'],
    ['https://gitlab.com/team/docs', 'https://gitlab.com/team/docs/-/raw/HEAD/a.png'],
    ['https://github.com/team/docs/tree/v1.2', 'https://github.com/team/docs/raw/v1.2/a.png'],
    ['https://git.example/docs', undefined],
  ])('of %s shows a picture at %s', (treeUrl, expected) => {
    expect(destinationOf({ address: '/a.png', isImage: true }, { path: 'a.md', tree: treeUrl, neighbours })).toBe(
      expected,
    );
  });

  test('need not be known for a place in the text itself', () => {
    expect(
      destinationOf({ address: 'a.md#top', isImage: false }, { path: 'a.md', neighbours: neighboursOf(['a.md']) }),
    ).toBe('#top');
  });
});
