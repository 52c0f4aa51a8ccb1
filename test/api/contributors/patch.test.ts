import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('PATCH /contributors/{handle} on %s', (kind) => {
  let app: PeopleApp;
  let number = 0;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
  });
  afterAll(async () => await app.close());

  const somebody = async (profile: object = {}) => {
    const handle = `person-${++number}`;
    return { handle, ...(await app.join(handle, profile)) };
  };
  const patch = async (handle: string, token: string, body: object, match: string | null = '"1.0"') => {
    const headers: Record<string, string> = match === null ? {} : { 'if-match': match };
    return await app.send('PATCH', `/contributors/${handle}`, { token, body, headers });
  };
  const lines = async (id: string) =>
    await app.db.selectFrom('changes').select(['event', 'version']).where('id', '=', id).orderBy('seq').execute();

  test('200 changes what is given, keeps the rest, and tells followers to look again', async () => {
    const ana = await somebody({ bio: 'Before.', url: 'https://ana.example.org' });
    const answer = await patch(ana.handle, ana.token, { name: 'Ana R.', url: null });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers.etag).toBe('"2.0;account"');
    expect(answer.json()).toMatchObject({ name: 'Ana R.', url: null, bio: 'Before.', version: 2 });
    expect(await lines(ana.id)).toEqual([
      { event: 'published', version: 1 },
      { event: 'touched', version: 2 },
    ]);
  });

  test('takes application/merge-patch+json', async () => {
    const bo = await somebody();
    const headers = { 'if-match': '"1.0"', 'content-type': 'application/merge-patch+json' };
    const answer = await app.send('PATCH', `/contributors/${bo.handle}`, {
      token: bo.token,
      body: JSON.stringify({ bio: 'New.' }) as never,
      headers,
    });
    expect(answer.json()).toMatchObject({ bio: 'New.' });
  });

  test('200 without a version where nothing changes, as when the whole document is sent back', async () => {
    const bo = await somebody();
    const { body, headers } = await app.send('GET', `/contributors/${bo.handle}`, { token: bo.token });
    const { suspended: _, ...document } = JSON.parse(body);
    const answer = await patch(bo.handle, bo.token, document, headers.etag as string);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().version).toBe(1);
    expect(await lines(bo.id)).toHaveLength(1);
  });

  test('an e-mail address makes a version, but no line in the public log', async () => {
    const bo = await somebody();
    expect((await patch(bo.handle, bo.token, { email: 'bo@example.org' })).json().version).toBe(2);
    expect(await lines(bo.id)).toHaveLength(1);
  });

  test('428 without If-Match and for *, 412 with what to merge for another version', async () => {
    const cy = await somebody();
    for (const match of [null, '*']) {
      expect((await patch(cy.handle, cy.token, { name: 'C' }, match)).json()).toMatchObject({
        status: 428,
        code: 'if_match_required',
      });
    }
    const stale = await patch(cy.handle, cy.token, { name: 'C' }, '"7.0"');
    expect(stale.json()).toMatchObject({ status: 412, code: 'version_stale', current_version: 1 });
    expect(stale.headers.etag).toBe('"1.0"');
  });

  test('says when credits look different, which a line about oneself does not change', async () => {
    const ben = await somebody();
    const creditedAt = async () =>
      (await app.db.selectFrom('contributors').select('credited_at').where('id', '=', ben.id).executeTakeFirstOrThrow())
        .credited_at;
    await patch(ben.handle, ben.token, { bio: 'A line.' });
    expect(await creditedAt()).toBeNull();
    await patch(ben.handle, ben.token, { url: 'https://ben.example.org' }, '"2.0"');
    expect(await creditedAt()).toEqual(app.clock.now);
  });

  test('one of many wins who change one version at the same moment', async () => {
    const dee = await somebody();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => patch(dee.handle, dee.token, { bio: `${index}` })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(9).fill(412)]);
    expect(await lines(dee.id)).toHaveLength(2);
  });

  test('401, 403 and 404 before anything else is asked', async () => {
    const [ed, flo] = [await somebody(), await somebody()];
    const gil = await somebody({ credit: 'none' });
    const anonymous = await app.send('PATCH', `/contributors/${ed.handle}`, { body: { name: 'E' } });
    expect(anonymous.statusCode).toBe(401);
    expect((await patch(ed.handle, flo.token, { name: 'E' }, null)).json()).toMatchObject({
      status: 403,
      code: 'contributor_not_yours',
    });
    expect((await patch(gil.handle, flo.token, { name: 'G' }, null)).statusCode).toBe(404);
    expect((await patch('nobody', flo.token, { name: 'N' }, null)).statusCode).toBe(404);
  });

  test('403 with a token that only reads', async () => {
    const hal = await somebody();
    const { token } = (
      await app.send('POST', '/me/tokens', { token: hal.token, body: { name: 'r', scopes: ['read'] } })
    ).json();
    expect((await patch(hal.handle, token, { name: 'H' })).json()).toMatchObject({
      status: 403,
      code: 'scope_missing',
    });
  });

  test.each([
    [{ handle: 'else' }, '/handle'],
    [{ version: 9 }, '/version'],
    [{ id: '0198f2d4-6c1e-7b7a-9d53-0d2b8f2a1c3e' }, '/id'],
    [{ id: null }, '/id'],
    [{ created_at: '2020-01-01T00:00:00Z' }, '/created_at'],
    [{ claimed: false }, '/claimed'],
    [{ page: null }, '/page'],
    [{ url: 'https://a:b@example.org' }, '/url'],
    [{ name: null }, '/name'],
    [{ credit: 'pseudonym' }, '/pseudonym'],
    [{ admin: true }, '/admin'],
  ])('422 for %j names %s', async (body, pointer) => {
    const ida = await somebody();
    const answer = await patch(ida.handle, ida.token, body);
    expect(answer.json()).toMatchObject({ status: 422, errors: [expect.objectContaining({ pointer })] });
  });

  test('an admin suspends, and the suspended only read; only an admin lifts it', async () => {
    const jo = await somebody();
    expect((await patch(jo.handle, jo.token, { suspended: true })).json()).toMatchObject({
      status: 403,
      code: 'admin_required',
    });
    expect((await patch(jo.handle, app.adminToken, { suspended: true })).json()).toMatchObject({
      suspended: true,
      version: 2,
    });
    expect((await patch(jo.handle, jo.token, { bio: 'x' }, '"2.0"')).json().code).toBe('contributor_suspended');
    expect((await app.send('GET', '/me', { token: jo.token })).json()).toMatchObject({ suspended: true });
    expect((await patch(jo.handle, app.adminToken, { suspended: false }, '"2.0"')).json()).toMatchObject({
      suspended: false,
    });
    expect((await patch(jo.handle, jo.token, { bio: 'x' }, '"3.0"')).statusCode).toBe(200);
  });

  test('409 for suspending the last administrator', async () => {
    const { headers } = await app.send('GET', '/contributors/admin', { token: app.adminToken });
    const answer = await patch('admin', app.adminToken, { suspended: true }, headers.etag as string);
    expect(answer.json()).toMatchObject({ status: 409, code: 'last_admin' });
  });

  test('who wishes no longer to be named loses the public profile at once', async () => {
    const kai = await somebody({ pseudonym: 'K' });
    await patch(kai.handle, kai.token, { credit: 'pseudonym' });
    expect((await app.send('GET', `/contributors/${kai.handle}`)).statusCode).toBe(404);
  });

  test('a community that shows a steward changes with the steward', async () => {
    const lea = await somebody();
    await app.send('PUT', `/contributors/${lea.handle}/roles/commons`, {
      token: app.adminToken,
      body: { role: 'steward' },
    });
    const before = await app.send('GET', '/communities/commons');
    expect(before.json().stewards).toContainEqual(
      expect.objectContaining({ handle: lea.handle, name: expect.any(String) }),
    );
    await patch(lea.handle, lea.token, { name: 'Lea the steward' }, '"2.0"');
    const after = await app.send('GET', '/communities/commons', {
      headers: { 'if-none-match': before.headers.etag as string },
    });
    expect(after.json().stewards).toContainEqual(expect.objectContaining({ name: 'Lea the steward' }));
  });
});
