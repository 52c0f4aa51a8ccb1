// PostgreSQL's Frontend/Backend Protocol 3.0, as far as the wire and the thread speak it themselves.

const authenticationOk = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const dataRow = 'D'.charCodeAt(0);
const idle = 'I'.charCodeAt(0);

/** What a server says to a client that it lets in. */
export const welcome = Buffer.concat([authenticationOk, readyForQuery]);

/** Is no transaction open after this answer? Its last byte is the one of ReadyForQuery that says so. */
export function isIdleAfter(answer: Uint8Array): boolean {
  return answer.at(-1) === idle;
}

/** Leaves nothing of the session before: transaction, settings, prepared statements, listening. */
export function newSession(channels: Iterable<string>): Buffer {
  const listens = Array.from(channels, (channel) => `listen "${channel.replaceAll('"', '""')}"`);
  return Buffer.concat(['rollback', 'discard all', ...listens].map(simpleQuery));
}

export function simpleQuery(text: string): Buffer {
  return framed('Q', Buffer.from(`${text}\0`));
}

/** The first value of the first row that a simple query gave, as text. */
export function firstValue(answer: Uint8Array): string | undefined {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    if (bytes[at] !== dataRow) continue;
    const length = bytes.readInt32BE(at + 7);
    return length < 0 ? undefined : bytes.toString('utf8', at + 11, at + 11 + length);
  }
  return undefined;
}

/** A failure that ends the session. @param code SQLSTATE */
export function fatalError(code: string, message: string): Buffer {
  return framed('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`));
}

function framed(type: string, body: Buffer): Buffer {
  const head = Buffer.from([type.charCodeAt(0), 0, 0, 0, 0]);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
