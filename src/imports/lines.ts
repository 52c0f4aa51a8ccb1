import { TooLarge } from '../lib/errors.ts';

export const mostRequestBytes = 8 * 1024 * 1024;
const most = { lines: 500, batchLines: 100, batchBytes: 2 * 1024 * 1024 };

/** One line of a request, not parsed yet; `number` counts all lines from 1, empty ones too. */
export interface RawLine {
  number: number;
  bytes: Buffer;
}

/**
 * Cuts a request into batches of at most 100 lines and some 2 MiB, which are parsed, rendered and written one after the
 * other: nothing but the request itself is held longer.
 * @throws TooLarge `import_too_many_lines` before the first batch, so that a refused request changed nothing
 */
export function batchesOf(body: Buffer): Generator<RawLine[]> {
  if (hasMoreLines(body, most.lines)) {
    throw new TooLarge(
      'import_too_many_lines',
      `A request takes at most ${most.lines} lines, empty ones included. Nothing of it was imported.`,
    );
  }
  return cut(body);
}

/** Stops counting as soon as it knows: a request may be eight million line ends. */
function hasMoreLines(body: Buffer, limit: number): boolean {
  let count = 0;
  for (let from = 0; from < body.length && count <= limit; count++) {
    const end = body.indexOf(10, from);
    from = end < 0 ? body.length : end + 1;
  }
  return count > limit;
}

function* cut(body: Buffer): Generator<RawLine[]> {
  let batch: RawLine[] = [];
  let bytes = 0;
  for (const line of linesOf(body)) {
    if (batch.length === most.batchLines || (batch.length > 0 && bytes + line.bytes.length > most.batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(line);
    bytes += line.bytes.length;
  }
  if (batch.length > 0) yield batch;
}

function* linesOf(body: Buffer): Generator<RawLine> {
  let from = 0;
  for (let number = 1; from < body.length; number++) {
    const end = body.indexOf(10, from);
    const bytes = body.subarray(from, end < 0 ? body.length : end);
    if (!isBlank(bytes)) yield { number, bytes };
    from = end < 0 ? body.length : end + 1;
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 32 || byte === 9 || byte === 13);
}
