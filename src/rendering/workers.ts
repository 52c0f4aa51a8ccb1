import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { siblingModule } from '../lib/module-path.ts';
import type { Answer, Job } from './jobs.ts';

/** How long a worker may take to start: far longer than it does on a busy machine. */
const START_TIMEOUT_MS = 30_000;

/** Wait before the next try when a worker does not start. */
const RESTART_DELAY_MS = 2_000;

/** What one job may use: enough for 1 MiB of prose, or half of that full of links and emphasis. */
const MAX_HEAP_MB = 256;

export interface Workers {
  /**
   * Runs one job; its worker is replaced when it takes longer than `timeoutMs`, or more memory than it has. Throws when
   * no worker starts. Not more than `count` jobs at a time.
   */
  run<T>(job: Job, timeoutMs: number): Promise<Answer<T>>;
  /** Ends all workers, whatever they do. */
  end(): Promise<void>;
}

interface Worker {
  child: ChildProcess;
  ready: Promise<unknown>;
  /** Resolves to how it ended. */
  gone: Promise<string>;
}

interface Waiting {
  resolve: (worker: Worker) => void;
  reject: (error: Error) => void;
}

/**
 * Starts processes that take one job each at a time, one more than `count`: it takes the place of one that was stopped,
 * so that nobody waits for a start. A job's time begins when it is given to one that is ready.
 * Processes, not threads: a thread that passes its memory limit in one large allocation takes the whole process along
 * (nodejs/node#47224), and Markdown of 900 kB does that. Idle ones do not keep this process alive, nor outlive it.
 */
export function startWorkers(count: number): Workers {
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: Waiting[] = [];
  let readyCount = 0;
  let isEnded = false;

  async function keepOne(): Promise<void> {
    while (!isEnded) {
      const worker = launch();
      all.add(worker);
      const failure = await startFailure(worker);
      if (failure === undefined) {
        readyCount += 1;
        offer(worker);
        await worker.gone;
        readyCount -= 1;
      } else {
        if (readyCount === 0) for (const { reject } of waiting.splice(0)) reject(failure);
        await sleep(RESTART_DELAY_MS, undefined, { ref: false });
      }
      all.delete(worker);
    }
  }

  function offer(worker: Worker): void {
    const next = waiting.shift();
    if (next) next.resolve(worker);
    else idle.push(worker);
  }

  async function takeWorker(): Promise<Worker> {
    for (let worker = idle.pop(); worker; worker = idle.pop()) if (isAlive(worker)) return worker;
    const stayAlive = setInterval(() => {}, START_TIMEOUT_MS);
    const taken = new Promise<Worker>((resolve, reject) => waiting.push({ resolve, reject }));
    return taken.finally(() => clearInterval(stayAlive));
  }

  async function run<T>(job: Job, timeoutMs: number): Promise<Answer<T>> {
    const worker = await takeWorker();
    const answer = await exchange<T>(worker, job, timeoutMs);
    if (isAlive(worker)) offer(worker);
    return answer;
  }

  async function end(): Promise<void> {
    isEnded = true;
    for (const { child } of all) {
      child.ref();
      child.kill('SIGKILL');
    }
    await Promise.all(Array.from(all, ({ gone }) => gone));
  }

  for (let i = 0; i <= count; i += 1) void keepOne();
  return { run, end };
}

/** Secrets stay here: a worker gets an empty environment. */
function launch(): Worker {
  const child = fork(siblingModule(import.meta.url, 'worker'), [], {
    execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  (child.stderr as Socket | null)?.unref();
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2_000);
  });
  const ready = new Promise((resolve) => child.once('message', resolve));
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(String(error)));
    child.once('exit', (code, signal) => resolve(`${signal ?? code}: ${complaint}`));
  });
  return { child, ready, gone };
}

async function startFailure({ child, ready, gone }: Worker): Promise<Error | undefined> {
  const late = sleep(START_TIMEOUT_MS, 'not ready in time', { ref: false });
  const failure = await Promise.race([ready.then(() => undefined), gone, late]);
  if (failure === undefined) return undefined;
  child.kill('SIGKILL');
  return new Error(`A rendering worker does not start: ${failure}`);
}

/** A listener per job, taken off at its end: a promise for the whole life of the worker would keep every answer. */
function exchange<T>({ child }: Worker, job: Job, timeoutMs: number): Promise<Answer<T>> {
  return new Promise((resolve) => {
    let isOver = false;
    const end = (answer: Answer<T>) => {
      isOver = true;
      clearTimeout(timer);
      child.off('message', end).off('exit', onExit);
      resolve(answer);
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => end(ending(code, signal));
    const expire = () => {
      if (isOver) return;
      child.kill('SIGKILL');
      end({ refused: 'markdown_too_slow' });
    };
    // Once around the event loop first: an answer that came while this process was busy counts.
    const timer = setTimeout(() => setImmediate(expire), timeoutMs);
    child.on('message', end).on('exit', onExit);
    // A send that fails means a worker that is going, whose exit answers.
    child.send(job, () => {});
  });
}

function isAlive({ child }: Worker): boolean {
  return child.connected && !child.killed && child.exitCode === null && child.signalCode === null;
}

/** V8 aborts a process that is out of memory, and the system kills one that takes too much: only that ends a worker. */
function ending(code: number | null, signal: NodeJS.Signals | null): Answer<never> {
  return signal !== null || code === 134 ? { refused: 'markdown_too_costly' } : { failed: `worker exit code ${code}` };
}
