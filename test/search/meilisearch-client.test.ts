import { MeilisearchApiError } from 'meilisearch';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../src/lib/errors.ts';
import { answered, Refused } from '../../src/search/engines/meilisearch/client.ts';

describe('an answer that is an error', () => {
  const failure = async (status: number, cause?: { code: string }) => {
    const said = cause && { message: 'No.', type: 'invalid_request', link: '', ...cause };
    const error = await answered(Promise.reject(new MeilisearchApiError(new Response('', { status }), said))).catch(
      (error: unknown) => error,
    );
    return [(error as Error).constructor, (error as { code: string }).code];
  };

  it.each<[number, string | undefined, unknown[], string]>([
    [413, undefined, [Refused, 'http_413'], 'too large for a proxy that says so in words of its own'],
    [413, 'payload_too_large', [Refused, 'payload_too_large'], 'too large for Meilisearch'],
    [400, 'invalid_document_id', [Refused, 'invalid_document_id'], 'a document it cannot take'],
    [404, undefined, [Unavailable, 'search_away'], 'of a server that is another one'],
    [403, 'invalid_api_key', [Unavailable, 'search_away'], 'of a key that does not hold'],
    [404, 'index_not_found', [Unavailable, 'search_unbuilt'], 'of an index that is not there'],
    [500, 'internal', [Unavailable, 'search_away'], 'of a fault of its own'],
    [502, undefined, [Unavailable, 'search_away'], 'of a proxy before it'],
  ])('of status %i and code %s is %j: %s', async (status, code, expected) => {
    expect(await failure(status, code === undefined ? undefined : { code })).toEqual(expected);
  });
});
