/** Two degrees of stopping: soon, and at once. */
export interface Interrupts {
  stop: AbortSignal;
  abort: AbortSignal;
  dispose(): void;
}

/**
 * The first Ctrl-C (or SIGTERM) asks for an orderly end, the second breaks off.
 * @param onFirst tells the user so
 */
export function catchInterrupts(onFirst: () => void): Interrupts {
  const stop = new AbortController();
  const abort = new AbortController();
  const handle = () => {
    if (stop.signal.aborted) abort.abort();
    else {
      stop.abort();
      onFirst();
    }
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    stop: stop.signal,
    abort: abort.signal,
    dispose() {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}
