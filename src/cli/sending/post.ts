import type { components } from '../api.d.ts';
import { type ApiClient, Unreachable } from '../client.ts';
import { linesOf } from '../sources/text-lines.ts';

/** What the server says of one line; `line` counts from 1 within the request. */
export type LineResult = components['schemas']['ImportResult'];

/** Sends lines of NDJSON and gives the results as they come. @throws ApiFailure, Unreachable */
export type Post = (body: string, signal: AbortSignal) => AsyncIterable<LineResult>;

export function createPost(client: ApiClient, dryRun: boolean): Post {
  return async function* post(body, signal) {
    const { data } = await client.POST('/api/v1/imports/works', {
      params: { query: dryRun ? { dry_run: true } : {} },
      body,
      bodySerializer: (text) => text as string,
      headers: { 'content-type': 'application/x-ndjson' },
      parseAs: 'stream',
      signal,
    });
    if (data == null) return;
    try {
      for await (const line of linesOf(data as unknown as AsyncIterable<Uint8Array>, 1024 * 1024)) {
        if (line) yield JSON.parse(line) as LineResult;
      }
    } catch (error) {
      if (signal.aborted) throw error;
      throw new Unreachable(`The connection broke while results were coming in (${(error as Error).message}).`);
    }
  };
}
