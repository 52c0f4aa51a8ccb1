import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The one place that looks at the environment; commands take theirs from here. */
export const environment: Readonly<NodeJS.ProcessEnv> = process.env;

export const registrations = ['closed', 'invitation', 'open'] as const;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Base of every URL given out; undefined: where the server listens. */
  readonly publicUrl: string | undefined;
  /** As Fastify's trustProxy: false, true, a number of hops, or addresses. */
  readonly trustProxy: boolean | number | string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databasePoolSize: number;
  /** Undefined: the database searches. */
  readonly meiliUrl: string | undefined;
  readonly meiliKey: string | undefined;
  readonly adminToken: string | undefined;
  readonly registration: (typeof registrations)[number];
  /** Undefined: metrics are for this machine alone. */
  readonly metricsToken: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
}

/** What a command that speaks to a running server goes by. */
export interface ClientConfig extends Pick<Config, 'host' | 'port' | 'dataDir' | 'adminToken'> {
  /** Of the instance; undefined: the one on this machine. */
  readonly url: string | undefined;
  /** Undefined: on this machine, the admin's. */
  readonly token: string | undefined;
}

/** A setting that cannot be used: `message` names each one and what it takes. */
export class ConfigError extends Error {}

interface Setting {
  name: string;
  secret?: boolean;
  /** What holds when it is not set. */
  fallback?: string;
  what: string;
}

/** Every setting there is; `copse config` and the docs test read this list. */
export const settings: readonly Setting[] = [
  { name: 'HOST', fallback: '127.0.0.1', what: 'address to listen on; default 127.0.0.1' },
  { name: 'PORT', fallback: '3000', what: 'port to listen on; default 3000, 0 takes a free one' },
  { name: 'PUBLIC_URL', what: 'base of every URL given out, e.g. https://commons.example.org' },
  {
    name: 'TRUST_PROXY',
    fallback: 'false',
    what: 'true, false, a number of proxies, or their addresses; default false',
  },
  { name: 'DATA_DIR', fallback: './data', what: 'folder of the embedded database and the files; default ./data' },
  { name: 'DATABASE_URL', secret: true, what: 'PostgreSQL 15 or later; unset: the embedded database in DATA_DIR' },
  { name: 'DATABASE_POOL_SIZE', fallback: '10', what: 'most connections to PostgreSQL of this process; default 10' },
  { name: 'MEILI_URL', what: 'Meilisearch 1.50 or later; unset: the database searches' },
  { name: 'MEILI_KEY', secret: true, what: 'a key of Meilisearch that may do what docs/operate.md lists' },
  {
    name: 'COPSE_ADMIN_TOKEN',
    secret: true,
    what: "the admin's token, at least 32 characters; unset: made at first start",
  },
  { name: 'REGISTRATION', fallback: 'invitation', what: 'closed, invitation or open; default invitation' },
  { name: 'METRICS_TOKEN', secret: true, what: 'opens /metrics to other machines; at least 16 characters' },
  { name: 'LOG_LEVEL', fallback: 'info', what: `${logLevels.join(', ')}; default info` },
  { name: 'COPSE_URL', what: 'the instance that commands speak to; unset: the one on this machine' },
  { name: 'COPSE_TOKEN', secret: true, what: "the token they speak with; unset: on this machine, the admin's" },
];

type Parse = <T>(name: string, fallback: T, take: (text: string) => T | undefined, wants: string) => T;

/**
 * Reads and checks what a server goes by. A secret may be given as a file: `DATABASE_URL_FILE=/run/secrets/db`.
 * @throws ConfigError naming every setting that is wrong, all at once
 */
export function readConfig(env: Readonly<NodeJS.ProcessEnv> = environment): Config {
  return checked(env, serverConfig);
}

/** The same for a command that speaks to a server. @throws ConfigError */
export function readClientConfig(env: Readonly<NodeJS.ProcessEnv> = environment): ClientConfig {
  return checked(env, clientConfig);
}

/** @throws ConfigError if a server, or a command that speaks to one, would refuse a setting */
export function checkConfig(env: Readonly<NodeJS.ProcessEnv> = environment): void {
  checked(env, (parse) => [serverConfig(parse), clientConfig(parse)]);
}

function checked<T>(env: Readonly<NodeJS.ProcessEnv>, build: (parse: Parse) => T): Readonly<T> {
  // A setting that is read twice has its fault once.
  const faults = new Set<string>();
  const config = build((name, fallback, take, wants) => {
    const text = readSetting(env, name, faults);
    if (text === undefined) return fallback;
    const value = take(text);
    if (value === undefined) faults.add(`${name}: must be ${wants}`);
    return value ?? fallback;
  });
  if (faults.size > 0) throw new ConfigError(`The configuration cannot be used:\n- ${[...faults].join('\n- ')}`);
  return Object.freeze(config);
}

