import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

const minutes = 60_000;

describe.each(databaseKinds)('POST /contributors, open to all, on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind, { registration: 'open' });
  });
  afterAll(async () => await app.close());

  const register = async (body: object, sent: { token?: string; headers?: Record<string, string> } = {}) =>
    await app.send('POST', '/contributors', { body, ...sent });

  test('201 with a token that publishes, a location and an entity tag', async () => {
    const answer = await register({
      handle: 'ana',
      name: ' Ana  Ruiz ',
      email: 'ana@example.org',
      url: 'https://ana.example.org',
    });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({
      location: 'http://copse.test/api/v1/contributors/ana',
      etag: '"1.0;account"',
    });
    expect(answer.headers['cache-control']).toBe('private, no-store');
    const { token, ...account } = answer.json();
    expect(account).toMatchObject({
      ...{
        handle: 'ana',
        name: 'Ana Ruiz',
        kind: 'person',
        credit: 'name',
        claimed: true,
        suspended: false,
        roles: [],
      },
      ...{ email: 'ana@example.org', page: 'http://copse.test/people/ana', version: 1 },
    });
    const me = await app.send('GET', '/me', { token });
    expect(me.json()).toMatchObject({ handle: 'ana', scopes: ['publish', 'read'] });
  });

  test('409 for a handle that is taken, by somebody hidden too', async () => {
    await register({ handle: 'bo', name: 'Bo', credit: 'none' });
    const again = await register({ handle: 'bo', name: 'Another Bo' });
    expect(again.statusCode).toBe(409);
    expect(again.json()).toMatchObject({ code: 'handle_taken', errors: [{ pointer: '/handle' }] });
  });

  test('409 for all but one of those who ask for one handle at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => register({ handle: 'rush', name: 'Rush' })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array(7).fill(409)]);
  });

  test.each([
    [{ name: 'No handle' }, '/handle'],
    [{ handle: 'Big', name: 'Big' }, '/handle'],
    [{ handle: 'a-', name: 'A' }, '/handle'],
    [{ handle: 'a'.repeat(40), name: 'A' }, '/handle'],
    [{ handle: 'admin', name: 'A' }, '/handle'],
    [{ handle: 'communities', name: 'A' }, '/handle'],
    [{ handle: 'cy', name: '\u200b' }, '/name'],
    [{ handle: 'cy', name: 'x'.repeat(201) }, '/name'],
    [{ handle: 'cy', name: 'Cy', url: 'javascript:alert(1)' }, '/url'],
    [{ handle: 'cy', name: 'Cy', url: 'https://' }, '/url'],
    [{ handle: 'cy', name: 'Cy', url: 'https://cy:secret@example.org/' }, '/url'],
    [{ handle: 'cy', name: 'Cy', url: 'https://cy@example.org' }, '/url'],
    [{ handle: 'cy', name: 'Cy', email: 'cy' }, '/email'],
    [{ handle: 'cy', name: 'Cy', credit: 'pseudonym' }, '/pseudonym'],
    [{ handle: 'cy', name: 'Cy', credit: 'sometimes' }, '/credit'],
    [{ handle: 'cy', name: 'Cy', admin: true }, '/admin'],
    [{ handle: 'cy', name: 'C\u0000y' }, '/name'],
    [{ handle: 'cy', name: 'Cy', invitation: 'never-given' }, '/invitation'],
  ])('422 for %j names %s', async (body, pointer) => {
    const answer = await register(body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([expect.objectContaining({ pointer })]);
  });

  test('422 says in words what a handle is', async () => {
    const answer = await register({ handle: 'Ana Ruiz', name: 'Ana' });
    expect(answer.json().detail).toBe(
      '/handle must be small letters (a to z), digits and hyphens, with a letter or digit first and last: 1 to 39 characters',
    );
  });

  test('201 with an @ after the host; what looks like a second user name is part of the path', async () => {
    const url = 'https://social.example/@cyd?to=a@b.example';
    expect((await register({ handle: 'cyd', name: 'Cyd', url })).json().url).toBe(url);
  });

  test('409 for registering twice, with a key or not: nobody can be told the token again', async () => {
    const send = async () =>
      await register({ handle: 'twice', name: 'Twice' }, { headers: { 'idempotency-key': 'register-1' } });
    expect((await send()).statusCode).toBe(201);
    expect((await send()).json()).toMatchObject({ status: 409, code: 'handle_taken' });
  });

  test('403 for making a contributor without an account, unless one is an admin', async () => {
    const body = { handle: 'old-author', name: 'Old Author', claimed: false };
    expect((await register(body)).json()).toMatchObject({ status: 403, code: 'admin_required' });
    const made = await register(body, { token: app.adminToken });
    expect(made.statusCode).toBe(201);
    expect(made.json()).toMatchObject({ claimed: false, handle: 'old-author' });
    expect(made.json().token).toBeUndefined();
  });

  test('an admin makes a bot, and its token is not in the repeated answer', async () => {
    const send = async () =>
      await register(
        { handle: 'feed-bot', name: 'Feed bot', kind: 'bot' },
        { token: app.adminToken, headers: { 'idempotency-key': 'bot-1' } },
      );
    const [first, second] = [await send(), await send()];
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    const { token, ...rest } = first.json();
    expect(token).toMatch(/^copse_/);
    expect(second.json()).toEqual(rest);
    const stored = await app.db.selectFrom('idempotency_keys').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test('401 with a token that is unknown, rather than as if there were none', async () => {
    expect((await register({ handle: 'dee', name: 'Dee' }, { token: 'copse_unknown' })).statusCode).toBe(401);
  });
});

describe.each(databaseKinds)('POST /contributors, by invitation, on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind, { registration: 'invitation' });
  });
  afterAll(async () => await app.close());

  const invite = async (body: object = {}, token = app.adminToken): Promise<string> => {
    const answer = await app.send('POST', '/invitations', { token, body });
    expect(answer.statusCode).toBe(201);
    return answer.json().code;
  };
  const register = async (handle: string, invitation?: string) =>
    await app.send('POST', '/contributors', {
      body: { handle, name: handle, ...(invitation === undefined ? {} : { invitation }) },
    });

  test('403 without a code', async () => {
    expect((await register('ana')).json()).toMatchObject({ status: 403, code: 'invitation_required' });
  });

  test('201 with a code, once', async () => {
    const code = await invite();
    expect((await register('bo', code)).statusCode).toBe(201);
    expect((await register('cy', code)).json()).toMatchObject({ status: 422, code: 'invitation_invalid' });
  });

  test('one of many wins who register with one code at the same moment', async () => {
    const code = await invite();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => register(`rush-${index}`, code)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, ...Array(7).fill(422)]);
  });

  test('a code is still good after a registration that failed', async () => {
    const code = await invite();
    await register('dee', await invite());
    expect((await register('dee', code)).statusCode).toBe(409);
    expect((await register('dee-2', code)).statusCode).toBe(201);
  });

  test('422 when it has expired', async () => {
    const code = await invite({ days: 1 });
    const asked = app.clock.now;
    app.clock.now = new Date(asked.getTime() + 24 * 60 * minutes);
    expect((await register('late', code)).json()).toMatchObject({ code: 'invitation_invalid' });
    app.clock.now = asked;
    expect((await register('late', code)).statusCode).toBe(201);
  });

  test('the role of the code comes with the account, and the scope with its token', async () => {
    const code = await invite({ role: 'steward', community: 'commons' });
    const { token, roles } = (await register('flo', code)).json();
    expect(roles).toEqual([{ role: 'steward', community: 'commons' }]);
    expect((await app.send('GET', '/me', { token })).json().scopes).toContain('steward');
  });

  test('422 when whoever invited may no longer give that role', async () => {
    const gil = await app.join('gil');
    await app.send('PUT', '/contributors/gil/roles/commons', { token: app.adminToken, body: { role: 'steward' } });
    const made = await app.send('POST', '/contributors/gil/tokens', {
      ...{ token: app.adminToken, body: { name: 'steward', scopes: ['steward'] } },
    });
    const code = await invite({ role: 'steward', community: 'commons' }, made.json().token);
    await app.send('DELETE', '/contributors/gil/roles/commons', { token: app.adminToken });
    expect((await register('hal', code)).json()).toMatchObject({ code: 'invitation_invalid' });
    expect(gil.token).toBeDefined();
  });
});

describe('POST /contributors, closed', () => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp('embedded', { registration: 'closed' });
  });
  afterAll(async () => await app.close());

  test('403 for all but admins, with an invitation too', async () => {
    const { code } = (await app.send('POST', '/invitations', { token: app.adminToken, body: {} })).json();
    const body = { handle: 'ana', name: 'Ana', invitation: code };
    expect((await app.send('POST', '/contributors', { body })).json()).toMatchObject({
      status: 403,
      code: 'registration_closed',
    });
    const ana = await app.join('ana');
    const { code: refused } = (
      await app.send('POST', '/contributors', { token: ana.token, body: { ...body, handle: 'bo' } })
    ).json();
    expect(refused).toBe('registration_closed');
  });
});
