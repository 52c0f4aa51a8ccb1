import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, demandGot, patch, read } from '../../support/works.ts';

describe.each(databaseKinds)('credits of a work and of its history on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
  });
  afterAll(async () => await app.close());

  const get = async (path: string) => (await app.send('GET', path)).json();

  test('who takes no credit for one work stands in no revision of it, neither as author nor by what it said then', async () => {
    const work = await create(app, ana.token, { credits: [{ contributor: 'ana-ruiz', choice: 'name' }] });
    expect((await get(`/works/${work.id}/revisions/1`)).credits).toMatchObject([{ name: 'Ana Ruiz' }]);
    const { credits } = (await read(app, work.id, ana.token)).json;
    const changed = demandGot(
      await patch(app, work, ana.token, { credits: [{ id: credits[0].id, choice: 'none' }], body: 'Changed.' }),
    );
    expect(changed.json.version).toBe(2);
    const history = [
      await get(`/works/${work.id}/revisions`),
      await get(`/works/${work.id}/revisions/1`),
      await get(`/works/${work.id}/revisions/2`),
    ];
    expect(JSON.stringify(history)).not.toMatch(/ana-ruiz|Ana Ruiz/);
    const elsewhere = await create(app, ana.token);
    expect((await get(`/works/${elsewhere.id}/revisions`)).items[0].author).toMatchObject({ name: 'Ana Ruiz' });
  });

  test('200 where one credit comes back as two, in two roles', async () => {
    const work = await create(app, ana.token);
    const [credit] = work.json.credits;
    const both = [
      { id: credit.id, role: 'author' },
      { id: credit.id, role: 'editor' },
    ];
    const changed = demandGot(await patch(app, work, ana.token, { credits: both }));
    expect(changed.json.credits.map(({ role }: { role: string }) => role)).toEqual(['author', 'editor']);
    expect(new Set(changed.json.credits.map(({ id }: { id: string }) => id)).size).toBe(2);
  });

  test('a draft stays with its other author when the one who made it goes', async () => {
    const gone = await app.contributor('gone');
    const shared = { status: 'draft', credits: [{ contributor: 'gone' }, { contributor: 'bo' }] };
    const kept = (
      await app.send('POST', '/articles', { token: gone.token, body: { title: 'Kept', ...shared } })
    ).json();
    const own = (
      await app.send('POST', '/articles', { token: gone.token, body: { title: 'Own', status: 'draft' } })
    ).json();
    const me = await app.send('GET', '/me', { token: gone.token });
    const left = await app.send('DELETE', '/me', {
      token: gone.token,
      headers: { 'if-match': String(me.headers.etag) },
    });
    expect(left.statusCode, left.body).toBe(204);
    expect((await app.send('GET', `/articles/${kept.id}`, { token: bo.token })).statusCode).toBe(200);
    const rest = await app.db.selectFrom('works').select('id').where('id', 'in', [kept.id, own.id]).execute();
    expect(rest).toEqual([{ id: kept.id }]);
  });
});
