import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('tokens of a contributor, on %s', (kind) => {
  let app: PeopleApp;
  let ana: { id: string; token: string };
  let bo: { id: string; token: string };
  beforeAll(async () => {
    app = await startPeopleApp(kind);
    ana = await app.join('ana');
    bo = await app.join('bo');
  });
  afterAll(async () => await app.close());

  const make = async (path: string, token: string | undefined, body: object, headers: Record<string, string> = {}) =>
    await app.send('POST', `${path}/tokens`, { token, body, headers });
  const reading = { name: 'a reader', scopes: ['read'] };

  test('POST /me/tokens: 201, its secret once', async () => {
    const answer = await make('/me', ana.token, {
      name: 'laptop',
      scopes: ['read', 'publish'],
      expires_at: '2027-04-01T00:00:00Z',
    });
    expect(answer.statusCode).toBe(201);
    const { id, token, ...rest } = answer.json();
    expect(answer.headers.location).toBe(`http://copse.test/api/v1/me/tokens/${id}`);
    expect(rest).toEqual({
      ...{ name: 'laptop', scopes: ['read', 'publish'] },
      ...{ created_at: '2027-03-01T09:00:00.000Z', expires_at: '2027-04-01T00:00:00.000Z' },
    });
    expect((await app.send('GET', '/me', { token })).json().handle).toBe('ana');
    const list = await app.send('GET', '/me/tokens', { token: ana.token });
    expect(list.json().items).toContainEqual({ id, ...rest });
    expect(list.body).not.toContain(token);
  });

  test('a repeated POST answers the same token, without its secret', async () => {
    const send = async () => (await make('/me', bo.token, reading, { 'idempotency-key': 'once' })).json();
    const { token, ...first } = await send();
    expect(token).toMatch(/^copse_/);
    expect(await send()).toEqual(first);
  });

  test('many twins at the same moment make one token', async () => {
    const body = { name: 'twins', scopes: ['read'] };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => make('/me', bo.token, body, { 'idempotency-key': 'twins' })),
    );
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    expect(answers.filter((answer) => answer.json().token !== undefined)).toHaveLength(1);
  });

  test('a token makes none that may do more than itself', async () => {
    const { token } = (await make('/me', ana.token, { name: 'publisher', scopes: ['publish'] })).json();
    const refused = await make('/me', token, { name: 'more', scopes: ['publish', 'import'] });
    expect(refused.json()).toMatchObject({ status: 403, code: 'scope_not_yours', errors: [{ pointer: '/scopes/1' }] });
    expect((await make('/me', token, reading)).statusCode).toBe(201);
  });

  test('a token that expires makes none that outlives it', async () => {
    const end = '2027-03-08T00:00:00.000Z';
    const { token } = (await make('/me', ana.token, { name: 'week', scopes: ['publish'], expires_at: end })).json();
    const child = await make('/me', token, { name: 'child', scopes: ['publish'] });
    expect([child.statusCode, child.json().expires_at]).toEqual([201, end]);
    const earlier = { name: 'sooner', scopes: ['read'], expires_at: '2027-03-02T00:00:00.000Z' };
    expect((await make('/me', child.json().token, earlier)).json().expires_at).toBe(earlier.expires_at);
    expect((await make('/me', token, { ...earlier, expires_at: end })).statusCode).toBe(201);
    for (const expires_at of [null, '2027-03-08T00:00:00.001Z']) {
      const refused = await make('/me', token, { name: 'longer', scopes: ['read'], expires_at });
      expect(refused.json()).toMatchObject({
        ...{ status: 422, code: 'token_expires_late', errors: [{ pointer: '/expires_at' }] },
        detail: expect.stringContaining(end),
      });
    }
  });

  test('an admin’s token that expires makes none for others that outlives it', async () => {
    const admin = { name: 'for an hour', scopes: ['admin'], expires_at: '2027-03-01T10:00:00.000Z' };
    const { token } = (await make('/me', app.adminToken, admin)).json();
    const lent = await make('/contributors/ana', token, { name: 'lent', scopes: ['import'] });
    expect([lent.statusCode, lent.json().expires_at]).toEqual([201, admin.expires_at]);
  });

  test('a token that only reads makes none and revokes none', async () => {
    const { token, id } = (await make('/me', ana.token, reading)).json();
    expect((await make('/me', token, reading)).json()).toMatchObject({ status: 403, code: 'scope_missing' });
    expect((await app.send('DELETE', `/me/tokens/${id}`, { token })).statusCode).toBe(403);
  });

  test('an admin lends import to anyone, but not a scope that takes a role', async () => {
    const lent = await make('/contributors/ana', app.adminToken, { name: 'importer', scopes: ['import'] });
    expect(lent.headers.location).toBe(`http://copse.test/api/v1/contributors/ana/tokens/${lent.json().id}`);
    expect((await app.send('GET', '/me', { token: lent.json().token })).json().scopes).toEqual(['import']);
    const refused = await make('/contributors/ana', app.adminToken, { name: 'x', scopes: ['steward'] });
    expect(refused.json()).toMatchObject({
      status: 422,
      code: 'scope_not_grantable',
      errors: [{ pointer: '/scopes/0' }],
    });
  });

  test.each([
    [{ name: 'x', scopes: [] }, '/scopes'],
    [{ name: 'x', scopes: ['write'] }, '/scopes/0'],
    [{ name: '', scopes: ['read'] }, '/name'],
    [{ name: ' ', scopes: ['read'] }, '/name'],
    [{ name: 'x', scopes: ['read'], expires_at: 'tomorrow' }, '/expires_at'],
    [{ name: 'x', scopes: ['read'], expires_at: '2027-03-01T09:00:00Z' }, '/expires_at'],
  ])('422 for %j names %s', async (body, pointer) => {
    const answer = await make('/me', ana.token, body);
    expect(answer.json()).toMatchObject({ status: 422, errors: [expect.objectContaining({ pointer })] });
  });

  test('409 for somebody who is only named', async () => {
    await app.join('named', { claimed: false });
    expect((await make('/contributors/named', app.adminToken, reading)).json()).toMatchObject({
      status: 409,
      code: 'contributor_unclaimed',
    });
  });

  test("others' tokens are nobody's business", async () => {
    expect((await make('/contributors/ana', bo.token, reading)).json()).toMatchObject({
      status: 403,
      code: 'contributor_not_yours',
    });
    expect((await app.send('GET', '/contributors/ana/tokens', { token: bo.token })).statusCode).toBe(403);
    expect((await app.send('GET', '/contributors/ana/tokens')).statusCode).toBe(401);
    const { id } = (await make('/me', ana.token, reading)).json();
    expect((await app.send('DELETE', `/contributors/ana/tokens/${id}`, { token: bo.token })).statusCode).toBe(403);
    expect((await app.send('DELETE', `/contributors/bo/tokens/${id}`, { token: bo.token })).statusCode).toBe(404);
    expect((await app.send('GET', '/contributors/ana/tokens', { token: ana.token })).statusCode).toBe(200);
  });

  test('DELETE: 204, and the token is refused from then on; again 404', async () => {
    const { id, token } = (await make('/me', ana.token, { name: 'lost', scopes: ['publish'] })).json();
    expect((await app.send('DELETE', `/me/tokens/${id}`, { token: ana.token })).statusCode).toBe(204);
    const refused = await app.send('GET', '/instance', { token });
    expect(refused.json()).toMatchObject({ status: 401, code: 'token_invalid' });
    expect(refused.headers['www-authenticate']).toContain('error="invalid_token"');
    expect((await app.send('DELETE', `/me/tokens/${id}`, { token: ana.token })).statusCode).toBe(404);
    expect((await app.send('DELETE', '/me/tokens/not-an-id', { token: ana.token })).statusCode).toBe(404);
  });

  test('an admin revokes a token of somebody else', async () => {
    const { id, token } = (await make('/me', ana.token, reading)).json();
    expect((await app.send('DELETE', `/contributors/ana/tokens/${id}`, { token: app.adminToken })).statusCode).toBe(
      204,
    );
    expect((await app.send('GET', '/me', { token })).statusCode).toBe(401);
  });

  test('lists come in pages', async () => {
    const ids = new Set<string>();
    let path: string | null = '/me/tokens?limit=2';
    while (path !== null) {
      const page: { items: { id: string }[]; next: string | null } = (
        await app.send('GET', path, { token: ana.token })
      ).json();
      for (const { id } of page.items) ids.add(id);
      path = page.next?.replace('http://copse.test/api/v1', '') ?? null;
    }
    const all = (await app.send('GET', '/me/tokens?limit=100', { token: ana.token })).json().items;
    expect([...ids]).toEqual(all.map(({ id }: { id: string }) => id));
  });
});
