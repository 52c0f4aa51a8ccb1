import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { newId } from '../lib/ids.ts';
import { problemTitles } from './schemas.ts';

interface Refusal {
  status: number;
  code: string;
  detail: string;
}

/** What Node's parser gives up on, by the code of its error. */
const known: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers_too_large',
    detail: 'The URL and the headers take more than 16 KiB.',
  },
  HPE_INVALID_URL: {
    status: 400,
    code: 'url_malformed',
    detail: 'The URL holds what no URL may: percent-encode it, what is not ASCII in UTF-8 (ü is %C3%BC).',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request_too_slow', detail: 'The request did not arrive in time.' },
};
const malformed: Refusal = { status: 400, code: 'request_malformed', detail: 'This is no HTTP request.' };

/**
 * The answer to what is no request at all, so that there is no reply to send it by: written to the connection, which
 * then ends. @param docsUrl URL of the page that explains the codes
 */
export function answerUnparsable(docsUrl: () => string): (error: ConnectionError, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (!socket.writable) return void socket.destroy();
    const { status, code, detail } = known[error.code] ?? malformed;
    const title = problemTitles[status]!;
    const body = JSON.stringify({
      type: `${docsUrl()}#${code}`,
      title,
      status,
      detail,
      instance: '/',
      code,
      request_id: newId(),
    });
    const head = [
      `HTTP/1.1 ${status} ${title}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'access-control-allow-origin: *',
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
}
