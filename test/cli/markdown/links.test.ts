import { describe, expect, test } from 'vitest';
import { relink } from '../../../src/cli/markdown/links.ts';

const found = (body: string) =>
  relink(body, ({ address, isImage }) => `https://a.example/${isImage ? 'raw' : 'page'}/${address}`);

describe('relink', () => {
  test.each([
    ['[one](one.md)', '[one](https://a.example/page/one.md)'],
    ['[one](<o n e.md> "Title (1)")', '[one](<https://a.example/page/o%20n%20e.md> "Title (1)")'],
    ['[*a* `b`](../x.md#top)', '[*a* `b`](https://a.example/page/../x.md#top)'],
    ['![a [b](c.md)](d.png)', '![a [b](c.md)](https://a.example/raw/d.png)'],
    ['[![alt](i.png)](l.md)', '[![alt](https://a.example/raw/i.png)](https://a.example/page/l.md)'],
    ['| [a](b\\|c.md) |\n|---|\n', '| [a](https://a.example/page/b%7Cc.md) |\n|---|\n'],
    ['[a](b\\)c.md?x=1&y=2)', '[a](https://a.example/page/b%29c.md?x=1&amp;y=2)'],
    [
      '\ta\n\n- \t[a](b.md)\t\n> [c](d.md)',
      '\ta\n\n- \t[a](https://a.example/page/b.md)\t\n> [c](https://a.example/page/d.md)',
    ],
    ['\uFEFF🎈 [a](b.md)', '\uFEFF🎈 [a](https://a.example/page/b.md)'],
    ['See[^1].\n\n[^1]: More in [a](b.md).', 'See[^1].\n\n[^1]: More in [a](https://a.example/page/b.md).'],
    ['[a][r]\n\n[r]: b.md "T"', '[a][r]\n\n[r]: https://a.example/page/b.md "T"'],
    ['![a][r]\n\n[r]: <b.png>', '![a][r]\n\n[r]: <https://a.example/raw/b.png>'],
    ['![a][]\n\n[a]: b.png', '![a][]\n\n[a]: https://a.example/raw/b.png'],
    ['[Guide [PDF]](g.pdf)', '[Guide [PDF]](https://a.example/page/g.pdf)'],
    ['[[1]](n.md) [b [c [d]]](e.md)', '[[1]](https://a.example/page/n.md) [b [c [d]]](https://a.example/page/e.md)'],
    ['[![logo [v2]](l.png)](i.md)', '[![logo [v2]](https://a.example/raw/l.png)](https://a.example/page/i.md)'],
    ['[a][b](c.md) [^1][d](e.md)', '[a][b](https://a.example/page/c.md) [^1][d](https://a.example/page/e.md)'],
    ['[a](b[1].md) [a \\] b](c.md)', '[a](https://a.example/page/b[1].md) [a \\] b](https://a.example/page/c.md)'],
    ['[a [r] b](c.md)\n\n[r]: d.md', '[a [r] b](c.md)\n\n[r]: https://a.example/page/d.md'],
    ['- [ ] [a](b.md)', '- [ ] [a](https://a.example/page/b.md)'],
    ['![a][r] [b][R]\n\n[r]: b.png', '![a][r] [b][R]\n\n[r]: https://a.example/page/b.png'],
  ])('touches destinations alone: %j', (body, expected) => {
    expect(found(body).body).toBe(expected);
  });

  test.each([
    'Text with `[a](b.md)` and\n\n```\n[a](b.md)\n```\n\n    [a](b.md)\n',
    '[a](#here) [b](https://b.example/x.md) [c](mailto:c@d.example) [d](//e.example/f.md) [e]()',
    '\\[a](b.md) and [a] (b.md)',
    '[^1]: word',
    '<!-- [a](b.md) -->',
  ])('leaves %j as it is', (body) => {
    expect(found(body)).toEqual({ body, moved: 0, dead: [] });
  });

  test('counts what is moved, and names each dead address once, those of HTML among them', () => {
    const body = '[a](a.md) [b](b.md) ![b](b.md)\n\n<p><a href="c.md">c</a> <img src=\'d e.png\'> <a href="#x">\n';
    const { moved, dead } = relink(body, ({ address }) => (address === 'a.md' ? 'https://a.example' : undefined));
    expect([moved, dead]).toEqual([1, ['b.md', 'c.md', 'd e.png']]);
  });

  test.each([
    ['pictures in pictures', `${'!['.repeat(15_000)}[a](b.md)${'](b)'.repeat(15_000)}`],
    ['a book', `[a](b.md) ${'word '.repeat(20_000)}`],
  ])('leaves %s alone, as nobody can tell in time what it means', (_name, body) => {
    expect(found(body)).toEqual({ body, moved: 0, dead: [] });
  });

  test.each([
    ['quotes in quotes', '>'],
    ['open brackets', '['],
    ['open tags', '<a '],
    ['emphasis without an end', '*a_ '],
    ['addresses without an end', 'www.a_'],
    ['definitions', '[a]: x\n'],
    ['blanks', ' '],
    ['brackets that name nothing', '[a ['],
    ['destinations without an end', '[a](<b'],
    ['titles without an end', '[a](b "'],
    ['lists in lists', '1. '],
  ])('takes no long time over %s', (_name, piece) => {
    const body = `${piece.repeat(90_000 / piece.length)}[a](b.md)`;
    const started = performance.now();
    found(body);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
