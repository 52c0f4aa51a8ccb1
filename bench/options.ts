import type { BenchDatabases } from './databases.ts';

export interface BenchOptions {
  rounds: number;
  /** Of each measurement of a rate. */
  seconds: number;
  connections: number;
  /** The folder of Markdown that is imported, and its articles. */
  folder: string;
  bodies: readonly string[];
  databases: BenchDatabases;
  /** A folder for whatever a server needs. */
  workFolder: string;
  say(line: string): void;
}
