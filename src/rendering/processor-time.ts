import { readFileSync } from 'node:fs';

/** Of `/proc`, on every architecture that Node.js runs on. */
const TICKS_PER_SECOND = 100;

/**
 * What a process has used of the processors, all its threads together, in milliseconds; undefined where the system does
 * not tell (all but Linux), and of one that has ended. Source: proc_pid_stat(5), fields 14 (utime) and 15 (stime).
 */
export function processorTime(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Field 2, the name, may hold spaces: counted from behind it, where field 3 begins.
    const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}
