import { pino } from 'pino';
import { readConfig } from '../../config.ts';
import { openDatabase } from '../../db/open.ts';
import { assemble } from '../../deps.ts';
import { startWorker } from '../../worker.ts';
import { untilStopped } from './until-stopped.ts';

/** Runs the worker alone, beside processes that serve with --no-worker. */
export async function work(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel });
  const deps = assemble(await openDatabase(config), config);
  const worker = startWorker({ ...deps, log });
  try {
    await untilStopped(deps.database.died, log);
  } finally {
    await worker.stop();
    await deps.close();
  }
}
