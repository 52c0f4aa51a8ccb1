import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { Problem, Unavailable } from '../../lib/errors.ts';
import { readLines } from '../lines.ts';
import type { LockFolder } from './lock-folder.ts';
import { maxLineBytes, type Reply, type Request, say } from './talk.ts';

/** Answers a request with a value that JSON can hold, or with a stream of bytes. */
export type Answer = (request: unknown) => Promise<unknown>;

export interface LockSocket {
  readonly name: string;
  /** From now on it says that this process holds the folder. */
  hold(): void;
  close(): Promise<void>;
}

/**
 * Listens in the folder. The socket gets its name only when it listens already, so that one which refuses is always
 * one whose process has ended.
 */
export async function listenIn(folder: LockFolder, answer?: Answer): Promise<LockSocket> {
  const name = `${process.pid}-${randomBytes(6).toString('hex')}.sock`;
  const sockets = new Set<Socket>();
  let holds = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => {});
    void serve(socket, { pid: process.pid, holds }, answer).catch(() => socket.destroy());
  });
  server.listen(folder.path(`${name}.new`));
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new Unavailable(
      'folder_unusable',
      `No socket can be made in the folder lock of DATA_DIR (${error.code}): it must be on a local file system, and writable.`,
    );
  });
  server.unref();
  await chmod(folder.path(`${name}.new`), 0o600);
  await folder.rename(`${name}.new`, name);
  return {
    name,
    hold: () => {
      holds = true;
    },
    close: async () => {
      await folder.remove(name);
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function serve(socket: Socket, greeting: { pid: number; holds: boolean }, answer?: Answer): Promise<void> {
  await say(socket, greeting);
  for await (const line of readLines(socket, maxLineBytes)) {
    const { request } = JSON.parse(line) as Request;
    for await (const reply of replies(request, answer)) {
      if (socket.destroyed) return;
      await say(socket, reply);
    }
    break;
  }
  socket.end();
}

async function* replies(request: unknown, answer?: Answer): AsyncGenerator<Reply> {
  try {
    if (answer === undefined) throw new Error('This process answers no requests.');
    const value = await answer(request);
    if (!(value instanceof Readable)) return yield { answer: value };
    for await (const chunk of value) yield { chunk: Buffer.from(chunk as Uint8Array).toString('base64') };
    yield { end: true };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    yield { failure: { code: error instanceof Problem ? error.code : 'internal', detail } };
  }
}
