import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('POST /communities on %s', (kind) => {
  let app: PeopleApp;
  let ana: { token: string };
  beforeAll(async () => {
    app = await startPeopleApp(kind);
    ana = await app.join('ana');
  });
  afterAll(async () => await app.close());

  const create = async (body: object, token: string | undefined = app.adminToken) =>
    await app.send('POST', '/communities', { token, body });

  test('201 with a slug of the name, and the rest as given', async () => {
    const answer = await create({
      name: 'Peer  learners',
      license: 'CC-BY-SA-4.0',
      language: 'PT-br',
      thresholds: { proven_experiences: 5 },
    });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({
      location: 'http://copse.test/api/v1/communities/peer-learners',
      etag: '"1.0"',
    });
    expect(answer.json()).toMatchObject({
      ...{ slug: 'peer-learners', name: 'Peer learners', license: 'CC-BY-SA-4.0', license_from: 'community' },
      ...{ language: 'pt-BR', language_from: 'community', thresholds: { proven_experiences: 5 } },
    });
    const { id } = answer.json();
    const lines = await app.db.selectFrom('changes').select(['subject', 'event']).where('id', '=', id).execute();
    expect(lines).toEqual([{ subject: 'community', event: 'published' }]);
  });

  test('409 for a slug that is taken', async () => {
    expect((await create({ slug: 'commons', name: 'Again' })).json()).toMatchObject({
      status: 409,
      code: 'slug_taken',
      errors: [{ pointer: '/slug' }],
    });
  });

  test.each([
    [{ name: '' }, '/name'],
    [{ name: ' ' }, '/name'],
    [{ name: '学習' }, '/slug'],
    [{ slug: 'instance', name: 'I' }, '/slug'],
    [{ slug: 'Upper', name: 'U' }, '/slug'],
    [{ name: 'X', license: 'CC-BY-NC-4.0' }, '/license'],
    [{ name: 'X', license: 'CC BY 4.0' }, '/license'],
    [{ name: 'X', language: 'not a tag' }, '/language'],
    [{ name: 'X', editing: 'nobody' }, '/editing'],
    [{ name: 'X', thresholds: { tried_experiences: 0 } }, '/thresholds/tried_experiences'],
    [{ name: 'X', thresholds: { loved: 3 } }, '/thresholds/loved'],
  ])('422 for %j names %s', async (body, pointer) => {
    const answer = await create(body);
    expect(answer.json()).toMatchObject({ status: 422, errors: [expect.objectContaining({ pointer })] });
  });

  test('401 without a token, 403 for all but admins', async () => {
    expect((await app.send('POST', '/communities', { body: { name: 'X' } })).statusCode).toBe(401);
    expect((await create({ name: 'X' }, ana.token)).statusCode).toBe(403);
  });
});
