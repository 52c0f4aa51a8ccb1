import {
  request as ask,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface RunningProxy {
  url: string;
  close(): Promise<void>;
}

/** What proxies make of an entity tag when they compress: nginx weakens it, Apache appends to it. */
export const spellings = {
  weakened: (etag: string) => `W/${etag}`,
  suffixed: (etag: string) => etag.replace(/"$/, '-gzip"'),
} as const;

/** Stands before the server at `origin`: gzips every answer for those who take it, and spells its ETag in its own way. */
export async function startCompressingProxy(origin: string, spelling: (etag: string) => string): Promise<RunningProxy> {
  const server = createServer((request, response) => void pass(origin, spelling, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(
  origin: string,
  spelling: (etag: string) => string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { 'accept-encoding': accepted, ...headers } = request.headers;
  const onward = ask(`${origin}${request.url}`, { method: request.method, headers }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('end', () => {
      const body = Buffer.concat(parts);
      const isZipped = body.length > 0 && /\bgzip\b/.test(String(accepted));
      const sent = isZipped ? gzipSync(body) : body;
      response.writeHead(answer.statusCode!, {
        ...headersOf(answer, spelling),
        ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
        'content-length': sent.length,
      });
      response.end(sent);
    });
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}

function headersOf({ headers }: IncomingMessage, spelling: (etag: string) => string): OutgoingHttpHeaders {
  const { etag, connection: _connection, 'transfer-encoding': _encoding, ...others } = headers;
  return { ...others, ...(etag === undefined ? {} : { etag: spelling(etag) }) };
}
