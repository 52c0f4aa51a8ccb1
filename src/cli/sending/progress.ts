/** Where progress is shown: a terminal, or a file or pipe that gets a line now and then. */
export interface ProgressOutput {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

export interface ProgressState {
  /** From 0 to 1. */
  fraction: number;
  /** Works answered so far. */
  count: number;
}

export interface Progress {
  update(state: ProgressState): void;
  /** Says something without tearing the bar. */
  say(text: string): void;
  end(): void;
}

const everyMs = { terminal: 100, lines: 10_000 };
const barWidth = 24;

/** @param clock milliseconds, never going back */
export function createProgress(output: ProgressOutput, clock: () => number): Progress {
  const started = clock();
  const interval = output.isTTY ? everyMs.terminal : everyMs.lines;
  let shownAt = started - (output.isTTY ? interval : 0);
  let isBarShown = false;

  function clear(): void {
    if (isBarShown) output.write('\r\u001b[K');
    isBarShown = false;
  }
  function draw(state: ProgressState): void {
    const text = describe(state, clock() - started);
    if (!output.isTTY) {
      output.write(`${text}\n`);
      return;
    }
    const filled = Math.round(Math.min(1, state.fraction) * barWidth);
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${text}`;
    output.write(`\r\u001b[K${bar.slice(0, Math.max(20, (output.columns ?? 80) - 1))}`);
    isBarShown = true;
  }
  return {
    update(state) {
      if (clock() - shownAt < interval) return;
      shownAt = clock();
      draw(state);
    },
    say(text) {
      clear();
      output.write(`${text}\n`);
    },
    end: clear,
  };
}

/** `55 %, 412 works, 38/s, 9 s left`. */
function describe({ fraction, count }: ProgressState, elapsedMs: number): string {
  const percent = `${Math.floor(Math.min(1, fraction) * 100)} %`;
  const parts = [percent, `${count} works`];
  if (elapsedMs > 1_000 && count > 0) {
    const rate = (count / elapsedMs) * 1_000;
    parts.push(`${rate >= 10 ? Math.round(rate) : rate.toFixed(1)}/s`);
    if (fraction > 0.01) parts.push(`${duration((elapsedMs / fraction) * (1 - Math.min(1, fraction)))} left`);
  }
  return parts.join(', ');
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
