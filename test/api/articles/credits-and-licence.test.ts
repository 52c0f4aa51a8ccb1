import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { chooseCredit, create, draft, expectProblem, publish, put, read, revise } from '../../support/works.ts';

describe.each(databaseKinds)('the credits and the licence of an article on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  let stella: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
    stella = await app.contributor('stella', ['read', 'publish', 'steward']);
  });
  afterAll(async () => await app.close());

  test('200 credits whoever revises, at the end and once', async () => {
    const work = await create(app, ana.token);
    const revised = await revise(app, work, bo.token, { body: 'By Bo.' });
    expect(revised.json.credits).toMatchObject([
      { handle: 'ana-ruiz', role: 'author' },
      { handle: 'bo', role: 'contributor' },
    ]);
    expect((await revise(app, revised, bo.token, { body: 'By Bo again.' })).json.credits).toHaveLength(2);
  });

  test('200 a work that a hundred people wrote in can still be sent back', async () => {
    const work = await create(app, ana.token, {
      credits: Array.from({ length: 100 }, (_, index) => ({ name: `Writer ${index}` })),
    });
    const revised = await revise(app, work, bo.token, { body: 'One more.' });
    expect(revised.json.credits).toHaveLength(101);
    expect((await put(app, revised, bo.token)).json().version).toBe(2);
  });

  test('403 nobody takes away or changes the credit of others; authors and stewards do', async () => {
    const work = await create(app, ana.token, { credits: [{ contributor: 'ana-ruiz' }, { name: 'Zoë' }] });
    const [first, zoe] = work.json.credits;
    expectProblem(await put(app, work, bo.token, { credits: [first] }), 403, 'credit_protected');
    expectProblem(
      await put(app, work, bo.token, { credits: [first, { ...zoe, role: 'editor' }] }),
      403,
      'credit_protected',
    );
    const asSteward = await put(app, work, stella.token, { credits: [first, { id: zoe.id, role: 'editor' }] });
    expect(asSteward.json().credits).toMatchObject([
      { id: first.id },
      { id: zoe.id, role: 'editor' },
      { handle: 'stella' },
    ]);
    const asAuthor = await put(app, { ...work, etag: '"2.0"' }, ana.token, { version: 2, credits: [{ id: first.id }] });
    expect(asAuthor.json().credits).toMatchObject([{ id: first.id, role: 'author' }]);
  });

  test('403 nobody makes themselves an author', async () => {
    const work = await create(app, ana.token);
    expectProblem(
      await put(app, work, bo.token, { credits: [...work.json.credits, { contributor: 'bo', role: 'author' }] }),
      403,
      'credit_protected',
    );
    expectProblem(
      await put(app, work, bo.token, { credits: [...work.json.credits, { contributor: 'bo' }] }),
      403,
      'credit_protected',
    );
    const revised = await put(app, work, bo.token, {
      credits: [...work.json.credits, { contributor: 'bo', role: 'editor' }],
    });
    const own = revised.json().credits[1];
    expect(own).toMatchObject({ handle: 'bo', role: 'editor' });
    const raised = { ...work, etag: '"2.0"', json: revised.json() };
    expectProblem(
      await put(app, raised, bo.token, { credits: [work.json.credits[0], { ...own, role: 'author' }] }),
      403,
      'credit_protected',
    );
    expect((await put(app, raised, bo.token, { credits: work.json.credits, minor: true })).json().credits).toHaveLength(
      1,
    );
  });

  test('200 a credit by id alone keeps its role', async () => {
    const work = await create(app, ana.token, {
      credits: [{ contributor: 'ana-ruiz' }, { name: 'Zoë', role: 'translator' }],
    });
    const answer = await put(app, work, bo.token, {
      title: 'By id',
      credits: work.json.credits.map(({ id }: { id: string }) => ({ id })),
    });
    expect(answer.json().credits).toMatchObject([{ role: 'author' }, { role: 'translator' }, { handle: 'bo' }]);
  });

  test('200 everybody says how they themselves are named, also who is hidden now', async () => {
    const work = await create(app, ana.token, { credits: [{ contributor: 'ana-ruiz' }, { contributor: 'bo' }] });
    expectProblem(
      await put(app, work, ana.token, { credits: [work.json.credits[0], { ...work.json.credits[1], choice: 'none' }] }),
      403,
      'credit_choice_not_yours',
    );
    const hidden = await put(app, work, bo.token, {
      credits: [work.json.credits[0], { ...work.json.credits[1], choice: 'none' }],
    });
    expect(hidden.json().credits).toHaveLength(1);
    const back = await put(app, { ...work, etag: '"2.0"', json: hidden.json() }, bo.token, {
      credits: [...hidden.json().credits, { contributor: 'bo', choice: null }],
    });
    expect(back.json().credits).toEqual(work.json.credits);
  });

  describe('the licence', () => {
    test('200 changes freely before publication', async () => {
      const work = await draft(app, ana.token, { credits: [{ contributor: 'ana-ruiz' }, { contributor: 'bo' }] });
      const changed = await put(app, work, bo.token, { license: 'CC0-1.0' });
      expect(changed.json()).toMatchObject({ license: 'CC0-1.0', license_from: 'given' });
    });

    test('200 changes while one is the only one credited, and earlier revisions keep theirs', async () => {
      const work = await create(app, ana.token);
      expect((await put(app, work, ana.token, { license: 'CC-BY-SA-4.0' })).json()).toMatchObject({
        license: 'CC-BY-SA-4.0',
        license_from: 'given',
      });
      const { items } = (await app.send('GET', `/works/${work.id}/revisions`)).json();
      expect(items.map(({ license }: { license: string }) => license)).toEqual(['CC-BY-SA-4.0', 'CC-BY-4.0']);
    });

    test('409 where others are credited, for stewards too', async () => {
      const work = await create(app, ana.token, { credits: [{ contributor: 'ana-ruiz' }, { name: 'Zoë' }] });
      for (const { token } of [ana, bo, stella]) {
        const answer = await put(app, work, token, { license: 'CC0-1.0' });
        expectProblem(answer, 409, 'license_consent_missing', '/license');
      }
      expectProblem(await put(app, work, ana.token, { license: 'CC-BY-NC-4.0' }), 422, 'license_not_open', '/license');
    });

    test('409 where others were credited or wrote, and are credited no more', async () => {
      const shared = await create(app, ana.token, { credits: [{ contributor: 'ana-ruiz' }, { contributor: 'bo' }] });
      const alone = await put(app, shared, ana.token, { credits: [shared.json.credits[0]] });
      expect(alone.json().credits).toHaveLength(1);
      const after = { ...shared, etag: alone.headers.etag as string, json: alone.json() };
      expectProblem(await put(app, after, ana.token, { license: 'CC0-1.0' }), 409, 'license_consent_missing');

      const helped = await create(app, ana.token);
      const mended = await put(app, helped, bo.token, { body: 'A typo less.', minor: true });
      expect(mended.json().credits).toEqual(helped.json.credits);
      const next = { ...helped, etag: mended.headers.etag as string, json: mended.json() };
      expectProblem(await put(app, next, ana.token, { license: 'CC0-1.0' }), 409, 'license_consent_missing');
    });

    test('409 where the only one credited is hidden, or nobody is', async () => {
      const hidden = await create(app, ana.token, { credits: [{ contributor: 'bo' }] });
      await chooseCredit(app, bo.id, 'none');
      expectProblem(await put(app, hidden, ana.token, { license: 'CC0-1.0' }), 409, 'license_consent_missing');
      await chooseCredit(app, bo.id, 'name');
      const nobody = await create(app, ana.token, { credits: [] });
      expectProblem(await put(app, nobody, bo.token, { license: 'CC0-1.0' }), 409, 'license_consent_missing');
    });

    test('422 licences that do not follow from the works it is made from name them', async () => {
      const source = await create(app, bo.token, { title: 'Shared alike', license: 'CC-BY-SA-4.0' });
      const relations = [{ type: 'derived_from', target: source.id }];
      const refused = await app.send('POST', '/articles', {
        token: ana.token,
        body: { title: 'T', license: 'CC-BY-4.0', relations },
      });
      const problem = expectProblem(refused, 422, 'license_incompatible', '/relations/0');
      expect(problem.detail).toMatch(/“Shared alike” is under CC-BY-SA-4.0.*Possible here: .*CC-BY-SA-4.0/);
      const began = await draft(app, ana.token, { license: 'CC-BY-4.0', relations });
      expectProblem(
        await app.send('POST', `/works/${began.id}/publication`, {
          token: ana.token,
          headers: { 'if-match': began.etag },
        }),
        422,
        'license_incompatible',
      );
      const mended = await publish(app, await revise(app, began, ana.token, { license: 'CC-BY-SA-4.0' }), ana.token);
      expectProblem(await put(app, mended, ana.token, { license: 'CC-BY-4.0' }), 422, 'license_incompatible');
      const quoting = await create(app, ana.token, {
        license: 'CC-BY-4.0',
        relations: [{ type: 'uses', target: source.id }],
      });
      expectProblem(await put(app, quoting, ana.token, { relations }), 422, 'license_incompatible');
    });

    test('422 what only a steward may decide; a steward who says why', async () => {
      const source = await create(app, bo.token, { license: 'CC-BY-4.0' });
      const body = { title: 'T', license: 'LAL-1.3', relations: [{ type: 'translation_of', target: source.id }] };
      const post = async (token: string, more: object = {}) =>
        await app.send('POST', '/articles', { token, body: { ...body, ...more } });
      expectProblem(await post(ana.token, { message: 'It is fine' }), 422, 'license_needs_steward');
      expectProblem(await post(stella.token), 422, 'license_needs_steward');
      const decided = await post(stella.token, { message: 'Both ask for the same' });
      expect(decided.statusCode).toBe(201);
      const work = await read(app, decided.json().id);
      expect((await put(app, work, bo.token, { body: 'Decided is decided.' })).statusCode).toBe(200);
    });
  });
});
