import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.d.ts';
import type { Connection } from './connection.ts';
import { ApiFailure, CliError } from './failures.ts';

export type ApiClient = Client<paths>;

/** The server could not be reached, or broke off: worth another try. */
export class Unreachable extends CliError {}

/** The API of an instance, typed from its OpenAPI document. Answers other than success throw ApiFailure. */
export function createApiClient({ url, token }: Connection): ApiClient {
  const client = createClient<paths>({
    baseUrl: url,
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'copse-cli' },
  });
  client.use({
    async onResponse({ response }) {
      if (!response.ok)
        throw new ApiFailure(response.status, await bodyOf(response), response.headers.get('retry-after'));
    },
    onError({ error }) {
      if (error instanceof ApiFailure || (error as Error).name === 'AbortError') return error as Error;
      return new Unreachable(unreachable(url, error));
    },
  });
  return client;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function unreachable(url: string, error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  const why = cause?.code ?? cause?.message ?? (error as Error).message;
  return `${url} does not answer (${why}). Is Copse running there? On this machine "copse serve" starts it.`;
}
