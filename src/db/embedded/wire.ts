import { Duplex } from 'node:stream';
import { fatalError, firstValue, isIdleAfter, newSession, simpleQuery, welcome } from './protocol.ts';

/** Gives the engine what a client wrote, and calls `receive` with all that it answers. */
export type Exchange = (bytes: Uint8Array, receive: (answer: Uint8Array) => void) => void;

const idleInTransactionMs = 10_000;
const terminate = 'X'.charCodeAt(0);
const askIdleLimit = simpleQuery('show idle_in_transaction_session_timeout');

/**
 * The socket of a node-postgres client, led to the engine instead of a server: one driver, so the same values, errors
 * and notifications for both databases. The engine has one session for ever; each client finds it as if new, listening
 * on `channels`.
 */
export function createWire(exchange: Exchange, channels: () => Iterable<string>): Duplex {
  let isStarted = false;
  let timer: NodeJS.Timeout | undefined;

  const wire: Duplex = new Duplex({
    read() {},
    write: (chunk: Buffer, _encoding, done) => take(chunk, done),
    writev: (chunks, done) => take(Buffer.concat(chunks.map(({ chunk }) => chunk)), done),
    final: (done) => {
      wire.push(null);
      done();
    },
    destroy: (error, done) => {
      clearTimeout(timer);
      done(error);
    },
  });

  function take(bytes: Buffer, done: () => void): void {
    clearTimeout(timer);
    if (!isStarted) {
      isStarted = true;
      exchange(newSession(channels()), () => give(welcome));
    } else if (bytes[0] !== terminate) {
      exchange(bytes, receive);
    }
    done();
  }

  function receive(answer: Uint8Array): void {
    give(answer);
    if (!isIdleAfter(answer) && !wire.destroyed) timer = setTimeout(checkIdleLimit, idleInTransactionMs);
  }

  /** PGlite has no timers. As a server would: a transaction in which nothing happens is given up. */
  function checkIdleLimit(): void {
    exchange(askIdleLimit, (answer) => {
      if (firstValue(answer) === '0') return;
      give(fatalError('25P03', 'terminating connection due to idle-in-transaction timeout'));
      wire.end();
    });
  }

  function give(bytes: Uint8Array): void {
    if (!wire.destroyed && !wire.writableEnded)
      wire.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  // What node-postgres calls on its socket.
  return Object.assign(wire, {
    connect: () => void process.nextTick(() => wire.emit('connect')),
    setNoDelay: () => {},
    setKeepAlive: () => {},
    ref: () => {},
    unref: () => {},
  });
}
