import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from './failures.ts';

/** The environment a command runs in; a test passes its own. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface ConnectionOptions {
  url?: string;
  token?: string;
}

/** Where the API is, and by whose right. */
export interface Connection {
  /** Without a slash at its end. */
  url: string;
  token: string;
}

/**
 * The instance and token a command speaks with: as given, else COPSE_URL and COPSE_TOKEN, else the instance on this
 * machine and the admin's token, which its first start wrote to its data folder.
 * @throws UsageError saying what is missing
 */
export async function resolveConnection(options: ConnectionOptions, env: Environment): Promise<Connection> {
  const url = baseUrl(options.url ?? given(env.COPSE_URL) ?? 'http://127.0.0.1:3000');
  const token = options.token ?? given(env.COPSE_TOKEN) ?? (isLocal(url) ? await localToken(env) : undefined);
  if (token !== undefined) return { url, token: demandToken(token) };
  const where = isLocal(url) ? `, or run it where ${tokenFile(env)} is` : '';
  throw new UsageError(`A token is needed: pass --token or set COPSE_TOKEN${where}.`);
}

function baseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`"${text}" is not the address of an instance; say e.g. --url https://commons.example.org`);
  return text
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\/api\/v1$/, '');
}

function isLocal(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

async function localToken(env: Environment): Promise<string | undefined> {
  const configured = given(env.COPSE_ADMIN_TOKEN);
  if (configured !== undefined) return configured;
  return await readFile(tokenFile(env), 'utf8').then(
    (text) => given(text.trim()),
    () => undefined,
  );
}

function tokenFile(env: Environment): string {
  return join(given(env.DATA_DIR) ?? './data', 'admin-token');
}

/** What a header can hold: a line break pasted along with a token would break the request in ways nobody understands. */
function demandToken(token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token.trim()))
    throw new UsageError('The token holds characters that no token has; copy it again.');
  return token.trim();
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
