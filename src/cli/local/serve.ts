import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../app.ts';
import { type Config, readConfig } from '../../config.ts';
import { type Deps, openDeps } from '../../deps.ts';
import { createUrls } from '../../lib/urls.ts';
import { startWorker } from '../../worker.ts';
import type { Output } from '../import.ts';
import { layFoundations } from './foundations.ts';
import { answerRequest } from './requests.ts';
import { importStarter } from './starter.ts';
import { untilStopped } from './until-stopped.ts';

export interface ServeOptions {
  worker: boolean;
  /** Fills an empty commons with the practices that come with Copse. */
  starter: boolean;
  version: string;
  output: Output;
}

/** Runs the API and the worker until a signal says stop. */
export async function serve(options: ServeOptions): Promise<void> {
  const config = readConfig();
  let deps: Deps | undefined;
  deps = await openDeps(config, (request) => answerRequest(deps, config.dataDir, request));
  try {
    // What a backup left that was broken off; the folder is this process's own where the database lies in it.
    if (deps.database.kind === 'embedded') await rm(join(config.dataDir, 'tmp'), { recursive: true, force: true });
    await layFoundations(deps, config, options.output);
    await serveWith(deps, config, options);
  } finally {
    await deps.close();
  }
}

async function serveWith(
  deps: Deps,
  config: Config,
  { worker: hasWorker, starter, version, output }: ServeOptions,
): Promise<void> {
  let base = config.publicUrl ?? '';
  const app = await buildApp(deps, { config, version, urls: createUrls(() => base) });
  await app.listen({ host: config.host, port: config.port });
  const here = addressOf(app);
  if (config.publicUrl === undefined) base = here;
  const worker = hasWorker ? startWorker({ ...deps, log: app.log }) : undefined;
  try {
    announce(deps, config, base, output);
    const stopped = untilStopped(deps.database.died, app.log);
    await Promise.all([stopped, starter && importStarter(deps, here, output)]);
  } finally {
    await app.close();
    await worker?.stop();
  }
}

function announce({ database }: Deps, config: Config, base: string, { out }: Output): void {
  const embedded = `the embedded database in ${config.dataDir} (one process; survives its end at any moment, not a power cut)`;
  out.write(`Copse answers at ${base}\n  API: ${base}/api/v1/   documentation: ${base}/docs\n`);
  out.write(`  Database: ${database.kind === 'embedded' ? embedded : 'PostgreSQL'}\n`);
}

/** Where this machine reaches the server, whatever it listens on. */
function addressOf(app: FastifyInstance): string {
  const { address, port, family } = app.server.address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  return `http://${family === 'IPv6' && host.includes(':') ? `[${host}]` : host}:${port}`;
}
