import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PeopleApp, startPeopleApp } from '../../people/support.ts';
import { databaseKinds } from '../../support/databases.ts';

describe.each(databaseKinds)('GET /contributors on %s', (kind) => {
  let app: PeopleApp;
  let hidden: { token: string };
  beforeAll(async () => {
    app = await startPeopleApp(kind);
    for (const [handle, name] of [
      ['zoe', 'Zoë'],
      ['ann', 'ann'],
      ['aeb', 'Äbel'],
      ['bo', 'Bo'],
      ['ann2', 'ann'],
    ] as const) {
      await app.join(handle, { name });
    }
    await app.join('org', { name: 'An organisation', kind: 'organisation' });
    await app.join('named', { name: 'Named only', claimed: false });
    hidden = await app.join('wren', { name: 'Hidden', credit: 'pseudonym', pseudonym: 'Wren' });
    await app.send('PUT', '/contributors/bo/roles/commons', { token: app.adminToken, body: { role: 'steward' } });
  });
  afterAll(async () => await app.close());

  const list = async (query = '', token?: string) => await app.send('GET', `/contributors${query}`, { token });
  const handles = (answer: { json(): { items: { handle: string }[] } }) =>
    answer.json().items.map(({ handle }) => handle);

  test('200 by name as people sort, without those who have no public profile', async () => {
    const answer = await list();
    expect(answer.json().items.map(({ name }: { name: string }) => name)).toEqual([
      ...['Äbel', 'Admin', 'An organisation', 'ann', 'ann', 'Bo', 'Named only', 'Zoë'],
    ]);
    expect(answer.json().next).toBeNull();
    expect(answer.body).not.toMatch(/email|suspended|wren/i);
    expect(answer.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  });

  test('pages of two together are the whole, each once', async () => {
    const seen: string[] = [];
    let path: string | null = '/contributors?limit=2';
    while (path !== null) {
      const page = await app.send('GET', path);
      seen.push(...handles(page));
      const { next }: { next: string | null } = page.json();
      expect(page.headers.link).toBe(next === null ? undefined : `<${next}>; rel="next"`);
      path = next === null ? null : next.replace('http://copse.test/api/v1', '');
    }
    expect(seen).toEqual(handles(await list()));
  });

  test.each([
    ['?kind=organisation', ['org']],
    ['?claimed=false', ['named']],
    ['?role=steward&community=commons', ['bo']],
    ['?role=admin', ['admin']],
    ['?community=commons', ['bo']],
    ['?community=elsewhere', []],
  ])('%s finds %j', async (query, expected) => {
    expect(handles(await list(query))).toEqual(expected);
  });

  test('everyone is for admins', async () => {
    expect((await list('?everyone=true')).statusCode).toBe(401);
    expect((await list('?everyone=true', hidden.token)).statusCode).toBe(403);
    const all = await list('?everyone=true', app.adminToken);
    expect(handles(all)).toContain('wren');
    expect(all.json().items.find(({ handle }: { handle: string }) => handle === 'wren')).toMatchObject({
      pseudonym: 'Wren',
      page: null,
    });
  });

  test('422 for a cursor of another list, or of nobody', async () => {
    const { next } = (await list('?limit=1')).json();
    const cursor = new URL(next).searchParams.get('cursor');
    expect((await list(`?kind=person&cursor=${cursor}`)).json()).toMatchObject({ status: 422, code: 'cursor_foreign' });
    const forged = Buffer.from(JSON.stringify(['a', 'not-a-uuid', 'x'])).toString('base64url');
    expect((await list(`?cursor=${forged}`)).json()).toMatchObject({ status: 422, code: 'cursor_invalid' });
    expect((await list('?limit=101')).json().errors[0].pointer).toBe('?limit');
  });
});
