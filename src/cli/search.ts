import { answersIn } from './answers.ts';
import type { components } from './api.d.ts';
import { type ApiClient, createApiClient } from './client.ts';
import { type ConnectionOptions, type Environment, resolveConnection } from './connection.ts';
import { CliError } from './failures.ts';
import type { Output } from './import.ts';
import { createProgress, type ProgressOutput } from './sending/progress.ts';

/** `copse search check` and `rebuild`: the answer of the API, as JSON. @throws CliError when a rebuild fails under way */
export async function runSearch(
  task: 'check' | 'rebuild',
  options: ConnectionOptions,
  env: Environment,
  { out, err }: Output,
): Promise<number> {
  const client = createApiClient(await resolveConnection(options, env));
  const answer = task === 'check' ? (await client.POST('/api/v1/admin/search/check')).data : await rebuild(client, err);
  out.write(`${JSON.stringify(answer ?? {}, null, 2)}\n`);
  return 0;
}

const clock = () => performance.now();

/** It may take many minutes: what is done is told as it goes. */
async function rebuild(client: ApiClient, err: ProgressOutput): Promise<{ indexed: number }> {
  const { data } = await client.POST('/api/v1/admin/search/rebuild', {
    headers: { accept: 'application/x-ndjson' },
    parseAs: 'stream',
  });
  let shown: string | undefined;
  let progress = createProgress(err, clock);
  try {
    for await (const line of answersIn<components['schemas']['RebuildLine']>(data)) {
      const { engine, done = 0, total = 0, indexed, failed } = line;
      if (failed !== undefined) throw new CliError(`The rebuild failed: ${failed}`);
      if (indexed !== undefined) return { indexed };
      if (engine !== shown) {
        shown = engine;
        progress.say(`The index of ${engine}:`);
        progress = createProgress(err, clock);
      }
      progress.update({ fraction: total === 0 ? 0 : done / total, count: done });
    }
  } finally {
    progress.end();
  }
  throw new CliError('The answer ended before the rebuild did. It goes on; copse search check tells when it is done.');
}
