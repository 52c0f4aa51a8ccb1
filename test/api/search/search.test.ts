import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchUp } from '../../../src/changes/catch-up.ts';
import { followWorks } from '../../../src/search/follower.ts';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, expectProblem, type Got, withdraw } from '../../support/works.ts';

describe.each(databaseKinds)('GET /search on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let round: Got;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    round = await create(app, ana.token, {
      title: 'Check-in round',
      body: 'Say hello.\n\n## When to use it\n\nAt the opening of a meeting.',
      tags: ['opening'],
      practice: { setting: ['online'], participants: { min: 3, max: 12 } },
    });
    await create(app, ana.token, { title: 'Closing round', tags: ['closing'], practice: { setting: ['in_person'] } });
    await follow();
  });
  afterAll(() => app.close());

  const follow = () => catchUp(app.db, 'test', followWorks(app.db, app.deps.search.engines[0]!));
  const search = (query: string) => app.send('GET', `/search?${query}`);

  test('200: cards with what was found marked, the section, the facets and who answered', async () => {
    const response = await search('q=opening+meting');
    expect(response.statusCode, response.body).toBe(200);
    const { items, took_ms, ...answer } = response.json();
    expect(took_ms).toBeGreaterThanOrEqual(0);
    expect(answer).toMatchObject({ estimated_total: 1, facets_exact: true, engine: 'postgres', degraded: false });
    expect(answer.facets.tag).toEqual({ opening: 1 });
    expect(items).toEqual([
      expect.objectContaining({
        id: round.id,
        title: 'Check-in round',
        license: 'CC-BY-4.0',
        url: round.json.url,
        authors: [expect.objectContaining({ name: 'Ana Ruiz' })],
        anchor: 'h-when-to-use-it',
        highlight: { title: 'Check-in round', body: 'At the <mark>opening</mark> of a <mark>meeting</mark>.' },
      }),
    ]);
  });

  test('200 without q: everything, newest first, counted exactly', async () => {
    const { items, estimated_total, facets, facets_exact } = (await search('')).json();
    expect(items.map(({ title }: Got['json']) => title)).toEqual(['Closing round', 'Check-in round']);
    expect([estimated_total, facets_exact, facets.setting]).toEqual([2, true, { online: 1, in_person: 1 }]);
    expect(items[0].anchor).toBeUndefined();
  });

  test('200 with every filter', async () => {
    const filters =
      'kind=article&community=commons&tag=opening&tag=closing&license=CC-BY-4.0&language=en&contributor=ana-ruiz&setting=online' +
      '&participants=5&updated_since=2020-01-01T00:00:00Z';
    const community = (await search('')).json().items[0].community;
    const { items } = (await search(`q=round&${filters.replace('commons', community)}`)).json();
    expect(items.map(({ id }: Got['json']) => id)).toEqual([round.id]);
    expect((await search('q=round&minutes=5')).json().items).toEqual([]);
  });

  test('200 with include: body, html and practice beside the card', async () => {
    const { items } = (await search('q=check-in&include=body,practice')).json();
    expect(items[0]).toMatchObject({ body: round.json.body, practice: { setting: ['online'] } });
    expect(items[0].html).toBeUndefined();
  });

  test('200: what is withdrawn is gone at once, though nobody follows the log', async () => {
    const fleeting = await create(app, ana.token, { title: 'Fleeting practice' });
    await follow();
    expect((await search('q=fleeting')).json().estimated_total).toBe(1);
    expect((await withdraw(app, fleeting, ana.token)).statusCode).toBe(204);
    expect((await search('q=fleeting')).json()).toMatchObject({ items: [], estimated_total: 0 });
  });

  test('200: pages follow one another', async () => {
    const whole = (await search('q=round')).json().items.map(({ id }: Got['json']) => id);
    const pages = await Promise.all(
      [0, 1].map(async (offset) => (await search(`q=round&limit=1&offset=${offset}`)).json().items[0].id),
    );
    expect(pages).toEqual(whole);
    expect((await search('q=round&offset=500')).json().items).toEqual([]);
  });

  test('200: a search may be kept by caches that ask again, and read from any site', async () => {
    const { headers } = await app.send('GET', '/search?q=round', { headers: { origin: 'https://elsewhere.example' } });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  });

  test('304 for the ETag of the same answer, however long it took', async () => {
    const { headers } = await search('q=round');
    expect(headers.etag).toMatch(/^W\/"/);
    const again = await app.send('GET', '/search?q=round', { headers: { 'if-none-match': String(headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    const other = await app.send('GET', '/search?q=closing', { headers: { 'if-none-match': String(headers.etag) } });
    expect(other.statusCode).toBe(200);
  });

  test.each([
    ['q too long', `q=${'a'.repeat(501)}`, '?q'],
    ['an unknown parameter', 'query=x', '?query'],
    ['a limit over 100', 'limit=101', '?limit'],
    ['a negative offset', 'offset=-1', '?offset'],
    ['participants that are no number', 'participants=many', '?participants'],
    ['a time that is none', 'updated_since=yesterday', '?updated_since'],
  ])('422 for %s', async (_what, query, pointer) => {
    expectProblem(await search(query), 422, 'query_invalid', pointer);
  });

  test('422 beyond the thousandth result', async () => {
    expect((await search('offset=900&limit=100')).statusCode).toBe(200);
    expectProblem(await search('offset=901&limit=100'), 422, 'search_too_deep', '?offset');
  });
});
