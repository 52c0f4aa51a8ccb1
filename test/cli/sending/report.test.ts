import { describe, expect, test } from 'vitest';
import type { LineResult } from '../../../src/cli/sending/post.ts';
import { createProgress } from '../../../src/cli/sending/progress.ts';
import { createReport } from '../../../src/cli/sending/report.ts';
import { readLine } from './lines.ts';

const sent = (at: string, result: Partial<LineResult>) => ({
  read: readLine(at),
  result: { line: 1, status: 'created', ...result } as LineResult,
});
const plain = { dryRun: false, ignored: {} };

describe('the report', () => {
  test('counts, and names every file that is not in with its reason', () => {
    const tally = createReport();
    tally.addSent(sent('a', {}));
    tally.addSent(sent('b', { status: 'unchanged' }));
    const errors = [{ pointer: '/title', detail: 'is too long' }];
    tally.addSent(sent('c', { status: 'refused', problem: { code: 'line_invalid', detail: 'Not valid.', errors } }));
    tally.addSkipped({ at: 'd', reason: 'it has no text' });
    const text = tally.render({ dryRun: false, ignored: { hidden: 2 } });
    expect(text).toContain('1 created, 0 revised, 1 unchanged, 1 skipped, 1 refused.');
    expect(text).toContain('c: Not valid. (/title is too long) [line_invalid]');
    expect(text).toContain('d: it has no text');
    expect(text).toContain('2 hidden');
  });

  test('counts a line that was sent again once, and keeps only relations that are still missing', () => {
    const tally = createReport();
    const warnings = [
      { code: 'relation_unresolved' as const, pointer: '/relations/0/path', detail: 'x is not here yet' },
    ];
    tally.addSent(sent('a', { warnings }));
    tally.addSent(sent('b', { warnings }));
    tally.addResent(sent('a', { status: 'revised' }));
    tally.addResent(sent('b', { status: 'unchanged', warnings }));
    const text = tally.render(plain);
    expect(text).toContain('2 created, 0 revised');
    expect(text).not.toContain('a: /relations');
    expect(text).toContain('b: /relations/0/path x is not here yet');
  });

  test('names every work whose licence changed', () => {
    const tally = createReport();
    const warnings = [
      { code: 'license_changed' as const, pointer: '/license', detail: 'Until now this work was under CC-BY-4.0.' },
    ];
    tally.addSent(sent('a', { status: 'revised', warnings }));
    const text = tally.render(plain);
    expect(text).toContain('Under another licence than before (1):\n  a: Until now this work was under CC-BY-4.0.');
    expect(text).not.toContain('without relations');
  });

  test('names what is new or revised, and where it came from and went', () => {
    const tally = createReport();
    tally.addSent(sent('a', { url: 'http://copse.test/articles/a' }));
    tally.addSent(sent('b', { status: 'revised', url: 'http://copse.test/articles/b' }));
    const text = tally.render({ ...plain, url: 'http://copse.test' });
    expect(text).toMatch(/New \(1\):\n {2}a: .*, http:\/\/copse\.test\/articles\/a/);
    expect(text).toMatch(/Revised \(1\):\n {2}b: /);
    expect(text).toMatch(/Source: ".+"; instance: http:\/\/copse\.test\./);
  });

  test('lets no title move the cursor of a terminal', () => {
    const tally = createReport();
    tally.addSkipped({ at: 'a\u001b[2Jb.md', reason: 'x\ny' });
    expect(tally.render(plain)).toContain('a [2Jb.md: x y');
  });

  test('does not miss what a dry run would bring itself', () => {
    const tally = createReport();
    const read = { ...readLine('a'), line: { ...readLine('a').line, relations: [{ type: 'uses', path: 'b' }] } };
    const warnings = [
      { code: 'relation_unresolved' as const, pointer: '/relations/0/path', detail: 'b is not here yet' },
    ];
    tally.addSent({ ...sent('a', { warnings }), read });
    const b = { ...readLine('b'), line: { ...readLine('b').line, origin: { source: 's', path: 'b' } } };
    tally.addSent({ ...sent('b', {}), read: b });
    expect(tally.render({ ...plain, dryRun: true })).not.toContain('not here yet');
    expect(tally.render(plain)).toContain('not here yet');
  });

  test('lists no more than can be read, and says how many there are', () => {
    const tally = createReport();
    for (let n = 0; n < 2_000; n++) tally.addSkipped({ at: `f${n}`, reason: 'no licence' });
    const text = tally.render(plain);
    expect(text.split('\n').length).toBeLessThan(520);
    expect(text).toContain('… and 1500 more');
  });

  test('sums up what is not worth a line for each file', () => {
    const tally = createReport();
    const asides = { unread: ['layout'], standIn: 'docs', moved: 2, dead: [] };
    const add = (at: string, more: object) =>
      tally.addSent({ ...sent(at, {}), read: { ...readLine(at), asides: { ...asides, ...more } } });
    add('a', {});
    add('b', { unread: ['weight', 'layout'], moved: 1 });
    add('c', { unread: [], moved: 0, dead: ['x.md', 'y.md'] });
    const text = tally.render(plain);
    expect(text).toContain('No author is named in 3 files: credited to "docs". Say one with --author.');
    expect(text).toContain("3 relative links of 2 files lead to the source's repository now.");
    expect(text).toContain('Not read: 2 files with `layout`, 1 with `weight`.');
    expect(text).toContain('c: 2 relative links lead nowhere here: x.md, y.md');
  });

  test('says nothing of the kind where there is nothing, or the work was refused', () => {
    const tally = createReport();
    const asides = { unread: ['layout'], standIn: 'docs', moved: 2, dead: ['x.md'] };
    tally.addSent({ ...sent('a', { status: 'refused' }), read: { ...readLine('a'), asides } });
    tally.addSent({ ...sent('b', {}), read: { ...readLine('b'), asides: { unread: [], moved: 0, dead: [] } } });
    expect(tally.render(plain)).not.toMatch(/No author|relative link|Not read/);
  });

  test('names the works whose files are there no more', () => {
    const absent = { works: [{ path: 'old.md', title: 'Old', url: 'https://a.example/old' }], total: 12 };
    const text = createReport().render({ ...plain, absent });
    expect(text).toMatch(
      /files that are not there now.*\(12\):\n {2}old\.md: Old, https:\/\/a\.example\/old\n.*… and 11 more/,
    );
  });

  test('of a dry run says that nothing was changed', () => {
    const tally = createReport();
    tally.addSent(sent('a', {}));
    expect(tally.render({ dryRun: true, ignored: {} })).toMatch(/1 would be created[\s\S]*nothing was changed/);
  });
});

