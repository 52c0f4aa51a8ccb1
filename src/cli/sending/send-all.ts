import type { ImportLine, Read, ReadItem, Skipped } from '../sources/lines.ts';
import { inOrderOfRelations } from './order.ts';
import { type SendOptions, type Sent, sendBatch } from './send-batch.ts';

export interface SendAllOptions extends SendOptions {
  /** Stops after the requests in flight. */
  stop: AbortSignal;
  onSkipped(item: Skipped): void;
  onSent(item: Sent): void;
  /** A line that was sent again for the sake of its relations. */
  onResent(item: Sent): void;
}

/** Well under the server's 500 lines and 8 MiB, so that progress shows and a repeated request costs little. */
const most = { lines: 20, bytes: 1024 * 1024, inFlight: 3, heldBytes: 32 * 1024 * 1024 };

/**
 * Sends whatever is read, three requests at a time: while one is written, there is always one to render. Lines that name other
 * works of their source come after those, so that few relations point to what is not there yet; a line whose relations
 * did (as in a circle) is sent once more at the end.
 */
export async function sendAll(items: AsyncIterable<ReadItem>, options: SendAllOptions): Promise<void> {
  const held = createHold();
  const unresolved = createHold();
  const onSent = (item: Sent) => {
    options.onSent(item);
    if (item.result.warnings?.some(({ code }) => code === 'relation_unresolved')) unresolved.take(item.read);
  };
  async function* independent(): AsyncGenerator<Read> {
    for await (const item of items) {
      if ('reason' in item) options.onSkipped(item);
      else if (!item.line.relations?.some(({ path }) => path !== undefined) || !held.take(item)) yield item;
      if (options.stop.aborted) return;
    }
  }
  await sendStream(independent(), most.inFlight, onSent, options);
  await sendStream(inOrderOfRelations(held.lines), 1, onSent, options);
  await sendStream(unresolved.lines, 1, options.onResent, options);
}

async function sendStream(
  lines: AsyncIterable<Read> | Iterable<Read>,
  inFlight: number,
  onSent: (item: Sent) => void,
  options: SendAllOptions,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failed: unknown[] = [];
  for await (const batch of batchesOf(lines)) {
    if (options.stop.aborted || failed.length > 0) break;
    const sending: Promise<void> = sendBatch(batch, options)
      .then(
        (sent) => sent.forEach(onSent),
        (error) => void failed.push(error),
      )
      .finally(() => running.delete(sending));
    running.add(sending);
    if (running.size >= inFlight) await Promise.race(running);
  }
  await Promise.all(running);
  if (failed.length > 0) throw failed[0];
}

async function* batchesOf(lines: AsyncIterable<Read> | Iterable<Read>): AsyncGenerator<Read[]> {
  let batch: Read[] = [];
  let bytes = 0;
  for await (const read of lines) {
    const size = sizeOf(read.line);
    if (batch.length === most.lines || (batch.length > 0 && bytes + size > most.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(read);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** Keeps lines for later, up to a limit of memory. */
function createHold(): { lines: Read[]; take(read: Read): boolean } {
  const lines: Read[] = [];
  let bytes = 0;
  return {
    lines,
    take(read) {
      const size = sizeOf(read.line);
      if (bytes + size > most.heldBytes) return false;
      lines.push(read);
      bytes += size;
      return true;
    },
  };
}

/** About what the line takes on the wire: the body is nearly all of it. */
function sizeOf(line: ImportLine): number {
  return (
    Buffer.byteLength(line.body) * 1.1 +
    2_000 +
    (line.practice === undefined ? 0 : JSON.stringify(line.practice).length)
  );
}
