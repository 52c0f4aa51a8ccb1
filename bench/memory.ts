import { readdirSync, readFileSync } from 'node:fs';

/** Watches processes with all they started. @returns the most memory that all of them held at once, in MiB */
export function watchMemory(...pids: readonly number[]): { end(): number } {
  let most = 0;
  const look = () => {
    const kilobytes = pids.flatMap((pid) => [pid, ...childrenOf(pid)]).reduce((sum, pid) => sum + heldBy(pid), 0);
    most = Math.max(most, kilobytes / 1_024);
  };
  const timer = setInterval(look, 500);
  look();
  return {
    end: () => {
      clearInterval(timer);
      return Math.round(most);
    },
  };
}

function childrenOf(pid: number): number[] {
  return tasksOf(pid).flatMap((task) => {
    const text = read(`/proc/${pid}/task/${task}/children`);
    return text.trim() === '' ? [] : text.trim().split(' ').map(Number);
  });
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Resident; what several share is counted for each. */
function heldBy(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
