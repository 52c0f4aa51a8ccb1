import type { LightMyRequestResponse } from 'fastify';
import type { TestApp } from '../support/app.ts';

type Send = (
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  sent: { body?: object; headers?: Record<string, string> },
) => Promise<LightMyRequestResponse>;

export function injectingSender(app: TestApp): Send {
  return async (method, path, sent) => await app.send(method, path, { token: app.adminToken, ...sent });
}

interface OwnWork {
  id: string;
  status: 'draft' | 'published' | 'withdrawn';
  etag: string;
}

/** So many writes of all sorts to works of one's own, one after another. @throws when one is refused */
export async function writeMixed(send: Send, random: () => number, writes: number): Promise<void> {
  const works: OwnWork[] = [];
  for (let count = 0; count < writes; count += 1) {
    const index = Math.floor(random() * works.length * 1.5);
    const work = works[index];
    if (work === undefined) works.push(await create(send, random));
    else if (!(await change(send, random, work))) works.splice(index, 1);
  }
}

async function create(send: Send, random: () => number): Promise<OwnWork> {
  const status = random() < 0.3 ? 'draft' : 'published';
  const body = { ...contentOf(random), status };
  const answer = demand(await send('POST', '/articles', { body, headers: { 'idempotency-key': `key-${random()}` } }));
  return { id: answer.json().id, status, etag: etagOf(answer) };
}

/** @returns whether the work is still there */
async function change(send: Send, random: () => number, work: OwnWork): Promise<boolean> {
  const headers = { 'if-match': work.etag };
  const choice = random();
  const publication = `/works/${work.id}/publication`;
  if (work.status === 'withdrawn' || (work.status === 'draft' && choice < 0.5)) {
    // Without its touch: only the version is compared.
    work.etag = etagOf(demand(await send('POST', publication, { body: { reason: 'Back again.' }, headers })));
    work.status = 'published';
    return true;
  }
  if (choice < 0.15) {
    demand(
      await send('DELETE', work.status === 'draft' ? `/articles/${work.id}` : `${publication}?reason=enough`, {
        headers,
      }),
    );
    if (work.status === 'draft') return false;
    work.status = 'withdrawn';
    return true;
  }
  const isPatch = choice < 0.5;
  const body = isPatch ? { summary: `Summary ${random()}` } : contentOf(random);
  work.etag = etagOf(demand(await send(isPatch ? 'PATCH' : 'PUT', `/articles/${work.id}`, { body, headers })));
  return true;
}

function contentOf(random: () => number) {
  return {
    title: `Work ${random()}`,
    body: `Text ${random()}`,
    credits: [{ contributor: 'admin' }, { name: `Person ${Math.floor(random() * 30)}` }],
  };
}

function etagOf(answer: LightMyRequestResponse): string {
  return String(answer.headers.etag);
}

function demand(answer: LightMyRequestResponse): LightMyRequestResponse {
  if ([200, 201, 204].includes(answer.statusCode)) return answer;
  throw new Error(`unexpected answer ${answer.statusCode}: ${answer.body}`);
}
