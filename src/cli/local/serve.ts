import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../config.ts';
import { openDatabase } from '../../db/open.ts';
import type { Deps } from '../../deps.ts';
import type { ServeOptions } from './serving.ts';

/** For the lock of the folder and the start of the thread: to load modules keeps this thread from all else. */
const firstStepsMs = 50;

/** Runs the API and the worker until a signal says stop. */
export async function serve(options: ServeOptions): Promise<void> {
  const config = readConfig();
  let deps: Deps | undefined;
  const opening = openDatabase(config, async (request) => (await loading).answerRequest(deps, config.dataDir, request));
  // Once the database comes up in a thread or process of its own, this one loads what will serve from it.
  const loading = Promise.race([opening, sleep(firstStepsMs)]).then(load);
  const [opened, loaded] = await Promise.allSettled([opening, loading]);
  if (opened.status === 'rejected') throw opened.reason;
  if (loaded.status === 'rejected') {
    await opened.value.close();
    throw loaded.reason;
  }
  const { assemble, serveFrom } = loaded.value;
  deps = assemble(opened.value, config);
  try {
    await serveFrom(deps, config, options);
  } finally {
    await deps.close();
  }
}

async function load() {
  const { answerRequest } = await import('./requests.ts');
  const { assemble } = await import('../../deps.ts');
  const { serveFrom } = await import('./serving.ts');
  return { answerRequest, assemble, serveFrom };
}
