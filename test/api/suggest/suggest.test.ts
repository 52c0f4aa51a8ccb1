import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchUp } from '../../../src/changes/catch-up.ts';
import { followWorks } from '../../../src/search/follower.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, withdraw } from '../../support/works.ts';

describe.each(databaseKinds)('GET /suggest on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(kind);
    const { token } = await app.contributor('ana-ruiz');
    await create(app, token, { title: 'Check-in round' });
    await create(app, token, { title: 'A round of check-ins' });
    await draft(app, token, { title: 'Check-in draft' });
    const gone = await create(app, token, { title: 'Check-in gone' });
    await catchUp(app.db, 'test', followWorks(app.db, app.deps.search.engines[0]!));
    await withdraw(app, gone, token);
  });
  afterAll(() => app.close());

  test.each(['che', 'check-in', 'chekc-in'])(
    '200: titles that begin like %s come first; only what is public',
    async (q) => {
      const response = await app.send('GET', `/suggest?q=${q}`);
      expect(response.statusCode, response.body).toBe(200);
      const { items } = response.json();
      expect(items[0]).toMatchObject({
        kind: 'article',
        title: 'Check-in round',
        language: 'en',
        url: 'http://copse.test/articles/check-in-round',
      });
      expect(items.map(({ title }: { title: string }) => title)).not.toContain('Check-in draft');
      expect(items.map(({ title }: { title: string }) => title)).not.toContain('Check-in gone');
    },
  );

  test('200: nothing for what nothing is like', async () => {
    expect((await app.send('GET', '/suggest?q=zzzz')).json()).toEqual({ items: [] });
  });

  test('422 without q', async () => {
    expectProblem(await app.send('GET', '/suggest'), 422, 'query_invalid', '?q');
  });
});
