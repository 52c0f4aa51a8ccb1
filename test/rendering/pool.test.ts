import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/rendering/pool.ts';
import type { Renderer } from '../../src/rendering/rendered.ts';

const nestedList = Array.from({ length: 1_000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n');
const wideRow = (cell: string) => `|${`${cell}|`.repeat(100)}\n`;

const SLOW: Record<string, string> = {
  'mixed emphasis': '*a_ '.repeat(20_000),
  'strong inside words': 'a**b'.repeat(20_000),
  'a list nested 1000 times': nestedList,
  'unclosed links': '[a](<b'.repeat(20_000),
  'runs of backticks': Array.from({ length: 1_000 }, (_, i) => '`'.repeat(i + 1)).join(' a '),
  'a table of 100 000 cells': wideRow('a') + wideRow('-') + wideRow('b').repeat(1_000),
  'a long address referred to often': `[a]: http://x.example/${'z'.repeat(100_000)}\n\n${'[a] '.repeat(10_000)}`,
};

/** Of processor time: other tests may run at the same time. */
const atMost = (timeoutMs: number) => ({ timeoutMs, patienceMs: 60_000 });

/** Where a test is about time: other tests may leave a text too little of it. Each verdict has a test of its own below. */
const stopped = expect.stringMatching(/^(markdown_too_slow|render_busy)$/);

/** Processes started by this one: Linux tells. */
function workersOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === parent)
    .map(Number);
}

/** Undefined of one that ended since it was listed. */
function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(stat.slice(stat.lastIndexOf(') ') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

describe('the renderer', () => {
  let renderer: Renderer;
  beforeAll(async () => {
    renderer = createRenderer({ threads: 2 });
    await renderer.render(['ready']);
  });
  afterAll(() => renderer.close());

  it('answers one text per source, in order', async () => {
    const { texts } = await renderer.render(['# A', '', 'b']);
    expect(texts.map(({ html }) => html)).toEqual(['<h2 id="h-a">A</h2>', '', '<p>b</p>']);
    expect((await renderer.render([])).texts).toEqual([]);
  });

  it('refuses more than 1 MiB of source, counted in bytes over all texts', async () => {
    const half = 'é'.repeat(256 * 1024);
    await expect(renderer.render([half, half])).resolves.toBeDefined();
    await expect(renderer.render([half, half, 'x'])).rejects.toMatchObject({
      kind: 'too_large',
      code: 'markdown_too_large',
    });
  });

  it('passes refusals of the pipeline on as what they are', async () => {
    await expect(renderer.render([`${'> '.repeat(300)}x`])).rejects.toMatchObject({
      kind: 'invalid',
      code: 'markdown_too_deep',
    });
    await expect(renderer.render(['&'.repeat(600_000)], { limits: atMost(20_000) })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'markdown_output_too_large',
    });
  });

  it.each(Object.entries(SLOW))('stops %s in time, and renders for others meanwhile', async (_name, source) => {
    const start = performance.now();
    const slow = renderer.render([source], { account: 'slow', limits: { timeoutMs: 600, patienceMs: 1_800 } }).then(
      () => 'rendered',
      (error) => [error.kind, error.code, performance.now() - start] as const,
    );
    const otherStart = performance.now();
    expect((await renderer.render(['quick'], { account: 'other' })).texts[0]!.html).toBe('<p>quick</p>');
    expect(performance.now() - otherStart).toBeLessThan(2_000);
    const [kind, code, took] = await slow;
    expect(['invalid', 'unavailable']).toContain(kind);
    expect(code).toEqual(stopped);
    expect(took).toBeLessThan(2_500);
  });

  it('takes no longer than 4 s by default', async () => {
    const start = performance.now();
    await expect(renderer.render([SLOW['mixed emphasis']!])).rejects.toMatchObject({ code: stopped });
    expect(performance.now() - start).toBeLessThan(4_000);
  });

  it.runIf(process.platform === 'linux')('blames no text for a machine that is busy', async () => {
    const render = async () =>
      await renderer.render(['*a* '.repeat(100)], { limits: { timeoutMs: 300, patienceMs: 1_000 } });
    await render();
    // Those that are stopped get no time at all.
    for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGSTOP');
    await expect(render()).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'render_busy',
      extra: { retry_after: 5 },
    });
    for (const pid of workersOf(process.pid)) process.kill(pid, 'SIGCONT');
    expect((await renderer.render(['next'])).texts[0]!.html).toBe('<p>next</p>');
  });

  it.runIf(process.platform === 'linux')('yields to this process', async () => {
    await renderer.render(['ready']);
    const priorities = workersOf(process.pid).map((pid) => getPriority(pid));
    expect(priorities).toContain(getPriority() + 5);
  });

  it('survives texts that need too much memory, again and again', async () => {
    const header = `|${'a|'.repeat(5_000)}\n|${'-|'.repeat(5_000)}\n${'|a|\n'.repeat(300)}`;
    const bombs = [header, '&'.repeat(900_000), header, '&'.repeat(900_000)];
    const refusals = await Promise.all(
      bombs.map((bomb) => renderer.render([bomb], { limits: atMost(20_000) }).catch((error) => error)),
    );
    expect(refusals.map(({ kind, code }) => [kind, code])).toEqual(bombs.map(() => ['invalid', 'markdown_too_costly']));
    expect((await renderer.render(['alive'])).texts[0]!.html).toBe('<p>alive</p>');
  }, 120_000);

  it('counts a job its run time only, however long it waits', async () => {
    const source = `${'*a_ '.repeat(900)}`;
    const start = performance.now();
    const jobs = Array.from({ length: 100 }, () =>
      renderer.render([source], { account: 'one', limits: atMost(1_000) }),
    );
    expect(await Promise.all(jobs)).toHaveLength(100);
    expect(performance.now() - start).toBeGreaterThan(1_000);
  });

  it('compares texts, and gives up on detail before it gives up', async () => {
    expect(await renderer.diff([{ from: 'a b c', to: 'a x c' }])).toMatchObject([{ length: 4 }]);
    const text = (seed: number) => Array.from({ length: 90_000 }, (_, i) => `w${(i * seed) % 99_991}`).join(' ');
    const start = performance.now();
    expect(await renderer.diff([{ from: text(7), to: text(31) }])).toMatchObject([{ length: 2 }]);
    expect(performance.now() - start).toBeLessThan(4_000);
  });
});

