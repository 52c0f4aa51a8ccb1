import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Run {
  child: ChildProcess;
  /** The next line that it writes; undefined when it has ended. */
  line(): Promise<string | undefined>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/** Runs a script of this folder in a process of its own. */
export function run(script: string, ...args: string[]): Run {
  const file = fileURLToPath(new URL(`./${script}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: Interface = createInterface({ input: child.stdout });
  const iterator = lines[Symbol.asyncIterator]();
  const exited = once(child, 'exit');
  return {
    child,
    line: async () => (await iterator.next()).value,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
