import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { transact } from '../../src/db/transaction.ts';
import { recordContributor } from '../../src/people/changes.ts';
import type { TestApp } from './app.ts';

type Json = ReturnType<typeof JSON.parse>;

/** A work as somebody got it, with what its next change needs. */
export interface Got {
  id: string;
  slug: string;
  version: number;
  etag: string;
  json: Json;
}

let count = 0;

/** Publishes an article; `status: 'draft'` begins a draft. */
export async function create(app: TestApp, token: string, fields: object = {}): Promise<Got> {
  count += 1;
  const body = { title: `Work ${count}`, body: `Text of work ${count}.`, ...fields };
  const response = await app.send('POST', '/articles', { token, body });
  expect(response.statusCode, response.body).toBe(201);
  return gotOf(response);
}

export async function draft(app: TestApp, token: string, fields: object = {}): Promise<Got> {
  return await create(app, token, { ...fields, status: 'draft' });
}

export async function read(app: TestApp, ref: string, token?: string): Promise<Got> {
  const response = await app.send('GET', `/articles/${ref}`, { token });
  expect(response.statusCode, response.body).toBe(200);
  return gotOf(response);
}

/** Sends back what was got, with changes. */
export async function put(
  app: TestApp,
  work: Got,
  token: string,
  changes: object = {},
): Promise<LightMyRequestResponse> {
  const body = { ...work.json, ...changes };
  return await app.send('PUT', `/articles/${work.id}`, { token, headers: { 'if-match': work.etag }, body });
}

export async function patch(app: TestApp, work: Got, token: string, body: object): Promise<LightMyRequestResponse> {
  return await app.send('PATCH', `/articles/${work.id}`, { token, headers: { 'if-match': work.etag }, body });
}

export async function revise(app: TestApp, work: Got, token: string, changes: object): Promise<Got> {
  return demandGot(await patch(app, work, token, changes));
}

/** Publishes a draft, or brings a withdrawn work back. */
export async function publish(app: TestApp, work: Got, token: string, reason?: string): Promise<Got> {
  const body = reason === undefined ? {} : { body: { reason } };
  return demandGot(
    await app.send('POST', `/works/${work.id}/publication`, { token, headers: { 'if-match': work.etag }, ...body }),
  );
}

/** Deletes a draft, or withdraws what is published. */
export async function withdraw(
  app: TestApp,
  work: Got,
  token: string,
  reason?: string,
): Promise<LightMyRequestResponse> {
  const query = reason === undefined ? '' : `?reason=${encodeURIComponent(reason)}`;
  return await app.send('DELETE', `/articles/${work.id}${query}`, { token, headers: { 'if-match': work.etag } });
}

export async function redact(
  app: TestApp,
  id: string,
  version: number,
  token: string,
  reason = 'Names a person',
): Promise<void> {
  const response = await app.send('POST', `/works/${id}/revisions/${version}/redaction`, { token, body: { reason } });
  expect(response.statusCode, response.body).toBe(204);
}

export function demandGot(response: LightMyRequestResponse): Got {
  expect(response.statusCode, response.body).toBe(200);
  return gotOf(response);
}

export function gotOf(response: LightMyRequestResponse): Got {
  const json = response.json();
  return { id: json.id, slug: json.slug, version: json.version, etag: String(response.headers.etag), json };
}

/** @param pointers of the fields it names, in order; none: not looked at */
export function expectProblem(
  response: LightMyRequestResponse,
  status: number,
  code: string,
  ...pointers: string[]
): Json {
  expect(response.statusCode, response.body).toBe(status);
  expect(response.headers['content-type']).toBe('application/problem+json');
  const problem = response.json();
  expect(problem).toMatchObject({ status, code, type: expect.stringContaining(`#${code}`) });
  if (pointers.length > 0) expect(problem.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual(pointers);
  return problem;
}

/** The version a work has now, whoever may see it. */
export async function storedVersion(app: TestApp, id: string): Promise<number> {
  const row = await app.db.selectFrom('works').select('version').where('id', '=', id).executeTakeFirstOrThrow();
  return row.version;
}

/** As a person chooses for everything that credits them. */
export async function chooseCredit(
  app: TestApp,
  id: string,
  credit: 'name' | 'pseudonym' | 'none',
  pseudonym: string | null = null,
): Promise<void> {
  const at = new Date();
  await transact(app.db, at, async (tx) => {
    const { version } = await tx
      .updateTable('contributors')
      .set({ credit, pseudonym, credited_at: at, updated_at: at })
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirstOrThrow();
    recordContributor(tx, { id, version }, 'touched');
  });
}
