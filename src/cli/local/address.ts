import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { addressFile } from './data-files.ts';

/** The URL at which this machine reaches a server that listens there. @param host as in HOST, or an address */
export function localUrl(host: string, port: number): string {
  const reachable = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** Is what the URL names this machine, by one of its own addresses? */
export function isThisMachine(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(host)) return true;
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return host === '::1' || own.some(({ address }) => address === host);
}

/**
 * Writes down where the server listens. Of several servers with one folder the last one stands there.
 * @returns what takes it away again, unless it is another server's by now
 */
export async function noteAddress(dataDir: string, url: string): Promise<() => Promise<void>> {
  const file = addressFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, `${url}\n`);
  return async () => {
    if ((await notedAddress(dataDir)) === url) await rm(file, { force: true });
  };
}

/**
 * Where the server with this folder listens, or listened before it was killed; undefined where nothing is written.
 * Anything but this machine is not believed: whoever can write into a folder should not be sent tokens for it.
 */
export async function notedAddress(dataDir: string): Promise<string | undefined> {
  const text = await readFile(addressFile(dataDir), 'utf8').catch(() => '');
  const url = URL.parse(text.trim());
  return url?.protocol === 'http:' && isThisMachine(url.origin) ? url.origin : undefined;
}
