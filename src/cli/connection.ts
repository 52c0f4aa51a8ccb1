import { readFile } from 'node:fs/promises';
import { type ClientConfig, readClientConfig } from '../config.ts';
import { UsageError } from './failures.ts';
import { isThisMachine, localUrl, notedAddress } from './local/address.ts';
import { addressFile, adminTokenCommand, adminTokenFile } from './local/data-files.ts';

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
  /** What said that the API is there, for whoever finds that it is not. */
  source: string;
}

/**
 * The instance and token a command speaks with: as given, else COPSE_URL and COPSE_TOKEN, else the server of the data
 * folder, or what HOST and PORT say, and the admin's token, which the first start wrote to that folder.
 * @throws UsageError saying what is missing
 * @throws ConfigError
 */
export async function resolveConnection(options: ConnectionOptions, env: Environment): Promise<Connection> {
  const config = readClientConfig(env);
  const { url, source } = await resolveUrl(options.url, config);
  const token =
    options.token === undefined
      ? (config.token ?? (isThisMachine(url) ? await localToken(config) : undefined))
      : demandToken(options.token);
  if (token !== undefined) return { url, token, source };
  const here = `; ${adminTokenFile(config.dataDir)} is missing, or not for this user to read. ${adminTokenCommand} makes one`;
  throw new UsageError(`A token is needed: pass --token or set COPSE_TOKEN${isThisMachine(url) ? here : ''}.`);
}

async function resolveUrl(given: string | undefined, config: ClientConfig): Promise<{ url: string; source: string }> {
  if (given !== undefined) return { url: baseUrl(given), source: '--url' };
  if (config.url !== undefined) return { url: baseUrl(config.url), source: 'COPSE_URL' };
  const noted = await notedAddress(config.dataDir);
  if (noted !== undefined) return { url: noted, source: `${addressFile(config.dataDir)}, where a server wrote it` };
  // Which free port a server took is only in its note.
  return { url: localUrl(config.host, config.port || 3000), source: 'HOST and PORT, or their defaults' };
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

async function localToken(config: ClientConfig): Promise<string | undefined> {
  if (config.adminToken !== undefined) return config.adminToken;
  const text = await readFile(adminTokenFile(config.dataDir), 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : demandToken(text);
}

/** What a header can hold: a line break pasted along with a token would break the request in ways nobody understands. */
function demandToken(token: string): string {
  if (!/^[\x21-\x7e]+$/.test(token.trim()))
    throw new UsageError('The token holds characters that no token has; copy it again.');
  return token.trim();
}
