import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, expectProblem } from '../../support/works.ts';

/** One of the databases is enough: nothing of what is refused gets as far as that. */
describe.each(databaseKinds.slice(-1))('filters that can find nothing, on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    await create(app, ana.token, { title: 'Caminho', language: 'pt-BR', license: 'CC-BY-SA-4.0' });
  });
  afterAll(async () => await app.close());

  const places = ['/works', '/search', '/feed.json'];

  test.each([
    ['kind=resource', '?kind', 'must be article'],
    ['kind=articles', '?kind', 'must be article'],
    ['maturity=tested', '?maturity', 'must be one of wanted, outlined, described, tried, proven'],
    ['maturity=tried&maturity=best', '?maturity', 'must be one of wanted, outlined, described, tried, proven'],
    ['maturity=tried,proven', '?maturity', 'must be one of wanted, outlined, described, tried, proven'],
    ['setting=zoom', '?setting', 'must be one of online, in_person, async'],
    ['difficulty=Easy', '?difficulty', 'must be one of easy, moderate, hard'],
    ['license=CC-BY-5.0', '?license', 'must be an SPDX id known here; did you mean CC-BY-4.0 or'],
    ['license=beerware', '?license', 'must be an SPDX id known here, such as CC-BY-4.0; GET /licenses lists them'],
    [
      'language=english',
      '?language',
      'is no BCP 47 language tag, which begins with a code of two or three letters: en or pt-BR',
    ],
    [
      'language=e',
      '?language',
      'is no BCP 47 language tag, which begins with a code of two or three letters: en or pt-BR',
    ],
    ['minutes=soon', '?minutes', 'must be a whole number'],
    ['updated_since=yesterday', '?updated_since', 'must be a time such as 2026-05-01T09:30:00Z'],
  ])('422 %s names the parameter and what it takes, everywhere', async (query, pointer, words) => {
    for (const place of places) {
      const problem = expectProblem(await app.send('GET', `${place}?${query}`), 422, 'query_invalid', pointer);
      expect(problem.errors[0].detail).toContain(words);
      expect(problem.detail).toContain(pointer);
    }
  });

  test('422 a sort or a parameter that there is not, with those that there are', async () => {
    const sort = expectProblem(await app.send('GET', '/works?sort=newest'), 422, 'query_invalid', '?sort');
    expect(sort.errors[0].detail).toBe('must be one of published_at, updated_at, title');
    const typo = expectProblem(await app.send('GET', '/works?licence=CC0-1.0&tags=a'), 422, 'query_invalid');
    expect(typo.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['?licence', '?tags']);
    expect(typo.errors[0].detail).toContain('license, language');
  });

  test('422 a licence, with those that are known', async () => {
    const { accepted } = (await app.send('GET', '/works?license=none')).json();
    expect(accepted).toEqual(expect.arrayContaining(['CC-BY-4.0', 'CC-BY-NC-4.0']));
  });

  test.each([
    'license=cc-by-sa-4.0',
    'license=CC%20BY-SA%204.0',
    'language=pt-br',
    'language=PT-BR&license=Cc-By-Sa-4.0',
  ])('200 %s: in capitals or not', async (query) => {
    // The index of a search follows later.
    for (const place of ['/works', '/feed.json'])
      expect((await app.send('GET', `${place}?${query}`)).json().items.length, place).toBe(1);
    expect((await app.send('GET', `/search?${query}`)).statusCode).toBe(200);
  });
});
