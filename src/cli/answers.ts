import { Unreachable } from './client.ts';
import { linesOf } from './sources/text-lines.ts';

const longestLine = 1024 * 1024;

/** What a server says in NDJSON, as it comes. @param body of an answer parsed as stream @throws Unreachable when it breaks off */
export async function* answersIn<T>(body: unknown, signal?: AbortSignal): AsyncGenerator<T> {
  if (body == null) return;
  try {
    for await (const line of linesOf(body as AsyncIterable<Uint8Array>, longestLine)) {
      if (line) yield JSON.parse(line) as T;
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(`The connection broke while results were coming in (${(error as Error).message}).`);
  }
}
