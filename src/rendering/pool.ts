import { availableParallelism } from 'node:os';
import { Unavailable } from '../lib/errors.ts';
import { replacement } from './diff.ts';
import type { Job } from './jobs.ts';
import { MAX_SOURCE_BYTES, type RefusalCode, refusal } from './refusals.ts';
import type { DiffPart, Limits, RenderedBody, RenderedText, Renderer, RenderOptions, TextPair } from './rendered.ts';
import { createTurns, type Lane, type WaitingBounds } from './turns.ts';
import { createWorkers } from './workers.ts';

/** People wait for an answer, which is to come within 4 s; an import goes on until the machine has time for it. */
const LIMITS: Record<Lane, Limits> = {
  people: { timeoutMs: 3_000, patienceMs: 3_300 },
  bulk: { timeoutMs: 10_000, patienceMs: 30_000 },
};

/** A text may be as long as 1 MiB: what waits is held in memory. */
const WAITING: WaitingBounds = { all: 1_000, account: 300, nobody: 30 };

/**
 * A renderer that runs `threads` jobs at a time, each in a process of its own (by default two to four, since one text
 * that must be stopped should delay no other), where as many texts may wait as `waiting` says. Idle workers do not keep
 * this process alive.
 */
export function createRenderer(options: { threads?: number; waiting?: WaitingBounds } = {}): Renderer {
  const count = options.threads ?? Math.min(Math.max(availableParallelism() - 1, 2), 4);
  const turns = createTurns(count, options.waiting ?? WAITING);
  const workers = createWorkers(count);

  async function inTurn<T>(
    job: Job,
    { account, lane = 'people', limits = LIMITS[lane] }: RenderOptions,
  ): Promise<{ done: T } | { refused: RefusalCode }> {
    const release = await turns.take(lane, account);
    try {
      const answer = await workers.run<T>(job, limits);
      if (answer === undefined) throw starved();
      if ('failed' in answer) throw new Error(`Rendering failed: ${answer.failed}`);
      return answer;
    } finally {
      release();
    }
  }

  async function render(markdown: readonly string[], options: RenderOptions = {}): Promise<RenderedBody> {
    const bytes = markdown.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (bytes > MAX_SOURCE_BYTES) throw refusal('markdown_too_large');
    const answer = await inTurn<RenderedText[]>({ task: 'render', markdown }, options);
    if ('refused' in answer) throw refusal(answer.refused);
    return brand(answer.done);
  }

  async function diff(pairs: readonly TextPair[], options: RenderOptions = {}): Promise<DiffPart[][]> {
    const answer = await inTurn<DiffPart[][]>({ task: 'diff', pairs }, options);
    return 'refused' in answer ? pairs.map(({ from, to }) => replacement(from, to)) : answer.done;
  }

  async function close(): Promise<void> {
    await turns.close();
    await workers.end();
  }

  return { warm: workers.start, render, diff, close };
}

function starved(): Unavailable {
  const detail = 'The machine is too busy to render this text in time. Try again shortly.';
  return new Unavailable('render_busy', detail, { extra: { retry_after: 5 } });
}

/** The brand exists for the compiler only; this is the one place that may give it. */
function brand(texts: readonly RenderedText[]): RenderedBody {
  return { texts } as unknown as RenderedBody;
}
