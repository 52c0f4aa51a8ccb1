export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json(): Record<string, unknown>;
}

export interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
}

export type Send = (method: string, path: string, asked?: Asked) => Promise<Answer>;

/** The connection ended before the answer was there: the write may have happened, or not. */
export class Unanswered extends Error {}

/** Sends requests to a server, as whoever holds the token; paths as they are. */
export function createClient(url: string, token?: string): Send {
  return async (method, path, { body, headers = {} } = {}) => {
    const init = {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    try {
      const response = await fetch(`${url}${path}`, init);
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
    } catch (error) {
      throw new Unanswered(`${method} ${path}: ${(error as Error).cause ?? error}`);
    }
  };
}
