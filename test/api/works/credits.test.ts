import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchUp } from '../../../src/changes/catch-up.ts';
import { createTouchHandle } from '../../../src/works/writing/touch.ts';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, type Got, read, redact, revise, withdraw } from '../../support/works.ts';

describe.each(databaseKinds)('how people are credited on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
  });
  afterAll(async () => await app.close());

  const touches = async () =>
    await catchUp(
      app.db,
      'touches',
      createTouchHandle(app.db, () => new Date()),
    );

  /** As the contributor does, by the API. */
  async function choose(person: TestContributor, body: object): Promise<void> {
    const own = await app.send('GET', `/contributors/${person.handle}`, { token: person.token });
    const answer = await app.send('PATCH', `/contributors/${person.handle}`, {
      token: person.token,
      headers: { 'if-match': String(own.headers.etag) },
      body,
    });
    expect(answer.statusCode, answer.body).toBe(200);
  }

  /** Everything that names the authors of a work. */
  async function outputs(work: Got): Promise<Record<string, string>> {
    const formats = ['text', 'html', 'markdown', 'bibtex', 'csl'].map(
      (format) => `/works/${work.id}/attribution?format=${format}`,
    );
    const paths = [
      `/works/${work.id}`,
      `/works?tag=${work.json.tags[0]}`,
      `/works/${work.id}/revisions`,
      `/works/${work.id}/revisions/1`,
      `/works/${work.id}/lineage`,
      `/works/${work.id}.md`,
      `/works/${work.id}.jsonld`,
      ...formats,
    ];
    const found = await Promise.all(paths.map(async (path) => [path, await app.send('GET', path)] as const));
    for (const [path, answer] of found) expect(answer.statusCode, path).toBe(200);
    return Object.fromEntries(found.map(([path, { body, headers }]) => [path, `${body} ${headers.link}`]));
  }

  test.each(['name', 'pseudonym', 'none'] as const)('by %s, the same on every output', async (credit) => {
    const person = await app.contributor(`rosa-luft-${credit}`);
    const work = await create(app, person.token, { tags: [`by-${credit}`] });
    await choose(person, { credit, pseudonym: 'The Owl' });
    const shows = credit === 'name' ? person.handle : undefined;
    for (const [path, text] of Object.entries(await outputs(work))) {
      const isLineage = path.endsWith('/lineage');
      expect([path, text.includes(`Rosa Luft ${credit === 'name' ? 'Name' : 'X'}`)]).toEqual([
        path,
        credit === 'name' && !isLineage,
      ]);
      expect([path, text.includes('The Owl')]).toEqual([path, credit === 'pseudonym' && !isLineage]);
      if (shows === undefined) expect(text, path).not.toMatch(new RegExp(`rosa|${person.id}`, 'i'));
    }
    const { json } = await read(app, work.id);
    const wire = {
      name: {
        name: 'Rosa Luft Name',
        url: `http://copse.test/people/${person.handle}`,
        handle: person.handle,
        contributor_id: person.id,
      },
      pseudonym: { name: 'The Owl' },
      none: undefined,
    }[credit];
    expect(json.credits).toEqual(wire === undefined ? [] : [{ id: expect.any(String), role: 'author', ...wire }]);
    expect((await app.send('GET', `/contributors/${person.handle}`)).statusCode).toBe(credit === 'name' ? 200 : 404);
  });

  test('a single credit says otherwise, and never for somebody whose account is closed', async () => {
    const person = await app.contributor('otto');
    const work = await create(app, person.token);
    await choose(person, { credit: 'none', pseudonym: 'Nobody' });
    const as = async (choice: string | null) => {
      const got = await read(app, work.id, person.token);
      return await revise(app, got, person.token, { credits: [{ contributor: 'otto', choice }] });
    };
    expect((await as('name')).json.credits).toMatchObject([{ name: 'Otto', handle: 'otto' }]);
    expect((await as('pseudonym')).json.credits).toEqual([{ id: expect.any(String), role: 'author', name: 'Nobody' }]);
    expect((await as(null)).json.credits).toEqual([]);
    await as('name');
    const me = await app.send('GET', '/me', { token: person.token });
    const closed = await app.send('DELETE', '/me', {
      token: person.token,
      headers: { 'if-match': String(me.headers.etag) },
    });
    expect(closed.statusCode, closed.body).toBe(204);
    const { json } = await read(app, work.id);
    expect(json).toMatchObject({ credits: [], authors: [], title: work.json.title });
    // Others revise, and the credit that nobody sees is not lost.
    await revise(app, await read(app, work.id, ana.token), ana.token, { body: 'Changed.', credits: [] });
    const kept = await app.db
      .selectFrom('credits')
      .select('contributor_id')
      .where('work_id', '=', work.id)
      .orderBy('position')
      .execute();
    expect(kept.map(({ contributor_id }) => contributor_id)).toEqual([person.id, ana.id]);
  });

  describe('what looks different is touched', () => {
    const state = async (...works: Got[]) =>
      await Promise.all(works.map(async ({ id }) => String((await app.send('GET', `/works/${id}`)).headers.etag)));
    const log = async () => (await app.send('GET', '/changes?limit=1000')).json().items.length;

    test('when somebody credited changes: the works that name them, and what was made from these', async () => {
      const person = await app.contributor('vera');
      const work = await create(app, person.token);
      const child = await create(app, ana.token, { relations: [{ type: 'derived_from', target: work.id }] });
      const grandchild = await create(app, ana.token, { relations: [{ type: 'translation_of', target: child.id }] });
      const other = await create(app, ana.token, { relations: [{ type: 'uses', target: work.id }] });
      const began = await draft(app, person.token);
      await touches();
      const before = await state(work, child, grandchild, other);
      const { updated_at } = (await read(app, work.id)).json;
      await choose(person, { name: 'Vera Verde' });
      expect(await state(work, child, grandchild, other)).toEqual(before);
      await touches();
      expect(await state(work, child, grandchild, other)).toEqual(['"1.1"', '"1.1"', '"1.1"', before[3]]);
      const touched = await app.send('GET', `/works/${grandchild.id}`);
      expect(touched.json()).toMatchObject({ version: 1, touch: 1, updated_at: grandchild.json.updated_at });
      expect((await read(app, work.id)).json.updated_at).toBe(updated_at);
      expect(touched.json().attribution_html).toContain('Vera Verde');
      expect((await read(app, began.id, person.token)).etag).toBe('"1.0"');
      const { items } = (await app.send('GET', '/changes?limit=1000')).json();
      expect(
        items.filter(
          (change: { event: string; id: string }) =>
            change.event === 'touched' && [work.id, child.id, grandchild.id].includes(change.id),
        ),
      ).toHaveLength(3);
    });

    test('in the same millisecond, too', async () => {
      const person = await app.contributor('mila');
      const work = await create(app, person.token);
      await touches();
      await choose(person, { name: 'Mila M' });
      const { updated_at } = await app.db
        .selectFrom('contributors')
        .select('updated_at')
        .where('id', '=', person.id)
        .executeTakeFirstOrThrow();
      await app.db.updateTable('works').set({ touched_at: updated_at }).where('id', '=', work.id).execute();
      await touches();
      expect(await state(work)).toEqual(['"1.1"']);
    });

    test('when what it was made from is revised, withdrawn, or redacted', async () => {
      const stella = await app.contributor('stella', ['read', 'publish', 'steward']);
      const source = await create(app, ana.token);
      const child = await create(app, ana.token, { relations: [{ type: 'derived_from', target: source.id }] });
      const grandchild = await create(app, ana.token, { relations: [{ type: 'derived_from', target: child.id }] });
      await touches();
      const revised = await revise(app, source, ana.token, { title: 'Revised source' });
      await touches();
      expect(await state(child, grandchild)).toEqual(['"1.1"', '"1.1"']);
      await redact(app, source.id, 1, stella.token);
      await touches();
      expect(await state(child, grandchild)).toEqual(['"1.2"', '"1.2"']);
      await withdraw(app, revised, ana.token);
      await touches();
      expect(await state(child, grandchild)).toEqual(['"1.3"', '"1.3"']);
    });

    test('asked again, nothing is touched again; a lineage that runs in a circle ends', async () => {
      const first = await create(app, ana.token, { title: 'First of the circle' });
      const second = await create(app, ana.token, { relations: [{ type: 'derived_from', target: first.id }] });
      const round = await revise(app, first, ana.token, { relations: [{ type: 'derived_from', target: second.id }] });
      await touches();
      await revise(app, round, ana.token, { body: 'Again.' });
      await touches();
      const before = await log();
      await touches();
      await createTouchHandle(
        app.db,
        () => new Date(),
      )([first, second, second].map(({ id }) => ({ subject: 'work', id })));
      await createTouchHandle(
        app.db,
        () => new Date(),
      )([
        { subject: 'contributor', id: ana.id },
        { subject: 'work', id: '01900000-0000-7000-8000-000000000000' },
      ]);
      await touches();
      expect(await log()).toBe(before);
    });
  });
});
