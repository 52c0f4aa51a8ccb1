import { cpus, loadavg, totalmem } from 'node:os';
import type { BenchDatabases } from './databases.ts';

export interface Machine {
  processor: string;
  cores: number;
  memory_gib: number;
  /** Of the last minute, before anything was measured. */
  load: number;
  node: string;
  postgresql: string;
  fsync: string;
  server: string;
}

export async function describeMachine(databases: BenchDatabases): Promise<Machine> {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    load: Math.round(loadavg()[0]! * 10) / 10,
    node: process.versions.node,
    postgresql: await databases.setting('server_version'),
    fsync: await databases.setting('fsync'),
    server: databases.server,
  };
}
