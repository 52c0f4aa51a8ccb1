import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('/me on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
  });
  afterAll(async () => await app.close());

  const patch = async (token: string, body: object, match = '"1.0"') =>
    await app.send('PATCH', '/me', { token, body, headers: { 'if-match': match } });

  test('GET: 200 with the whole account and what the token may do; never stored by a cache', async () => {
    const ana = await app.join('ana', { email: 'ana@example.org', credit: 'pseudonym', pseudonym: 'Wren' });
    const answer = await app.send('GET', '/me', { token: ana.token });
    expect(answer.json()).toEqual({
      id: ana.id,
      ...{ handle: 'ana', kind: 'person', name: 'Ana', url: null, bio: '', claimed: true, roles: [], page: null },
      ...{ email: 'ana@example.org', credit: 'pseudonym', pseudonym: 'Wren', suspended: false, version: 1 },
      ...{
        created_at: '2027-03-01T09:00:00.000Z',
        updated_at: '2027-03-01T09:00:00.000Z',
        scopes: ['publish', 'read'],
      },
    });
    expect(answer.headers['cache-control']).toBe('private, no-store');
    const again = await app.send('GET', '/me', {
      token: ana.token,
      headers: { 'if-none-match': String(answer.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  });

  test('GET: another token is another document', async () => {
    const bo = await app.join('bo');
    const { etag } = (await app.send('GET', '/me', { token: bo.token })).headers;
    const { token } = (
      await app.send('POST', '/me/tokens', { token: bo.token, body: { name: 'r', scopes: ['read'] } })
    ).json();
    const other = await app.send('GET', '/me', { token, headers: { 'if-none-match': String(etag) } });
    expect([other.statusCode, other.json().scopes]).toEqual([200, ['read']]);
  });

  test('401 for a token that is revoked while the body is on its way', async () => {
    const dan = await app.join('dan');
    const made = async (name: string) =>
      (await app.send('POST', '/me/tokens', { token: dan.token, body: { name, scopes: ['publish'] } })).json();
    const stolen = await made('stolen');
    async function* slowly() {
      yield '{"name":';
      await app.send('DELETE', `/me/tokens/${stolen.id}`, { token: dan.token });
      await new Promise((resolve) => setTimeout(resolve, 150));
      yield '"for ever","scopes":["publish"]}';
    }
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/v1/me/tokens',
      headers: { authorization: `Bearer ${stolen.token}`, 'content-type': 'application/json' },
      payload: Readable.from(slowly()),
    });
    expect(answer.statusCode, answer.body).toBe(401);
  });

  test('401 for every method without a token', async () => {
    for (const [method, path] of [
      ['GET', '/me'],
      ['PATCH', '/me'],
      ['DELETE', '/me'],
      ['GET', '/me/export'],
      ['GET', '/me/tokens'],
      ['POST', '/me/tokens'],
    ] as const) {
      const body = method === 'PATCH' ? {} : method === 'POST' ? { name: 'x', scopes: ['read'] } : undefined;
      const answer = await app.send(method, path, body === undefined ? {} : { body });
      expect([method, path, answer.statusCode]).toEqual([method, path, 401]);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="copse"');
    }
  });

  test('PATCH: 200 with the entity tag that the next one takes', async () => {
    const cy = await app.join('cy');
    const answer = await patch(cy.token, { bio: 'New.' });
    expect(answer.json()).toMatchObject({ bio: 'New.', version: 2, scopes: ['publish', 'read'] });
    expect((await patch(cy.token, { bio: 'Newer.' }, String(answer.headers.etag))).statusCode).toBe(200);
    expect((await patch(cy.token, { bio: 'Late.' })).json()).toMatchObject({ status: 412, current_version: 3 });
    expect((await app.send('PATCH', '/me', { token: cy.token, body: { bio: 'x' } })).statusCode).toBe(428);
  });

  test('PATCH: the whole document may be sent back', async () => {
    const dee = await app.join('dee');
    const { body, headers } = await app.send('GET', '/me', { token: dee.token });
    const answer = await patch(dee.token, { ...JSON.parse(body), bio: 'Changed.' }, String(headers.etag));
    expect(answer.json()).toMatchObject({ bio: 'Changed.', version: 2 });
  });

  test('PATCH: 403 for lifting or imposing a suspension on oneself', async () => {
    const ed = await app.join('ed');
    expect((await patch(ed.token, { suspended: true })).statusCode).toBe(403);
    expect((await patch(ed.token, { suspended: false })).statusCode).toBe(200);
  });

  test('GET /me/export: 200 as a file with everything kept, and no secret', async () => {
    const flo = await app.join('flo', { email: 'flo@example.org' });
    const work = { title: 'A draft of Flo', body: 'Text.', status: 'draft' };
    await app.send('POST', '/articles', { token: flo.token, body: work });
    const answer = await app.send('GET', '/me/export', { token: flo.token });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="copse-flo.json"');
    expect(answer.json()).toMatchObject({
      exported_at: '2027-03-01T09:00:00.000Z',
      instance: 'http://copse.test',
      profile: { handle: 'flo', email: 'flo@example.org', credit: 'name' },
      tokens: [{ name: 'first', scopes: ['read', 'publish'] }],
      invitations: [],
    });
    expect(answer.json()).toMatchObject({
      works: [{ title: 'A draft of Flo' }],
      revisions: [{ content: { body: 'Text.' } }],
    });
    expect(answer.body).not.toContain(flo.token);
  });
});
