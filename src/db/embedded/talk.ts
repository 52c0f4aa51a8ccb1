import type { Socket } from 'node:net';

/** What is said over a lock's socket, one JSON value a line: a greeting, one request, its answer or its chunks. */
export interface Greeting {
  pid: number;
  /** false: has not got the folder yet, and may yet withdraw. */
  holds: boolean;
}

export interface Request {
  request: unknown;
}

export type Reply =
  | { answer: unknown }
  | { failure: { code: string; detail: string } }
  /** A piece of a stream, in base64. */
  | { chunk: string }
  | { end: true };

/** The longest line; chunks are far shorter. */
export const maxLineBytes = 8 * 1024 * 1024;

/** Resolves when more may be written; at once when the other side has gone. */
export function say(socket: Socket, line: Greeting | Request | Reply): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.write(`${JSON.stringify(line)}\n`, () => resolve());
  });
}
