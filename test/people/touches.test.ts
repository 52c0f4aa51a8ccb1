import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTouchHandle } from '../../src/works/writing/touch.ts';
import { databaseKinds } from '../support/databases.ts';
import { type PeopleApp, startPeopleApp } from './support.ts';

describe.each(databaseKinds)('works that credit somebody who changes, on %s', (kind) => {
  let app: PeopleApp;
  beforeAll(async () => {
    app = await startPeopleApp(kind);
  });
  afterAll(async () => await app.close());

  test('look different when the credit does, and not for a line about oneself', async () => {
    const ana = await app.join('ana');
    const body = { title: 'Signed', body: 'Text.' };
    const { id } = (await app.send('POST', '/articles', { token: ana.token, body })).json();
    const tag = async () => {
      await createTouchHandle(app.db, () => app.clock.now)([{ subject: 'contributor', id: ana.id }]);
      return (await app.send('GET', `/articles/${id}`)).headers.etag;
    };
    const patch = async (change: object, match: string) =>
      await app.send('PATCH', '/me', { token: ana.token, body: change, headers: { 'if-match': match } });
    app.clock.now = new Date(app.clock.now.getTime() + 1000);
    await patch({ bio: 'A line.' }, '"1.0"');
    expect(await tag()).toBe('"1.0"');
    await patch({ name: 'Ana R.' }, '"2.0"');
    expect(await tag()).toBe('"1.1"');
    expect(await tag()).toBe('"1.1"');
  });
});
