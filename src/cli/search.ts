import { createApiClient } from './client.ts';
import { type ConnectionOptions, type Environment, resolveConnection } from './connection.ts';

/** `copse search check` and `rebuild`: the answer of the API, as JSON. */
export async function runSearch(
  task: 'check' | 'rebuild',
  options: ConnectionOptions,
  env: Environment,
  out: { write(text: string): unknown },
): Promise<number> {
  const client = createApiClient(await resolveConnection(options, env));
  const { data } = await (task === 'check'
    ? client.POST('/api/v1/admin/search/check')
    : client.POST('/api/v1/admin/search/rebuild'));
  out.write(`${JSON.stringify(data ?? {}, null, 2)}\n`);
  return 0;
}