describe('a renderer', () => {
  it('refuses jobs beyond its queue at once', async () => {
    const renderer = createRenderer({ threads: 1, waiting: { all: 9, account: 9, nobody: 2 } });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        renderer.render(['x']).then(
          () => 'rendered',
          (error) => `${error.kind} ${error.code} ${error.extra.retry_after > 0}`,
        ),
      ),
    );
    await renderer.close();
    const busy = 'unavailable render_busy true';
    expect(outcomes).toEqual(['rendered', 'rendered', 'rendered', busy, busy]);
  });

  it('has another worker ready when one was stopped', async () => {
    const first = performance.now();
    const renderer = createRenderer({ threads: 1 });
    await renderer.render(['first']);
    const start = performance.now() - first;
    // The spare one is ready by then, as it began with the other.
    const stopped = renderer.render([SLOW['mixed emphasis']!], { limits: atMost(1_000) });
    await expect(stopped).rejects.toMatchObject({ code: 'markdown_too_slow' });
    const second = performance.now();
    await renderer.render(['second']);
    expect(performance.now() - second).toBeLessThan(start / 2);
    await renderer.close();
  });

  it('finishes what runs when closed, and can be closed twice', async () => {
    const renderer = createRenderer({ threads: 1 });
    const running = renderer.render(['running']);
    const refused = expect(renderer.render(['waiting'])).rejects.toMatchObject({ code: 'render_closed' });
    await renderer.close();
    await refused;
    await expect(running).resolves.toMatchObject({ texts: [{ html: '<p>running</p>' }] });
    await renderer.close();
    await expect(renderer.render(['late'])).rejects.toMatchObject({ kind: 'unavailable', code: 'render_closed' });
  });

  it('waits for its workers, but does not keep a process alive', async () => {
    const pool = new URL('../../src/rendering/pool.ts', import.meta.url).href;
    const script = `const { createRenderer } = await import(${JSON.stringify(pool)});
      console.log((await createRenderer().render(['done'])).texts[0].html);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    const [code] = await once(child, 'exit');
    expect([code, output.trim()]).toEqual([0, '<p>done</p>']);
  });
});
