import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('/invitations on %s', (kind) => {
  let app: PeopleApp;
  let ana: { token: string };
  let steward: string;
  beforeAll(async () => {
    app = await startPeopleApp(kind, { registration: 'invitation' });
    ana = await app.join('ana');
    await app.join('sten');
    await app.send('PUT', '/contributors/sten/roles/commons', { token: app.adminToken, body: { role: 'steward' } });
    const made = await app.send('POST', '/contributors/sten/tokens', {
      token: app.adminToken,
      body: { name: 's', scopes: ['steward'] },
    });
    steward = made.json().token;
  });
  afterAll(async () => await app.close());

  const invite = async (
    body: object = {},
    token: string | undefined = app.adminToken,
    headers: Record<string, string> = {},
  ) => await app.send('POST', '/invitations', { token, body, headers });
  const list = async (token: string | undefined, query = '') =>
    await app.send('GET', `/invitations${query}`, { token });
  const remove = async (id: string, token: string | undefined = app.adminToken) =>
    await app.send('DELETE', `/invitations/${id}`, { token });

  test('POST: 201 with the code once, for two weeks', async () => {
    const answer = await invite({ note: 'for Bo' });
    expect(answer.statusCode).toBe(201);
    const { id, code, ...rest } = answer.json();
    expect(code).toMatch(/^copse-invite-[0-9a-f]{40}$/);
    expect(answer.headers.location).toBe(`http://copse.test/api/v1/invitations/${id}`);
    expect(rest).toEqual({
      ...{ note: 'for Bo', role: null, community: null, created_by: 'admin', used_at: null, used_by: null },
      ...{ created_at: '2027-03-01T09:00:00.000Z', expires_at: '2027-03-15T09:00:00.000Z' },
    });
    expect((await list(app.adminToken)).body).not.toContain(code);
    expect(JSON.stringify(await app.db.selectFrom('invitations').selectAll().execute())).not.toContain(code);
  });

  test('POST: a repeated one answers the same invitation, without its code', async () => {
    const send = async () => (await invite({ note: 'twice' }, app.adminToken, { 'idempotency-key': 'twice' })).json();
    const { code, ...first } = await send();
    expect(code).toBeDefined();
    expect(await send()).toEqual(first);
  });

  test('POST: a steward invites, with a role in the community looked after only', async () => {
    expect((await invite({}, steward)).statusCode).toBe(201);
    expect((await invite({ role: 'steward', community: 'commons' }, steward)).json()).toMatchObject({
      role: 'steward',
      community: 'commons',
    });
    expect((await invite({ role: 'steward' }, steward)).json()).toMatchObject({ status: 403, code: 'admin_required' });
    expect((await invite({ role: 'admin' }, steward)).statusCode).toBe(403);
    expect((await invite({ role: 'admin' })).json()).toMatchObject({ role: 'admin', community: null });
  });

  test('POST: 401 without a token, 403 for contributors', async () => {
    expect((await app.send('POST', '/invitations', { body: {} })).statusCode).toBe(401);
    expect((await invite({}, ana.token)).statusCode).toBe(403);
  });

  test.each([
    [{ days: 0 }, '/days'],
    [{ days: 91 }, '/days'],
    [{ role: 'owner' }, '/role'],
    [{ role: 'admin', community: 'commons' }, '/role'],
    [{ community: 'commons' }, '/role'],
    [{ role: 'steward', community: 'nowhere' }, '/community'],
    [{ note: 'x'.repeat(501) }, '/note'],
  ])('POST: 422 for %j names %s', async (body, pointer) => {
    expect((await invite(body)).json()).toMatchObject({ status: 422, errors: [expect.objectContaining({ pointer })] });
  });

  test("GET: newest first in pages, all for admins and a steward's own", async () => {
    const all = (await list(app.adminToken, '?limit=100')).json().items;
    expect(all.map(({ id }: { id: string }) => id)).toEqual(
      all
        .map(({ id }: { id: string }) => id)
        .sort()
        .reverse(),
    );
    const first = (await list(app.adminToken, '?limit=2')).json();
    const second = (
      await app.send('GET', first.next.replace('http://copse.test', ''), { token: app.adminToken })
    ).json();
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 2 + second.items.length));
    const own = (await list(steward)).json().items;
    expect(new Set(own.map(({ created_by }: { created_by: string }) => created_by))).toEqual(new Set(['sten']));
    expect((await list(ana.token)).statusCode).toBe(403);
    expect((await list(undefined)).statusCode).toBe(401);
  });

  test('GET: tells who came by a code', async () => {
    const { id, code } = (await invite()).json();
    await app.send('POST', '/contributors', { body: { handle: 'guest', name: 'Guest', invitation: code } });
    const { items } = (await list(app.adminToken, '?limit=100')).json();
    expect(items.find((item: { id: string }) => item.id === id)).toMatchObject({
      used_by: 'guest',
      used_at: '2027-03-01T09:00:00.000Z',
    });
  });

  test('DELETE: 204, and the code is worthless; 404 again; 409 once used', async () => {
    const { id, code } = (await invite()).json();
    expect((await remove(id)).statusCode).toBe(204);
    const late = await app.send('POST', '/contributors', { body: { handle: 'late', name: 'Late', invitation: code } });
    expect(late.json()).toMatchObject({ code: 'invitation_invalid' });
    expect((await remove(id)).statusCode).toBe(404);
    const used = (await invite()).json();
    await app.send('POST', '/contributors', { body: { handle: 'fast', name: 'Fast', invitation: used.code } });
    expect((await remove(used.id)).json()).toMatchObject({ status: 409, code: 'invitation_used' });
  });

  test("DELETE: a steward's own only", async () => {
    const [own, others] = [(await invite({}, steward)).json(), (await invite()).json()];
    expect((await remove(others.id, steward)).statusCode).toBe(404);
    expect((await remove(own.id, ana.token)).statusCode).toBe(403);
    expect((await remove(own.id, steward)).statusCode).toBe(204);
    expect((await remove('not-an-id')).statusCode).toBe(404);
  });
});
