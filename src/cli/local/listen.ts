import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import { CliError } from '../failures.ts';
import { localUrl } from './address.ts';

/**
 * Listens on HOST and PORT.
 * @returns where this machine reaches the server, whatever it listens on
 * @throws CliError naming the setting to change
 */
export async function listen(app: FastifyInstance, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    const fault = faultOf((error as NodeJS.ErrnoException).code, host, port);
    throw fault === undefined ? error : new CliError(fault);
  }
  const bound = app.server.address() as AddressInfo;
  return localUrl(bound.address, bound.port);
}

function faultOf(code: string | undefined, host: string, port: number): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken by another program, perhaps another Copse: end that one, or set PORT to another port (0: any free one).`;
    case 'EACCES':
      return `This user may not listen on port ${port}: set PORT to 1024 or above, and put a proxy in front.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST is ${host}, which is no address of this machine (${code}): set it to 127.0.0.1, or to 0.0.0.0 for all of its addresses.`;
    default:
      return undefined;
  }
}
