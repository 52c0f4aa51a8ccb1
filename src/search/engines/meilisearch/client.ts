import {
  type EnqueuedTaskPromise,
  Meilisearch,
  MeilisearchApiError,
  type MultiSearchParams,
  type MultiSearchResult,
  type RecordAny,
} from 'meilisearch';
import { Pool } from 'undici';
import { Unavailable } from '../../../lib/errors.ts';

export interface Connection {
  url: string;
  /** Undefined: a server that asks for none. */
  key?: string | undefined;
  /** Begins the names of the indexes. */
  prefix: string;
}

/** For a request that changes nothing but the queue of tasks, or reads. */
const requestMs = 10_000;
/** For a task, which waits behind all that came before it: thousands of long texts take minutes. */
const taskMs = 900_000;
/** How soon a finished task is noticed: it takes some tens of milliseconds at least. */
const pollMs = 10;

export function connect({ url, key }: Connection): Meilisearch {
  return new Meilisearch({
    host: url,
    ...(key === undefined ? {} : { apiKey: key }),
    timeout: requestMs,
    // It compresses as it writes, in pieces, of which the last waits for the first to be acknowledged: 40 ms an answer.
    requestInit: { headers: { 'accept-encoding': 'identity' } },
    defaultWaitOptions: { timeout: taskMs, interval: pollMs },
  });
}

/** Several searches in one request. */
export type MultiSearch = <Hit extends RecordAny>(
  request: MultiSearchParams,
) => Promise<{ results: MultiSearchResult<Hit>[] }>;

/** Without `fetch`, with which the package asks: it takes half a millisecond of processor time more, as long as all else. */
export function connectToSearch({ url, key }: Connection): MultiSearch {
  const { origin, pathname } = new URL('multi-search', url.endsWith('/') ? url : `${url}/`);
  const pool = new Pool(origin, { headersTimeout: requestMs, bodyTimeout: requestMs });
  const headers = {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  return async (request) => {
    const { statusCode, body } = await pool.request({
      ...{ path: pathname, method: 'POST', headers },
      body: JSON.stringify(request),
    });
    if (statusCode === 200) return (await body.json()) as never;
    const said = (await body.json().catch(() => undefined)) as ConstructorParameters<typeof MeilisearchApiError>[1];
    throw new MeilisearchApiError(new Response(null, { status: statusCode }), said);
  };
}

/** Meilisearch refused what it was given: a document it cannot take, or a query we should not have sent. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * What Meilisearch answers. @throws Unavailable when it does not, or not as one who may ask; Refused when it says no
 */
export async function answered<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof MeilisearchApiError)) throw away(error);
    const code = error.cause?.code ?? `http_${error.response.status}`;
    const { status } = error.response;
    // That a request is too large the server, or a proxy before it, says in words of its own.
    const isOurs = status === 413 || (status < 500 && error.cause !== undefined && !notNow.has(code));
    if (code === 'index_not_found')
      throw new Unavailable('search_unbuilt', 'The index is being made.', { extra: { retry_after: 30 } });
    throw isOurs ? new Refused(code, error.message) : away(error, keyCodes.has(code) ? 'refuses the key' : undefined);
  }
}

/**
 * What it answers to a request that may come twice: asked once more where it does not, since it closes a connection on
 * which it refused what was too large, and the next request on that one is lost.
 */
export async function answeredAtLast<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await answered(ask());
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return await answered(ask());
  }
}

const keyCodes = new Set(['invalid_api_key', 'missing_authorization_header']);

/** Refusals that are no fault of the request: they end when somebody mends the server, its key or its disk. */
const notNow = new Set([
  ...keyCodes,
  'too_many_search_requests',
  'no_space_left_on_device',
  // Of a task: its folder was lost.
  'index_not_found',
  'task_queue_stop',
]);

/**
 * Resolves when the task has been carried out: until then its documents are not found, and a task that fails says so
 * nowhere else. @throws Unavailable, Refused
 */
export async function done(task: EnqueuedTaskPromise): Promise<void> {
  const { status, error } = await answered(task.waitTask());
  if (status === 'succeeded') return;
  const code = error?.code ?? status;
  if (notNow.has(code) || status === 'canceled' || error?.type === 'system') throw away(error);
  throw new Refused(code, error?.message ?? `The task is ${status}.`);
}

function away(cause: unknown, what = 'does not answer'): Unavailable {
  const reason = cause instanceof Error ? cause.message : JSON.stringify(cause);
  return new Unavailable('search_away', `Meilisearch ${what}: ${reason}`, { extra: { retry_after: 5 } });
}
