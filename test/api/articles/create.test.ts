import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, read } from '../../support/works.ts';

const practice = {
  problem: 'Nobody knows who is here.',
  context: ['A circle that meets for the first time'],
  forces: ['Time is short'],
  steps: [{ title: 'Go round', body: 'Each says *one* word.', minutes: 10, pitfall: 'Speeches' }, { title: 'Close' }],
  resulting_context: 'Everybody has spoken once.',
  when_not_to_use: 'With more than thirty people.',
  signs_it_works: ['People use names'],
  variations: ['With objects'],
  participants: { min: 3, max: 12 },
  minutes: { min: 10 },
  setting: ['online', 'in_person'],
  difficulty: 'easy',
  materials: ['A bell'],
  audience: ['facilitators'],
  review_by: '2030-01-31',
};

describe.each(databaseKinds)('POST /articles on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    await app.contributor('bo');
  });
  afterAll(async () => await app.close());

  const post = async (body: object, token: string | undefined = ana.token) =>
    await app.send('POST', '/articles', { token, body });

  test('201 publishes at once, with Location, ETag and everything the work shows', async () => {
    const response = await post({
      title: ' Check-in \n round ',
      body: '# Hi\n\nSay *one* word.',
      tags: ['Opening', 'opening', ' Circles '],
      language: 'PT-br',
      practice,
    });
    expect(response.statusCode).toBe(201);
    const { id, ...work } = response.json();
    expect(response.headers.location).toBe(`http://copse.test/api/v1/articles/${id}`);
    expect(response.headers.etag).toBe('"1.0"');
    expect(response.headers['cache-control']).toBe('private, no-store');
    expect(work).toMatchObject({
      ...{
        kind: 'article',
        slug: 'check-in-round',
        title: 'Check-in round',
        summary: 'Say one word.',
        language: 'pt-BR',
      },
      ...{ url: 'http://copse.test/articles/check-in-round', community: 'commons', tags: ['opening', 'circles'] },
      ...{
        license: 'CC-BY-4.0',
        license_from: 'instance',
        license_url: 'https://creativecommons.org/licenses/by/4.0/',
      },
      ...{ status: 'published', version: 1, touch: 0, maturity: 'described', relations: [], origin: null },
      authors: [{ name: 'Ana Ruiz', url: 'http://copse.test/people/ana-ruiz' }],
      credits: [{ role: 'author', name: 'Ana Ruiz', handle: 'ana-ruiz', contributor_id: ana.id }],
      html: expect.stringContaining('<em>one</em>'),
      practice: {
        ...practice,
        steps: [
          { ...practice.steps[0], html: '<p>Each says <em>one</em> word.</p>' },
          { title: 'Close', html: '' },
        ],
      },
    });
    expect((await read(app, id)).json).toEqual(response.json());
  });

  test('201 begins a draft, which has no slug and no date and is in no log', async () => {
    const work = await draft(app, ana.token, { title: 'Not yet' });
    expect(work.json).toMatchObject({
      status: 'draft',
      slug: null,
      published_at: null,
      version: 1,
      url: `http://copse.test/articles/${work.id}`,
    });
    const log = (await app.send('GET', '/changes?limit=1000')).json();
    expect(log.items.map((change: { id: string }) => change.id)).not.toContain(work.id);
  });

  test('201 says whose default licence and language it took', async () => {
    await app.db
      .updateTable('communities')
      .set({ license: 'CC-BY-SA-4.0', language: 'fr' })
      .where('slug', '=', 'commons')
      .execute();
    const fromCommunity = await create(app, ana.token);
    await app.db
      .updateTable('communities')
      .set({ license: null, language: null })
      .where('slug', '=', 'commons')
      .execute();
    expect(fromCommunity.json).toMatchObject({ license: 'CC-BY-SA-4.0', license_from: 'community', language: 'fr' });
    expect((await create(app, ana.token)).json).toMatchObject({
      license: 'CC-BY-4.0',
      license_from: 'instance',
      language: 'en',
    });
    expect((await create(app, ana.token, { license: 'CC0-1.0' })).json).toMatchObject({
      license: 'CC0-1.0',
      license_from: 'given',
    });
  });

  test('201 takes the summary that is given, and else the beginning of the text', async () => {
    expect((await create(app, ana.token, { body: 'The text.', summary: ' In \n short ' })).json).toMatchObject({
      summary: 'In short',
      excerpt: 'The text.',
    });
    expect((await create(app, ana.token, { body: '' })).json).toMatchObject({ summary: '', body: '', html: '' });
  });

  test('201 credits people by handle and by name, in order, and each once', async () => {
    const credits = [
      { contributor: 'bo', role: 'facilitator' },
      { name: 'Zoë Kravitz-Okoye', url: 'https://zoe.example/me' },
      { name: 'Zoë Kravitz-Okoye', url: 'https://zoe.example/me', role: 'author' },
      { name: 'Zoë Kravitz-Okoye', url: 'https://zoe.example/me', role: 'translator' },
    ];
    const work = await create(app, ana.token, { credits });
    const zoe = { name: 'Zoë Kravitz-Okoye', url: 'https://zoe.example/me' };
    expect(work.json.credits).toMatchObject([
      { name: 'Bo', role: 'facilitator', handle: 'bo' },
      { ...zoe, role: 'author' },
      { ...zoe, role: 'translator' },
    ]);
    expect(work.json.credits[1].contributor_id).toBe(work.json.credits[2].contributor_id);
    expect(work.json.authors).toEqual([{ name: 'Bo', url: 'http://copse.test/people/bo' }, zoe]);
    const again = await create(app, ana.token, { credits: [zoe] });
    expect(again.json.credits[0].contributor_id).toBe(work.json.credits[1].contributor_id);
  });

  test.each([
    [[{ contributor: 'nobody-here' }], 'contributor_unknown', '/credits/0/contributor'],
    [[{ name: 'A' }, { role: 'author' }], 'credit_nameless', '/credits/1'],
    [[{ id: '01900000-0000-7000-8000-000000000000' }], 'credit_unknown', '/credits/0/id'],
    [[{ name: '​' }], 'name_invisible', '/credits'],
  ])('422 credits %j', async (credits, code, pointer) => {
    expectProblem(await post({ title: 'Credits', credits }), 422, code, pointer);
  });

  test('403 nobody says how somebody else is named', async () => {
    expectProblem(
      await post({ title: 'T', credits: [{ contributor: 'bo', choice: 'name' }] }),
      403,
      'credit_choice_not_yours',
    );
    const own = await create(app, ana.token, { credits: [{ contributor: 'ana-ruiz', choice: 'none' }] });
    expect(own.json).toMatchObject({ credits: [], authors: [] });
  });

  test('201 relates to works by id, by slug and by a former slug, and to pages elsewhere', async () => {
    const target = await create(app, ana.token, { title: 'Related target' });
    const relations = [
      { type: 'derived_from', target: target.slug, note: 'Shortened' },
      { type: 'uses', target: target.id.toUpperCase() },
      { type: 'derived_from', url: 'https://elsewhere.example/page' },
    ];
    const work = await create(app, ana.token, { relations });
    expect(work.json.relations).toEqual([
      { type: 'derived_from', target: target.id, version: 1, note: 'Shortened' },
      { type: 'uses', target: target.id },
      { type: 'derived_from', url: 'https://elsewhere.example/page' },
    ]);
  });

  test('422 relations to what is not there, to another’s draft, to both or neither, to versions that are not', async () => {
    const hidden = await draft(app, (await app.contributor('cleo')).token);
    const target = await create(app, ana.token);
    const related = async (relation: object) => await post({ title: 'R', relations: [relation] });
    expectProblem(
      await related({ type: 'uses', target: 'no-such-work' }),
      422,
      'relation_unresolved',
      '/relations/0/target',
    );
    expectProblem(
      await related({ type: 'uses', target: hidden.id }),
      422,
      'relation_unresolved',
      '/relations/0/target',
    );
    expectProblem(await related({ type: 'uses' }), 422, 'relation_target', '/relations/0');
    expectProblem(
      await related({ type: 'uses', target: target.id, url: 'https://a.example' }),
      422,
      'relation_target',
      '/relations/0',
    );
    expectProblem(
      await related({ type: 'derived_from', target: target.id, version: 2 }),
      422,
      'relation_version_unknown',
      '/relations/0/version',
    );
    expectProblem(await related({ type: 'likes', target: target.id }), 422, 'body_invalid', '/relations/0/type');
  });

  test('422 names the accepted licences and why others are not', async () => {
    const problem = expectProblem(
      await post({ title: 'T', license: 'CC-BY-NC-4.0' }),
      422,
      'license_not_open',
      '/license',
    );
    expect(problem.accepted).toEqual(expect.arrayContaining(['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0']));
    expect(problem.detail).toMatch(/non-commercial/);
    for (const license of ['CC-BY-ND-4.0', 'CC-BY-NC-SA-4.0', 'All rights reserved', '', 'cc-by-4.0']) {
      expectProblem(await post({ title: 'T', license }), 422, 'license_not_open', '/license');
    }
    expect((await post({ title: 'T', license: 'CC BY 4.0' })).json().did_you_mean).toEqual(['CC-BY-4.0']);
  });

  test.each([
    [{ title: 'T', colour: 'red' }, '/colour'],
    [{ title: 'T', practice: { colour: 'red' } }, '/practice/colour'],
    [{ title: 'T', id: '01900000-0000-7000-8000-000000000000' }, '/id'],
    [{ title: 'T', version: 1 }, '/version'],
    [{ title: 'T', status: 'withdrawn' }, '/status'],
    [{ body: 'No title' }, '/title'],
    [{ title: '   ' }, '/title'],
    [{ title: 'T', tags: 'opening' }, '/tags'],
    [{ title: 'T', tags: [1] }, '/tags/0'],
    [{ title: 'T', summary: 5 }, '/summary'],
    [{ title: 'T', practice: [] }, '/practice'],
    [{ title: 'T', practice: { participants: { min: 0 } } }, '/practice/participants/min'],
    [{ title: 'T', practice: { minutes: { max: '45' } } }, '/practice/minutes/max'],
    [{ title: 'T', practice: { setting: ['underwater'] } }, '/practice/setting/0'],
    [{ title: 'T', practice: { review_by: '2026-02-30' } }, '/practice/review_by'],
    [{ title: 'T', practice: { steps: [{ body: 'No title' }] } }, '/practice/steps/0/title'],
  ])('422 %j is refused by field', async (body, pointer) => {
    expectProblem(await post(body), 422, 'body_invalid', pointer);
  });

  test.each([
    [{ title: '​‮' }, 'title_invisible', '/title'],
    [{ title: '\u0001' }, 'title_invisible', '/title'],
    [{ title: 'T', language: 'klingon language' }, 'language_invalid', '/language'],
    [{ title: 'T', community: 'nowhere' }, 'community_unknown', '/community'],
    [{ title: 'T', practice: { participants: { min: 5, max: 4 } } }, 'range_reversed', '/practice/participants'],
    [{ title: 'T', origin: { source: 'docs' } }, 'origin_incomplete', '/origin'],
    [{ title: 'T', origin: {} }, 'origin_incomplete', '/origin'],
    [{ title: 'T', origin: { url: 'https://ana:secret@docs.example/a' } }, 'origin_secret', '/origin'],
  ])('422 %j', async (body, code, pointer) => {
    expectProblem(await post(body), 422, code, pointer);
  });

  test('422 what is too long', async () => {
    expectProblem(await post({ title: 'x'.repeat(301) }), 422, 'body_invalid', '/title');
    const paths = Array.from({ length: 900 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('');
    expectProblem(
      await post({ title: 'T', origin: { source: 'docs', path: paths } }),
      422,
      'origin_too_long',
      '/origin',
    );
    expect(
      (
        await post({
          title: '漢'.repeat(300),
          tags: ['字'.repeat(60)],
          origin: { source: 'docs', path: paths.slice(0, 800) },
        })
      ).statusCode,
    ).toBe(201);
  });

  test('201 a draft may hold what cannot be published yet', async () => {
    const work = await draft(app, ana.token, { practice: { participants: { min: 5, max: 4 } } });
    const published = await app.send('POST', `/works/${work.id}/publication`, {
      token: ana.token,
      headers: { 'if-match': work.etag },
    });
    expectProblem(published, 422, 'range_reversed', '/practice/participants');
  });

  test('201 keeps its origin; 409 for a second work with the same', async () => {
    const origin = { source: 'https://docs.example', path: '/a', url: 'https://docs.example/a' };
    expect((await create(app, ana.token, { origin })).json.origin).toEqual(origin);
    expectProblem(
      await post({ title: 'Twin', origin: { url: 'https://docs.example/a' } }),
      409,
      'origin_taken',
      '/origin',
    );
  });

  test('two at once with one origin make one work', async () => {
    const body = { title: 'Once', origin: { source: 'at-once', path: 'a' } };
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => post(body)))).map((response) => response.statusCode);
    expect(statuses.sort()).toEqual([201, 409, 409, 409]);
  });

  test('401 without a token; 403 with one that may not publish, or whose holder is suspended', async () => {
    expectProblem(await app.send('POST', '/articles', { body: { title: 'T' } }), 401, 'token_required');
    const reader = await app.contributor('reader', ['read']);
    expectProblem(await post({ title: 'T' }, reader.token), 403, 'scope_missing');
    const lost = await app.contributor('lost');
    await app.db.updateTable('contributors').set({ suspended_at: new Date() }).where('id', '=', lost.id).execute();
    expectProblem(await post({ title: 'T' }, lost.token), 403, 'contributor_suspended');
  });
});
