import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('DELETE /me on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
  });
  afterAll(async () => await app.close());

  const leave = async (token: string, match: string | null = '"1.0"') =>
    await app.send('DELETE', '/me', { token, headers: match === null ? {} : { 'if-match': match } });
  /** Everything that any table about people says, as text. */
  const everything = async (): Promise<string> => {
    const tables = ['contributors', 'tokens', 'roles', 'invitations', 'idempotency_keys'] as const;
    return JSON.stringify(
      await Promise.all(tables.map(async (table) => await app.db.selectFrom(table).selectAll().execute())),
    );
  };

  test('204: the token is refused, the profile gone, and nothing personal is left', async () => {
    const profile = {
      name: 'Quenby Vale',
      email: 'quenby@example.org',
      bio: 'Quenby writes.',
      url: 'https://quenby.example.org',
      pseudonym: 'Quill',
    };
    const ana = await app.join('quenby', profile);
    await app.send('POST', '/me/tokens', {
      token: ana.token,
      body: { name: 'quenby-laptop', scopes: ['read'] },
      headers: { 'idempotency-key': 'q' },
    });
    expect((await leave(ana.token)).statusCode).toBe(204);
    expect((await app.send('GET', '/me', { token: ana.token })).statusCode).toBe(401);
    expect((await app.send('GET', '/contributors/quenby', { token: app.adminToken })).statusCode).toBe(404);
    expect(await everything()).not.toMatch(/quenby|quill/i);
    expect(
      (await app.send('GET', '/contributors?everyone=true&limit=100', { token: app.adminToken })).body,
    ).not.toContain(ana.id);
    const lines = await app.db.selectFrom('changes').select('event').where('id', '=', ana.id).orderBy('seq').execute();
    expect(lines.at(-1)).toEqual({ event: 'withdrawn' });
  });

  test('the answer that an admin got for making the account is forgotten, too', async () => {
    const body = { handle: 'bo', name: 'Bo Farrow', email: 'bo@farrow.example' };
    const made = await app.send('POST', '/contributors', {
      token: app.adminToken,
      body,
      headers: { 'idempotency-key': 'make-bo' },
    });
    expect(await everything()).toContain('farrow');
    await leave(made.json().token);
    expect(await everything()).not.toMatch(/farrow/i);
  });

  test('published works stay, credited to nobody; drafts go', async () => {
    const cy = await app.join('cyrus');
    const publish = async (title: string, status?: string) =>
      (
        await app.send('POST', '/articles', {
          token: cy.token,
          body: { title, body: 'Text.', ...(status ? { status } : {}) },
        })
      ).json();
    const [published, draft] = [await publish('What stays'), await publish('What goes', 'draft')];
    const before = await app.send('GET', `/articles/${published.id}`);
    expect(before.json().authors).toEqual([{ name: 'Cyrus', url: 'http://copse.test/people/cyrus' }]);
    await leave(cy.token);
    const after = await app.send('GET', `/articles/${published.id}`);
    expect(after.json()).toMatchObject({ title: 'What stays', authors: [] });
    expect(after.body).not.toMatch(/cyrus/i);
    expect((await app.send('GET', `/works/${draft.id}`, { token: app.adminToken })).statusCode).toBe(404);
    const revisions = await app.send('GET', `/works/${published.id}/revisions`);
    expect([revisions.statusCode, /cyrus/i.test(revisions.body)]).toEqual([200, false]);
  });

  test('401 for what was under way: a draft whose text is being rendered meanwhile is not kept', async () => {
    const flo = await app.join('florence');
    const { render } = app.renderer;
    const answer = new Promise<{ statusCode: number; json(): unknown }>((resolve, reject) => {
      app.renderer.render = async (...given) => {
        app.renderer.render = render;
        await leave(flo.token);
        return await render(...given);
      };
      const body = { title: 'Florence’s own', body: 'Text.', status: 'draft' };
      app.send('POST', '/articles', { token: flo.token, body }).then(resolve, reject);
    });
    const { statusCode, json } = await answer;
    expect([statusCode, json()]).toMatchObject([401, { code: 'token_invalid' }]);
    expect(await everything()).not.toMatch(/florence/i);
  });

  test('a credit by name, chosen for one work, goes with the account', async () => {
    const dee = await app.join('deirdre', { credit: 'none' });
    const body = {
      title: 'Signed',
      body: 'Text.',
      credits: [{ contributor: 'deirdre', role: 'author', choice: 'name' }],
    };
    const { id } = (await app.send('POST', '/articles', { token: dee.token, body })).json();
    expect((await app.send('GET', `/articles/${id}`)).json().authors).toEqual([{ name: 'Deirdre' }]);
    await leave(dee.token);
    expect((await app.send('GET', `/articles/${id}`)).body).not.toMatch(/deirdre/i);
  });

  test('428 and 412 as for every change', async () => {
    const ed = await app.join('ed');
    expect((await leave(ed.token, null)).statusCode).toBe(428);
    expect((await leave(ed.token, '"2.0"')).json()).toMatchObject({ status: 412, current_version: 1 });
    expect((await app.send('GET', '/me', { token: ed.token })).statusCode).toBe(200);
  });

  test('403 with a token that only reads', async () => {
    const flo = await app.join('flo');
    const { token } = (
      await app.send('POST', '/me/tokens', { token: flo.token, body: { name: 'r', scopes: ['read'] } })
    ).json();
    expect((await leave(token)).json()).toMatchObject({ status: 403, code: 'scope_missing' });
  });

  test('the suspended may leave', async () => {
    const gil = await app.join('gil');
    await app.send('PATCH', '/contributors/gil', {
      token: app.adminToken,
      body: { suspended: true },
      headers: { 'if-match': '"1.0"' },
    });
    expect((await app.send('GET', '/me/export', { token: gil.token })).statusCode).toBe(200);
    expect((await leave(gil.token, '"2.0"')).statusCode).toBe(204);
  });

  test('the stewards of a community are shown without whoever left', async () => {
    const ida = await app.join('ida');
    await app.send('PUT', '/contributors/ida/roles/commons', { token: app.adminToken, body: { role: 'steward' } });
    const before = await app.send('GET', '/communities/commons');
    expect(before.json().stewards).toHaveLength(1);
    await leave(ida.token, '"2.0"');
    const headers = { 'if-none-match': String(before.headers.etag) };
    expect((await app.send('GET', '/communities/commons', { headers })).json().stewards).toEqual([]);
  });

  test('409 for the last administrator; 204 once there is another', async () => {
    const { headers } = await app.send('GET', '/me', { token: app.adminToken });
    expect((await leave(app.adminToken, String(headers.etag))).json()).toMatchObject({
      status: 409,
      code: 'last_admin',
    });
    await app.join('hal');
    await app.send('PUT', '/contributors/hal/roles/instance', { token: app.adminToken, body: { role: 'admin' } });
    expect((await leave(app.adminToken, String(headers.etag))).statusCode).toBe(204);
    expect((await app.send('GET', '/contributors/hal')).json().roles).toEqual([{ role: 'admin', community: null }]);
  });
});
