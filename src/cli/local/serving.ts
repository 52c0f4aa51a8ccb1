import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../app.ts';
import type { Config } from '../../config.ts';
import { describeDatabase } from '../../db/connect.ts';
import { changesChannel } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { createUrls } from '../../lib/urls.ts';
import { startWorker } from '../../worker.ts';
import type { Output } from '../import.ts';
import { noteAddress } from './address.ts';
import { describeAdminToken } from './admin-token.ts';
import { layFoundations } from './foundations.ts';
import { listen } from './listen.ts';
import { untilStopped } from './until-stopped.ts';

/** Whoever waits for the start reads first: all that is not needed for that would take the processors at that moment. */
const firstVisitMs = 300;

export interface ServeOptions {
  worker: boolean;
  /** Fills an empty commons with the practices that come with Copse. */
  starter: boolean;
  version: string;
  output: Output;
}

/** Serves from a database that is open, until a signal says stop. */
export async function serveFrom(deps: Deps, config: Config, options: ServeOptions): Promise<void> {
  // What a backup left that was broken off; the folder is this process's own where the database lies in it.
  if (deps.database.kind === 'embedded') await rm(join(config.dataDir, 'tmp'), { recursive: true, force: true });
  // Listening marks the database as one that is served, which keeps a restore away; with no worker nobody else does.
  await deps.database.listen(changesChannel, () => {});
  const newToken = await layFoundations(deps, config);
  await serveWith(deps, config, newToken, options);
}

async function serveWith(
  deps: Deps,
  config: Config,
  newToken: string | undefined,
  { worker: hasWorker, starter, version, output }: ServeOptions,
): Promise<void> {
  let base = config.publicUrl ?? '';
  const app = await buildApp(deps, { config, version, urls: createUrls(() => base) });
  const here = await listen(app, config);
  if (config.publicUrl === undefined) base = here;
  // Without the note, commands on this machine have to be told --url: no reason not to serve.
  const forget = await noteAddress(config.dataDir, here).catch((error: Error) => {
    app.log.warn(`the address is not noted in DATA_DIR: ${error.message}`);
  });
  const worker = hasWorker ? startWorker({ ...deps, log: app.log }) : undefined;
  try {
    output.out.write(await announcement(deps, config, { base, here }));
    setTimeout(() => warmUp(deps, app), firstVisitMs).unref();
    if (newToken !== undefined && process.stdout.isTTY) output.out.write(`    ${newToken}\n`);
    const stopped = untilStopped(deps.database.died, app.log);
    await Promise.all([stopped, starter && fill(deps, here, output)]);
  } finally {
    await forget?.();
    // Requests whose texts wait for a renderer are answered "later": the end need not wait for them.
    await Promise.all([deps.renderer.close(), app.close()]);
    await worker?.stop();
  }
}

function warmUp({ renderer }: Deps, app: FastifyInstance): void {
  renderer.warm();
  app.warmUp().catch((error) => app.log.error({ err: error }, 'not everything is made beforehand'));
}

/** Few starts want it, and it comes with all that reads Markdown. */
async function fill(deps: Deps, url: string, output: Output): Promise<void> {
  const { importStarter } = await import('./starter.ts');
  await importStarter(deps, url, output);
}

async function announcement(
  { database, now }: Deps,
  config: Config,
  { base, here }: { base: string; here: string },
): Promise<string> {
  const lasting = database.kind === 'embedded' ? ' (one process; survives its end at any moment, not a power cut)' : '';
  return [
    `Copse answers at ${base}`,
    ...(base === here ? [] : [`  On this machine: ${here}`]),
    `  API: ${base}/api/v1/   documentation: ${base}/docs`,
    `  Database: ${describeDatabase(config)}${lasting}`,
    `  Search: ${config.meiliUrl === undefined ? 'the database' : `Meilisearch at ${new URL(config.meiliUrl).host}`}`,
    `  ${await describeAdminToken(database.db, config, now())}`,
    '',
  ].join('\n');
}
