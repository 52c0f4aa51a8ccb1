import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.d.ts';
import type { Connection } from './connection.ts';
import { ApiFailure, CliError } from './failures.ts';

export type ApiClient = Client<paths>;

/** The server could not be reached any more, or broke off: worth another try. */
export class Unreachable extends CliError {}

/**
 * The API of an instance, typed from its OpenAPI document. Answers other than success throw ApiFailure. A server that
 * has never answered is not there: that throws a plain CliError, since trying again would only make somebody wait who
 * mistook the address.
 */
export function createApiClient({ url, token, source }: Connection): ApiClient {
  let hasAnswered = false;
  const client = createClient<paths>({
    baseUrl: url,
    headers: { authorization: `Bearer ${token}`, 'user-agent': 'copse-cli' },
  });
  client.use({
    async onResponse({ response }) {
      hasAnswered = true;
      if (!response.ok)
        throw new ApiFailure(response.status, await bodyOf(response), response.headers.get('retry-after'));
    },
    onError({ error }) {
      if (error instanceof ApiFailure || (error as Error).name === 'AbortError') return error as Error;
      const what = `${url} does not answer (${reasonOf(error)}).`;
      return hasAnswered ? new Unreachable(what) : new CliError(`${what} ${advice(source)}`);
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

function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return cause?.code ?? cause?.message ?? (error as Error).message;
}

function advice(source: string): string {
  return `That address is from ${source}. Where Copse runs elsewhere, say so with --url or COPSE_URL; on this machine "copse serve" starts it.`;
}
