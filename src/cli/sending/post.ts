import { answersIn } from '../answers.ts';
import type { components } from '../api.d.ts';
import type { ApiClient } from '../client.ts';

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
    yield* answersIn<LineResult>(data, signal);
  };
}