describe('the progress', () => {
  function shown(isTTY: boolean) {
    const written: string[] = [];
    let now = 0;
    const progress = createProgress({ isTTY, columns: 80, write: (text) => written.push(text) }, () => now);
    return { written, progress, pass: (ms: number) => (now += ms) };
  }

  test('on a terminal is a bar with the rate and the time left, drawn now and then', () => {
    const { written, progress, pass } = shown(true);
    for (let n = 1; n <= 100; n++) {
      pass(20);
      progress.update({ fraction: n / 200, count: n });
    }
    expect(written.length).toBeLessThan(25);
    expect(written.at(-1)).toMatch(/\[#+-+\] 4\d %, \d+ works, 50\/s, 2 s left/);
    progress.say('Hello');
    expect(written.slice(-2)).toEqual(['\r\u001b[K', 'Hello\n']);
  });

  test('elsewhere is a line every ten seconds', () => {
    const { written, progress, pass } = shown(false);
    for (let n = 1; n <= 30; n++) {
      pass(1_000);
      progress.update({ fraction: n / 60, count: n });
    }
    progress.end();
    expect(written).toEqual([
      '16 %, 10 works, 1.0/s, 50 s left\n',
      '33 %, 20 works, 1.0/s, 40 s left\n',
      '50 %, 30 works, 1.0/s, 30 s left\n',
    ]);
  });
});
