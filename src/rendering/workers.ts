import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { constants, getPriority, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { siblingModule } from '../lib/module-path.ts';
import type { Answer, Job } from './jobs.ts';
import { processorTime } from './processor-time.ts';
import type { Limits } from './rendered.ts';

/** How long a worker may take to start: far longer than it does on a busy machine. */
const START_TIMEOUT_MS = 30_000;

/** The system counts processor time in hundredths of a second. */
const shortestLookMs = 10;

/** Wait before the next try when a worker does not start. */
const RESTART_DELAY_MS = 2_000;

/** How much more a worker yields than this process: who reads or searches goes before a text that takes seconds. */
const NICENESS = 5;

/** What one job may use: enough for 1 MiB of prose, or half of that full of links and emphasis. */
const MAX_HEAP_MB = 256;
/** And how much of it may be garbage: less than V8 lets grow by itself; its work takes a tenth longer for that. */
const THRIFT = ['--max-semi-space-size=4', '--heap-growing-percent=40'];

export interface Workers {
  /** Starts them, unless they run; the first job does so, too. */
  start(): void;
  /**
   * Runs one job; its worker is replaced when it takes longer than `limits` say, or more memory than it has. Undefined
   * when others left it too little of the processors. Throws when no worker starts. Not more than `count` jobs at a time.
   */
  run<T>(job: Job, limits: Limits): Promise<Answer<T> | undefined>;
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
 * Processes that take one job each at a time, one more than `count`: it takes the place of one that was stopped, so that
 * nobody waits for a start. All start with the first job, and not before, as three starts keep every processor busy for
 * half a second. A job's time begins when it is given to a worker that is ready.
 * Processes, not threads: a thread that passes its memory limit in one large allocation takes the whole process along
 * (nodejs/node#47224), and Markdown of 900 kB does that. Idle ones do not keep this process alive, nor outlive it.
 */
export function createWorkers(count: number): Workers {
  const all = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: Waiting[] = [];
  let readyCount = 0;
  let isStarted = false;
  let isEnded = false;

  function start(): void {
    if (isStarted) return;
    isStarted = true;
    for (let i = 0; i <= count; i += 1) void keepOne();
  }

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

  async function run<T>(job: Job, limits: Limits): Promise<Answer<T> | undefined> {
    start();
    const worker = await takeWorker();
    const answer = await exchange<T>(worker, job, limits);
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

  return { start, run, end };
}

/** Secrets stay here: a worker gets an empty environment. */
function launch(): Worker {
  const child = fork(siblingModule(import.meta.url, 'worker'), [], {
    execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`, ...THRIFT],
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
  if (failure === undefined) {
    yieldToOthers(child.pid!);
    return undefined;
  }
  child.kill('SIGKILL');
  return new Error(`A rendering worker does not start: ${failure}`);
}

/** Its start may be as fast as anything: somebody may wait for the first worker. */
function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, Math.min(getPriority() + NICENESS, constants.priority.PRIORITY_LOW));
  } catch {
    // It has ended, or the system lets nobody do that: it works all the same.
  }
}

/** A listener per job, taken off at its end: a promise for the whole life of the worker would keep every answer. */
function exchange<T>({ child }: Worker, job: Job, limits: Limits): Promise<Answer<T> | undefined> {
  const begun = performance.now();
  const before = processorTime(child.pid!);
  return new Promise((resolve) => {
    let isOver = false;
    const end = (answer: Answer<T> | undefined) => {
      isOver = true;
      clearTimeout(timer);
      child.off('message', end).off('exit', onExit);
      resolve(answer);
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => end(ending(code, signal));
    const stop = (answer: Answer<T> | undefined) => {
      child.kill('SIGKILL');
      end(answer);
    };
    const look = () => {
      if (isOver) return;
      const passed = performance.now() - begun;
      const now = processorTime(child.pid!);
      const used = before === undefined || now === undefined ? passed : Math.min(now - before, passed);
      if (used >= limits.timeoutMs) stop({ refused: 'markdown_too_slow' });
      else if (passed >= limits.patienceMs)
        stop(isToBlame(used, limits) ? { refused: 'markdown_too_slow' } : undefined);
      else timer = wake(Math.min(limits.timeoutMs - used, limits.patienceMs - passed));
    };
    // Once around the event loop first: an answer that came while this process was busy counts.
    const wake = (ms: number) => setTimeout(() => setImmediate(look), Math.max(ms, shortestLookMs));
    let timer = wake(Math.min(limits.timeoutMs, limits.patienceMs));
    child.on('message', end).on('exit', onExit);
    // A send that fails means a worker that is going, whose exit answers.
    child.send(job, () => {});
  });
}

/** Whoever waits has waited long enough: was it for the text, which had half its time, or for the machine? */
function isToBlame(usedMs: number, { timeoutMs }: Limits): boolean {
  return usedMs >= timeoutMs / 2;
}

function isAlive({ child }: Worker): boolean {
  return child.connected && !child.killed && child.exitCode === null && child.signalCode === null;
}

/** V8 aborts a process that is out of memory, and the system kills one that takes too much: only that ends a worker. */
function ending(code: number | null, signal: NodeJS.Signals | null): Answer<never> {
  return signal !== null || code === 134 ? { refused: 'markdown_too_costly' } : { failed: `worker exit code ${code}` };
}
