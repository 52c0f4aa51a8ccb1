import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('roles of a contributor, on %s', (kind) => {
  let app: PeopleApp;
  let number = 0;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
    await app.send('POST', '/communities', {
      token: app.adminToken,
      body: { slug: 'facilitators', name: 'Facilitators' },
    });
  });
  afterAll(async () => await app.close());

  const somebody = async () => {
    const handle = `person-${++number}`;
    return { handle, ...(await app.join(handle)) };
  };
  const grant = async (handle: string, place: string, role: string, token: string | undefined = app.adminToken) =>
    await app.send('PUT', `/contributors/${handle}/roles/${place}`, { token, body: { role } });
  const revoke = async (handle: string, place: string, token: string | undefined = app.adminToken) =>
    await app.send('DELETE', `/contributors/${handle}/roles/${place}`, { token });
  const rolesOf = async (handle: string) => (await app.send('GET', `/contributors/${handle}`)).json().roles;
  const tokenFor = async (handle: string, scopes: string[]): Promise<string> =>
    (
      await app.send('POST', `/contributors/${handle}/tokens`, { token: app.adminToken, body: { name: 't', scopes } })
    ).json().token;
  const steward = async (place: string) => {
    const person = await somebody();
    await grant(person.handle, place, 'steward');
    return { ...person, token: await tokenFor(person.handle, ['publish', 'steward']) };
  };

  test('PUT: 204, again 204; the role shows in the profile, with a new version', async () => {
    const ana = await somebody();
    expect((await grant(ana.handle, 'facilitators', 'steward')).statusCode).toBe(204);
    expect((await grant(ana.handle, 'facilitators', 'steward')).statusCode).toBe(204);
    const profile = await app.send('GET', `/contributors/${ana.handle}`);
    expect(profile.json()).toMatchObject({ roles: [{ role: 'steward', community: 'facilitators' }], version: 2 });
    expect((await app.send('GET', '/communities/facilitators')).json().stewards).toContainEqual({
      ...{ name: expect.any(String), handle: ana.handle, url: `http://copse.test/people/${ana.handle}` },
    });
  });

  test('one role in a place: another takes its place', async () => {
    const bo = await somebody();
    await grant(bo.handle, 'instance', 'steward');
    await grant(bo.handle, 'instance', 'admin');
    expect(await rolesOf(bo.handle)).toEqual([{ role: 'admin', community: null }]);
    await grant(bo.handle, 'instance', 'steward');
    expect(await rolesOf(bo.handle)).toEqual([{ role: 'steward', community: null }]);
  });

  test('DELETE: 204, again 204', async () => {
    const cy = await somebody();
    await grant(cy.handle, 'commons', 'steward');
    expect((await revoke(cy.handle, 'commons')).statusCode).toBe(204);
    expect((await revoke(cy.handle, 'commons')).statusCode).toBe(204);
    expect(await rolesOf(cy.handle)).toEqual([]);
  });

  test('stewards choose their fellows in their own community, but oust nobody', async () => {
    const [dee, ed] = [await steward('facilitators'), await somebody()];
    expect((await grant(ed.handle, 'facilitators', 'steward', dee.token)).statusCode).toBe(204);
    expect((await grant(ed.handle, 'commons', 'steward', dee.token)).json()).toMatchObject({
      status: 403,
      code: 'steward_required',
    });
    expect((await grant(ed.handle, 'instance', 'admin', dee.token)).json()).toMatchObject({
      status: 403,
      code: 'admin_required',
    });
    expect((await revoke(ed.handle, 'facilitators', dee.token)).json()).toMatchObject({
      status: 403,
      code: 'contributor_not_yours',
    });
    expect((await revoke(dee.handle, 'facilitators', dee.token)).statusCode).toBe(204);
  });

  test('401 without a token, 403 for contributors', async () => {
    const flo = await somebody();
    expect(
      (await app.send('PUT', `/contributors/${flo.handle}/roles/commons`, { body: { role: 'steward' } })).statusCode,
    ).toBe(401);
    expect((await grant(flo.handle, 'commons', 'steward', flo.token)).statusCode).toBe(403);
  });

  test('404 for a community or a contributor that is not there', async () => {
    const gil = await somebody();
    expect((await grant(gil.handle, 'nowhere', 'steward')).json()).toMatchObject({
      status: 404,
      code: 'community_not_found',
    });
    expect((await grant('nobody', 'commons', 'steward')).json()).toMatchObject({
      status: 404,
      code: 'contributor_not_found',
    });
  });

  test('422 for an admin of one community, or a role that does not exist', async () => {
    const hal = await somebody();
    expect((await grant(hal.handle, 'commons', 'admin')).json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/role' }],
    });
    expect((await grant(hal.handle, 'commons', 'owner')).json()).toMatchObject({
      status: 422,
      errors: [{ pointer: '/role' }],
    });
  });

  test('409 for somebody who is only named', async () => {
    await app.join('named', { claimed: false });
    expect((await grant('named', 'commons', 'steward')).json()).toMatchObject({
      status: 409,
      code: 'contributor_unclaimed',
    });
  });

  test('409 for taking the last administrator away, by another role too', async () => {
    expect((await revoke('admin', 'instance')).json()).toMatchObject({ status: 409, code: 'last_admin' });
    expect((await grant('admin', 'instance', 'steward')).json()).toMatchObject({ status: 409, code: 'last_admin' });
  });

  test('of two administrators who remove each other at the same moment one remains', async () => {
    const ida = await somebody();
    await grant(ida.handle, 'instance', 'admin');
    const token = await tokenFor(ida.handle, ['admin']);
    const answers = await Promise.all([revoke('admin', 'instance', token), revoke(ida.handle, 'instance')]);
    // The second is refused as the last one, or is no administrator any more by the time that it is asked.
    expect([
      [204, 409],
      [204, 403],
    ]).toContainEqual(answers.map(({ statusCode }) => statusCode).sort());
    const admins = await app.db.selectFrom('roles').select('contributor_id').where('role', '=', 'admin').execute();
    expect(admins).toHaveLength(1);
  });
});
