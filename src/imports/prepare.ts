import { Problem, Unavailable } from '../lib/errors.ts';
import type { Renderer } from '../rendering/rendered.ts';
import { type PreparedWork, prepareWork } from '../works/writing/prepare.ts';
import type { CheckedLine } from './check.ts';

/** Texts of one request that wait for the renderer at a time: it serves other requests too. */
const atOnce = 16;

export type PreparedLine = { line: CheckedLine; prepared: PreparedWork } | { line: CheckedLine; problem: Problem };

/** Renders several lines at a time; a text that cannot be rendered is a problem of its line. @throws Unavailable */
export async function prepareLines(
  lines: readonly CheckedLine[],
  renderer: Renderer,
  account: string,
): Promise<PreparedLine[]> {
  const done: PreparedLine[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let at = next++; at < lines.length; at = next++) done[at] = await prepareLine(lines[at]!, renderer, account);
  }
  // Whoever is refused sends everything again: what is left is not rendered for nothing.
  const stop = (error: unknown) => {
    next = lines.length;
    throw error;
  };
  await Promise.all(Array.from({ length: atOnce }, () => work().catch(stop)));
  return done;
}

async function prepareLine(line: CheckedLine, renderer: Renderer, account: string): Promise<PreparedLine> {
  try {
    return { line, prepared: await prepareWork(line.kind, line.input, renderer, { account, lane: 'bulk' }) };
  } catch (error) {
    if (!(error instanceof Problem) || error instanceof Unavailable) throw error;
    return { line, problem: error };
  }
}
