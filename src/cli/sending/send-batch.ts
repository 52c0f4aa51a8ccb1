import { Unreachable } from '../client.ts';
import { ApiFailure, CliError } from '../failures.ts';
import type { Read } from '../sources/lines.ts';
import type { LineResult, Post } from './post.ts';

export interface Sent {
  read: Read;
  result: LineResult;
}

export interface SendOptions {
  post: Post;
  /** Breaks off at once. */
  signal: AbortSignal;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Told before each wait. */
  onRetry(reason: string, ms: number): void;
}

const mostAttempts = 8;
const longestWaitMs = 30_000;
const longestRetryAfterMs = 120_000;

/**
 * Sends one batch until every line has its result. What was answered before a connection broke is kept, the rest is
 * sent again: harmless, since the server knows each line by its origin. A batch that is too large for the way to the
 * server, or that makes the server fail, is halved until the one line to blame is found, and that line alone is refused.
 * @throws ApiFailure, Unreachable when trying again leads nowhere
 */
export async function sendBatch(batch: readonly Read[], options: SendOptions): Promise<Sent[]> {
  const sent: Sent[] = [];
  let rest = batch;
  for (let attempt = 1; rest.length > 0; attempt++) {
    const before = rest.length;
    try {
      for await (const item of exchange(rest, options)) sent.push(item);
    } catch (error) {
      rest = unanswered(rest, sent);
      if (isOwnFault(error, attempt)) return [...sent, ...(await sendHalves(rest, error, options))];
      if (rest.length < before) attempt = 1;
      if (!mayPass(error) || attempt >= mostAttempts) throw error;
      await pause(error, attempt, options);
    }
    rest = unanswered(rest, sent);
  }
  return sent;
}

async function* exchange(lines: readonly Read[], { post, signal }: SendOptions): AsyncGenerator<Sent> {
  let count = 0;
  for await (const result of post(lines.map(({ line }) => `${JSON.stringify(line)}\n`).join(''), signal)) {
    const read = lines[result.line - 1];
    if (read === undefined)
      throw new CliError(
        `The server answered for line ${result.line} of ${lines.length}: this is not the API of Copse.`,
      );
    count++;
    yield { read, result };
  }
  if (count < lines.length) throw new Unreachable(`The server answered ${count} of ${lines.length} lines.`);
}

function unanswered(lines: readonly Read[], sent: readonly Sent[]): Read[] {
  const answered = new Set(sent.map(({ read }) => read));
  return lines.filter((line) => !answered.has(line));
}

/** Does the fault lie in what is sent, as far as one can tell? A failing server gets a second chance. */
function isOwnFault(error: unknown, attempt: number): error is ApiFailure {
  return error instanceof ApiFailure && (error.status === 413 || (error.status === 500 && attempt > 1));
}

function mayPass(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof ApiFailure && [408, 425, 429, 500, 502, 503, 504].includes(error.status);
}

async function sendHalves(lines: readonly Read[], error: ApiFailure, options: SendOptions): Promise<Sent[]> {
  const [only, ...others] = lines;
  if (only === undefined) return [];
  if (others.length === 0) {
    const problem = { code: error.code || 'request_refused', detail: error.message };
    return [{ read: only, result: { line: 1, status: 'refused', problem } }];
  }
  const middle = Math.ceil(lines.length / 2);
  return [...(await sendBatch(lines.slice(0, middle), options)), ...(await sendBatch(lines.slice(middle), options))];
}

/** Waits as long as the server asks, else longer each time, and never in step with other importers. */
async function pause(error: unknown, attempt: number, { wait, signal, onRetry }: SendOptions): Promise<void> {
  const asked = error instanceof ApiFailure ? error.retryAfterSeconds : undefined;
  const grown = Math.min(longestWaitMs, 500 * 2 ** (attempt - 1));
  const ms = asked === undefined ? grown * (0.5 + Math.random() / 2) : Math.min(longestRetryAfterMs, asked * 1000);
  onRetry((error as Error).message, ms);
  await wait(ms, signal);
  signal.throwIfAborted();
}
