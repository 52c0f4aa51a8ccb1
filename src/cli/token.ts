import { type Scope, scopes } from '../lib/actor.ts';
import { createApiClient } from './client.ts';
import { type ConnectionOptions, type Environment, resolveConnection } from './connection.ts';
import { CliError, UsageError } from './failures.ts';

/** A token to be made for a contributor. */
export interface TokenRequest {
  handle: string;
  name: string;
  scopes: Scope[];
  /** ISO 8601; undefined: it does not expire. */
  expiresAt: string | undefined;
}

export interface TokenOptions extends ConnectionOptions {
  name: string;
  scopes: string;
  expires?: string;
  local: boolean;
}

/** Makes a token without asking the API, by way of the data folder or the database; answers the token. */
export type IssueLocalToken = (request: TokenRequest) => Promise<string>;

/** `copse token`: the token alone goes to `out`, so that it can be piped. */
export async function runToken(
  handle: string,
  options: TokenOptions,
  env: Environment,
  issueLocally: IssueLocalToken,
  out: { write(text: string): unknown },
): Promise<number> {
  const request = requestOf(handle, options);
  const token = options.local ? await issueLocally(request) : await issueByApi(request, options, env);
  out.write(`${token}\n`);
  return 0;
}

async function issueByApi(request: TokenRequest, options: TokenOptions, env: Environment): Promise<string> {
  const client = createApiClient(await resolveConnection(options, env));
  const { data } = await client.POST('/api/v1/contributors/{handle}/tokens', {
    params: { path: { handle: request.handle } },
    body: {
      name: request.name,
      scopes: request.scopes,
      ...(request.expiresAt === undefined ? {} : { expires_at: request.expiresAt }),
    },
  });
  if (!/^[\x21-\x7e]+$/.test(data?.token ?? '')) throw new CliError('What the server answered is no token.');
  return data!.token!;
}

/** @throws UsageError naming the option */
function requestOf(handle: string, { name, scopes: given, expires }: TokenOptions): TokenRequest {
  if (!/^[a-z0-9][a-z0-9-]{0,38}$/.test(handle))
    throw new UsageError(`"${handle}" is no handle: lower-case letters, digits and hyphens`);
  const wanted = given
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
  const unknown = wanted.find((scope) => !(scopes as readonly string[]).includes(scope));
  if (wanted.length === 0 || unknown !== undefined)
    throw new UsageError(`--scopes: ${unknown ?? 'nothing'} is no scope; there are ${scopes.join(', ')}`);
  const date = expires === undefined ? undefined : new Date(expires);
  if (date !== undefined && Number.isNaN(date.getTime()))
    throw new UsageError(`--expires: "${expires}" is no date; say e.g. 2027-01-31`);
  return { handle, name, scopes: [...new Set(wanted)] as Scope[], expiresAt: date?.toISOString() };
}
