import { randomUUID } from 'node:crypto';
import type { Send } from './client.ts';
import {
  type ApiDocument,
  fillBody,
  fits,
  operationsWithBody,
  type TextOperation,
  takeAway,
  textsIn,
} from './text-fields.ts';

/** Where to send an operation to, and what its body needs beside the text. */
interface Target {
  path: string;
  headers?: Record<string, string>;
  given?: Record<string, unknown>;
}

/** Fields that take text, but none of one's own: names of what there is, and codes. */
export const closedFields: ReadonlySet<string> = new Set([
  ...[
    '/license',
    '/language',
    '/community',
    '/slug',
    '/handle',
    '/email',
    '/invitation',
    '/theme/accent',
    '/languages/0',
  ],
  ...['/defaults/license', '/defaults/language', '/defaults/community'],
]);
/** Instead of which others are filled: a relation has a target or a URL, a credit names somebody here or elsewhere. */
const otherwise = new Set(['/relations/0/target', '/credits/0/contributor', '/credits/0/id']);

/** Takes a text to every field of the API that takes any. */
export interface TextWriter {
  operations: readonly TextOperation[];
  /** A body of the operation with a text in every field where its schema lets it in, cut to what the field holds. */
  bodyWith(operation: TextOperation, textFor: (pointer: string) => string | undefined): object;
  /** Sends it, without the fields that are refused. @returns the pointers of the texts that were taken */
  write(operation: TextOperation, body: object): Promise<string[]>;
  /** Sends it as it is. */
  attempt(operation: TextOperation, body: object): Promise<{ status: number; text: string }>;
}

export async function createTextWriter(send: Send): Promise<TextWriter> {
  const document = (await send('GET', '/openapi.json')).json() as unknown as ApiDocument;
  const operations = operationsWithBody(document);
  const targetOf = createTargets(send);
  const refusedOnce = new Set<string>();

  function bodyWith(operation: TextOperation, textFor: (pointer: string) => string | undefined): object {
    // A patch takes the fields that a replacement takes; its own schema leaves them open.
    const shape =
      operation.operationId === 'updateArticle'
        ? operations.find(({ operationId }) => operationId === 'replaceArticle')!
        : operation;
    const body = fillBody(document, shape.body, (pointer, field) => {
      const text = textFor(pointer);
      if (text === undefined || otherwise.has(pointer) || refusedOnce.has(`${operation.operationId} ${pointer}`))
        return undefined;
      const short = text.slice(0, field.maxLength ?? text.length);
      const asUrl = `https://e.example/${text.replace(/\s/g, '')}`.slice(0, field.maxLength ?? text.length);
      return [short, asUrl, encodeURI(asUrl)].find((candidate) => fits(field, candidate));
    });
    return body as object;
  }

  async function attempt(operation: TextOperation, body: object) {
    return await sendTo(operation, await targetOf(operation.operationId), body);
  }

  function sendTo({ method }: TextOperation, { path, headers = {}, given = {} }: Target, body: object) {
    return send(method, path, { body: { ...body, ...given }, headers });
  }

  async function write(operation: TextOperation, body: object): Promise<string[]> {
    const sent = structuredClone(body);
    const target = await targetOf(operation.operationId);
    for (;;) {
      const answer = await sendTo(operation, target, sent);
      if (answer.status < 300) return textsIn(sent);
      const refused = ((answer.json().errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);
      for (const pointer of refused)
        if (closedFields.has(pointer)) refusedOnce.add(`${operation.operationId} ${pointer}`);
      if (answer.status !== 422 || !refused.some((pointer) => takeAway(sent, pointer))) {
        throw new Error(`${operation.operationId}: ${answer.status} ${answer.text}\n${JSON.stringify(sent)}`);
      }
    }
  }

  return { operations, bodyWith, write, attempt };
}

/** Something new to write to each time; an operation that is not here has no text, or is forgotten. */
function createTargets(send: Send): (operationId: string) => Promise<Target> {
  const make = async (path: string, body: object) => {
    const answer = await send('POST', `/api/v1${path}`, { body });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer;
  };
  const named = () => ({ name: 'A name', handle: `h-${randomUUID()}`.slice(0, 39), credit: 'name' });
  const slug = () => `c-${randomUUID()}`;
  const match = (answer: { headers: Headers }) => ({ 'if-match': answer.headers.get('etag')! });
  const article = async (more: object = {}) =>
    await make('/articles', { title: `A work ${randomUUID()}`, body: 'Text.', ...more });
  const changed = async (base: string, more: object = {}) => {
    const made = await article(more);
    return { path: `/api/v1${base.replace('{id}', String(made.json().id))}`, headers: match(made) };
  };

  const targets: Record<string, () => Promise<Target>> = {
    createArticle: async () => ({ path: '/api/v1/articles' }),
    replaceArticle: () => changed('/articles/{id}'),
    updateArticle: () => changed('/articles/{id}'),
    putOrigin: async () => {
      const url = `https://e.example/${randomUUID()}`;
      return { path: `/api/v1/origins?url=${encodeURIComponent(url)}`, given: { kind: 'article' } };
    },
    publishWork: () => changed('/works/{id}/publication', { status: 'draft' }),
    restoreRevision: async () => ({ ...(await changed('/works/{id}/revisions')), given: { restore: 1 } }),
    redactRevision: async () => await changed('/works/{id}/revisions/1/redaction'),
    createContributor: async () => ({ path: '/api/v1/contributors', given: { handle: named().handle } }),
    patchContributor: async () => {
      const made = await make('/contributors', named());
      return { path: `/api/v1/contributors/${made.json().handle}`, headers: match(made) };
    },
    patchMe: async () => ({ path: '/api/v1/me', headers: match(await send('GET', '/api/v1/me')) }),
    createCommunity: async () => ({ path: '/api/v1/communities', given: { slug: slug() } }),
    patchCommunity: async () => {
      const made = await make('/communities', { name: 'A name', slug: slug() });
      return { path: `/api/v1/communities/${made.json().slug}`, headers: match(made) };
    },
    patchInstance: async () => ({ path: '/api/v1/instance', headers: match(await send('GET', '/api/v1/instance')) }),
    createInvitation: async () => ({ path: '/api/v1/invitations', given: { role: 'steward' } }),
    createMyToken: async () => ({ path: '/api/v1/me/tokens', given: { scopes: ['read'] } }),
    createToken: async () => ({ path: '/api/v1/contributors/admin/tokens', given: { scopes: ['read'] } }),
    putRole: async () => ({
      path: `/api/v1/contributors/${(await make('/contributors', named())).json().handle}/roles/commons`,
      given: { role: 'steward' },
    }),
  };
  return async (operationId) => {
    const target = targets[operationId];
    if (target === undefined) throw new Error(`Say in ${import.meta.filename} where ${operationId} is to be sent to.`);
    return await target();
  };
}