function readSetting(env: Readonly<NodeJS.ProcessEnv>, name: string, faults: Set<string>): string | undefined {
  const file = env[`${name}_FILE`];
  if (file === undefined || file === '') return env[name] === '' ? undefined : env[name];
  if (env[name]) faults.add(`${name}: given both as it is and as ${name}_FILE; give one`);
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text === '') faults.add(`${name}_FILE: ${file} is empty`);
    return text === '' ? undefined : text;
  } catch (error) {
    faults.add(`${name}_FILE: ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}

function serverConfig(parse: Parse): Config {
  const meiliUrl = parse('MEILI_URL', undefined, httpUrl, 'the address of a server, e.g. http://meilisearch:7700');
  return {
    ...placeConfig(parse),
    publicUrl: parse('PUBLIC_URL', undefined, publicUrl, 'an http or https URL without query or fragment'),
    trustProxy: parse('TRUST_PROXY', false, trustProxy, 'true, false, a number or a list of addresses'),
    databaseUrl: parse(
      'DATABASE_URL',
      undefined,
      databaseUrl,
      'a URL such as postgres://copse:secret@db/copse, with what is special in the password percent-encoded',
    ),
    databasePoolSize: parse(
      'DATABASE_POOL_SIZE',
      10,
      (text) => wholeNumber(text, 2, 200),
      'a whole number from 2 to 200',
    ),
    meiliUrl,
    meiliKey: parse(
      'MEILI_KEY',
      undefined,
      (text) => (meiliUrl === undefined ? undefined : token(text)),
      'a key, which is visible ASCII characters, for the server that MEILI_URL names',
    ),
    registration: parse('REGISTRATION', 'invitation', (text) => oneOf(registrations, text), registrations.join(', ')),
    metricsToken: parse('METRICS_TOKEN', undefined, (text) => secret(text, 16), '16 to 500 visible ASCII characters'),
    logLevel: parse('LOG_LEVEL', 'info', (text) => oneOf(logLevels, text), logLevels.join(', ')),
  };
}

function clientConfig(parse: Parse): ClientConfig {
  return {
    ...placeConfig(parse),
    url: parse('COPSE_URL', undefined, httpUrl, 'the address of an instance, e.g. https://commons.example.org'),
    token: parse('COPSE_TOKEN', undefined, token, 'a token, which is visible ASCII characters'),
  };
}

/** Where a server of this machine is, and what opens it. */
function placeConfig(parse: Parse): Pick<Config, 'host' | 'port' | 'dataDir' | 'adminToken'> {
  return {
    host: parse('HOST', '127.0.0.1', (text) => text, 'an address'),
    port: parse('PORT', 3000, (text) => wholeNumber(text, 0, 65_535), 'a whole number from 0 to 65535'),
    dataDir: resolve(parse('DATA_DIR', './data', (text) => text, 'a folder')),
    adminToken: parse('COPSE_ADMIN_TOKEN', undefined, (text) => secret(text, 32), '32 to 500 visible ASCII characters'),
  };
}

/** The settings in force, those not set with what holds then, secrets masked, as lines of `NAME=value`. */
export function printConfig(env: Readonly<NodeJS.ProcessEnv> = environment): string {
  return settings
    .map(({ name, secret, fallback = '' }) => {
      const value = env[`${name}_FILE`] ? `(from ${name}_FILE)` : env[name] || fallback;
      return `${name}=${secret && value !== '' ? '********' : value}`;
    })
    .join('\n');
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

function oneOf<T extends string>(values: readonly T[], text: string): T | undefined {
  return values.find((value) => value === text);
}

function publicUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const plain =
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '';
  return plain ? text.replace(/\/+$/, '') : undefined;
}

/** As node-postgres reads it: the host may be missing, where a parameter says it. */
function databaseUrl(text: string): string | undefined {
  const isReadable = URL.canParse(text) || URL.canParse(text.replace('@/', '@socket/'));
  return /^postgres(ql)?:\/\/./.test(text) && isReadable ? text : undefined;
}

function httpUrl(text: string): string | undefined {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '') ? text : undefined;
}

function secret(text: string, fewest: number): string | undefined {
  return text.length >= fewest && /^[\x21-\x7e]{1,500}$/.test(text) ? text : undefined;
}

/** Without the line break that is pasted along. */
function token(text: string): string | undefined {
  return /^[\x21-\x7e]+$/.test(text.trim()) ? text.trim() : undefined;
}

function trustProxy(text: string): boolean | number | string | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  if (/^\d{1,2}$/.test(text)) return Number(text);
  return /^[0-9a-fA-F.:/, ]+$|^(loopback|linklocal|uniquelocal)(, ?(loopback|linklocal|uniquelocal))*$/.test(text)
    ? text
    : undefined;
}
