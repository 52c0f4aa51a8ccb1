import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { Unavailable } from '../../lib/errors.ts';
import { readLines } from '../lines.ts';
import { type LockFolder, openLockFolder } from './lock-folder.ts';
import { type Greeting, maxLineBytes, type Reply, say } from './talk.ts';

/** A process that answers is one that lives; how long to wait for what it says. */
const greetingMs = 2_000;

interface Conversation {
  socket: Socket;
  lines: AsyncGenerator<string>;
  greeting: Greeting | undefined;
}

/**
 * Asks the process that holds the data folder, and answers what it answers, or undefined when none holds it.
 * Throws `Unavailable` with the code of its refusal.
 */
export async function askHolder(dataDir: string, request: unknown): Promise<{ answer: unknown } | undefined> {
  const holder = await findHolder(dataDir);
  if (holder === undefined) return undefined;
  try {
    await say(holder.socket, { request });
    const reply = await nextReply(holder);
    if ('answer' in reply) return reply;
    throw new Unavailable(
      'holder_answered_oddly',
      'The running Copse answered with a stream where a value was asked for.',
    );
  } finally {
    holder.socket.destroy();
  }
}

/** As `askHolder`, for a request that is answered by a stream of bytes. It fails when it ends too early. */
export async function readFromHolder(dataDir: string, request: unknown): Promise<Readable | undefined> {
  const holder = await findHolder(dataDir);
  if (holder === undefined) return undefined;
  await say(holder.socket, { request });
  return Readable.from(chunks(holder), { objectMode: false });
}

async function* chunks(holder: Conversation): AsyncGenerator<Buffer> {
  try {
    for (let reply = await nextReply(holder); !('end' in reply); reply = await nextReply(holder)) {
      if ('chunk' in reply) yield Buffer.from(reply.chunk, 'base64');
    }
  } finally {
    holder.socket.destroy();
  }
}

async function nextReply({ lines }: Conversation): Promise<Reply> {
  const { value, done } = await lines.next();
  if (done) throw new Unavailable('holder_gone', 'The running Copse ended before it had answered.');
  const reply = JSON.parse(value) as Reply;
  if ('failure' in reply) throw new Unavailable(reply.failure.code, reply.failure.detail);
  return reply;
}

async function findHolder(dataDir: string): Promise<Conversation | undefined> {
  const folder = await openLockFolder(dataDir);
  try {
    for (const name of await folder.list()) {
      const conversation = await converse(folder.path(name));
      if (conversation?.greeting?.holds) return conversation;
      conversation?.socket.destroy();
    }
    return undefined;
  } finally {
    await folder.close();
  }
}

/**
 * Who else listens in the folder. What a process left behind that has ended is removed.
 * One that takes the connection but says nothing (stopped, or busy) counts as holding the folder.
 */
export async function findOthers(folder: LockFolder, own: string): Promise<Greeting[]> {
  const names = (await folder.list()).filter((name) => name !== own);
  const others = await Promise.all(
    names.map(async (name) => {
      const conversation = await converse(folder.path(name));
      if (conversation === undefined) await folder.remove(name);
      conversation?.socket.destroy();
      return conversation && (conversation.greeting ?? { pid: 0, holds: true });
    }),
  );
  return others.filter((other) => other !== undefined);
}

/** Undefined where nobody listens any more. */
async function converse(path: string): Promise<Conversation | undefined> {
  const socket = connect(path);
  const outcome = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    socket.once('connect', () => resolve(undefined)).once('error', resolve);
  });
  socket.on('error', () => {});
  if (outcome?.code === 'ECONNREFUSED' || outcome?.code === 'ENOENT') return undefined;
  const lines = readLines(socket, maxLineBytes);
  if (outcome !== undefined) return { socket, lines, greeting: undefined };
  const greeting = await greetingOf(socket, lines);
  return { socket, lines, greeting };
}

async function greetingOf(socket: Socket, lines: AsyncGenerator<string>): Promise<Greeting | undefined> {
  const timer = setTimeout(() => socket.destroy(), greetingMs);
  try {
    const { value, done } = await lines.next();
    return done ? { pid: 0, holds: false } : (JSON.parse(value) as Greeting);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
