import { availableParallelism } from 'node:os';
import { replacement } from './diff.ts';
import type { Job } from './jobs.ts';
import { MAX_SOURCE_BYTES, type RefusalCode, refusal } from './refusals.ts';
import type { DiffPart, RenderedBody, RenderedText, Renderer, RenderLimits } from './rendered.ts';
import { createTurns } from './turns.ts';
import { startWorkers } from './workers.ts';

const DEFAULT_TIMEOUT_MS = 3_000;

/**
 * A renderer with `threads` worker processes (by default two to four, since one text that must be stopped should delay
 * no other), where `maxQueue` texts may wait. A job that is given more time than the default is taken for an import's,
 * and yields to the others. Idle workers do not keep this process alive.
 */
export function createRenderer(options: { threads?: number; maxQueue?: number } = {}): Renderer {
  const count = options.threads ?? Math.min(Math.max(availableParallelism() - 1, 2), 4);
  const turns = createTurns(count, options.maxQueue ?? 1_000);
  const workers = startWorkers(count);

  async function inTurn<T>(job: Job, timeoutMs: number): Promise<{ done: T } | { refused: RefusalCode }> {
    const release = await turns.take(timeoutMs > DEFAULT_TIMEOUT_MS ? 'bulk' : 'people');
    try {
      const answer = await workers.run<T>(job, timeoutMs);
      if ('failed' in answer) throw new Error(`Rendering failed: ${answer.failed}`);
      return answer;
    } finally {
      release();
    }
  }

  async function render(markdown: readonly string[], limits: Partial<RenderLimits> = {}): Promise<RenderedBody> {
    const bytes = markdown.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    if (bytes > MAX_SOURCE_BYTES) throw refusal('markdown_too_large');
    const timeoutMs = limits.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const answer = await inTurn<RenderedText[]>({ task: 'render', markdown }, timeoutMs);
    if ('refused' in answer) throw refusal(answer.refused);
    return brand(answer.done);
  }

  async function diff(from: string, to: string): Promise<DiffPart[]> {
    const answer = await inTurn<DiffPart[]>({ task: 'diff', from, to }, DEFAULT_TIMEOUT_MS);
    return 'refused' in answer ? replacement(from, to) : answer.done;
  }

  async function close(): Promise<void> {
    await turns.close();
    await workers.end();
  }

  return { render, diff, close };
}

/** The brand exists for the compiler only; this is the one place that may give it. */
function brand(texts: readonly RenderedText[]): RenderedBody {
  return { texts } as unknown as RenderedBody;
}
