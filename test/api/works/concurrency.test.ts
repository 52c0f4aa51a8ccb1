import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import {
  create,
  draft,
  expectProblem,
  type Got,
  patch,
  put,
  read,
  redact,
  revise,
  storedVersion,
  withdraw,
} from '../../support/works.ts';

describe.each(databaseKinds)('many at once on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let stella: TestContributor;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    stella = await app.contributor('stella', ['read', 'publish', 'steward']);
  });
  afterAll(async () => await app.close());

  const statuses = (answers: readonly LightMyRequestResponse[]) => answers.map(({ statusCode }) => statusCode).sort();
  const times = <T>(count: number, act: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => act(index)));
  const versions = async (id: string) =>
    (await app.db.selectFrom('revisions').select('version').where('work_id', '=', id).orderBy('version').execute()).map(
      ({ version }) => version,
    );
  const lines = async (id: string) =>
    (await app.db.selectFrom('changes').select('event').where('id', '=', id).orderBy('seq').execute()).map(
      ({ event }) => event,
    );
  const publication = async (method: 'POST' | 'DELETE', work: Got) =>
    await app.send(method, `/works/${work.id}/publication`, { token: ana.token, headers: { 'if-match': work.etag } });

  test('200 PUTs with one ETag: one 200, 199 × 412, one new revision', async () => {
    const work = await create(app, ana.token);
    const answers = await times(200, (index) => put(app, work, ana.token, { body: `Writer ${index}.` }));
    const won = answers.filter(({ statusCode }) => statusCode === 200);
    expect(won).toHaveLength(1);
    for (const answer of answers)
      if (answer !== won[0])
        expect(expectProblem(answer, 412, 'version_stale')).toMatchObject({
          current_version: 2,
          diff: expect.stringContaining('from=1&to=2'),
        });
    expect(await versions(work.id)).toEqual([1, 2]);
    expect((await read(app, work.id)).json.body).toBe(won[0]!.json().body);
    expect(await lines(work.id)).toEqual(['published', 'revised']);
  });

  test('writers who read again after each refusal all get through, each with a revision', async () => {
    const work = await create(app, ana.token);
    await times(8, async (index) => {
      for (let tries = 0; tries < 40; tries++) {
        const { headers } = await app.send('GET', `/articles/${work.id}`);
        const answer = await app.send('PATCH', `/articles/${work.id}`, {
          token: ana.token,
          headers: { 'if-match': String(headers.etag) },
          body: { tags: [`writer-${index}`] },
        });
        if (answer.statusCode === 200) return;
        expect(answer.statusCode).toBe(412);
      }
      throw new Error('never got through');
    });
    expect(await versions(work.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('publications: one 200, the others 409, one line', async () => {
    const work = await draft(app, ana.token);
    expect(statuses(await times(6, () => publication('POST', work)))).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await lines(work.id)).toEqual(['published']);
  });

  test('withdrawals: one 204, the others 410, one line', async () => {
    const work = await create(app, ana.token);
    expect(statuses(await times(6, () => withdraw(app, work, ana.token)))).toEqual([204, 410, 410, 410, 410, 410]);
    expect(await lines(work.id)).toEqual(['published', 'withdrawn']);
    expect(statuses(await times(4, () => publication('POST', work)))).toEqual([200, 409, 409, 409]);
  });

  test('a revision and a withdrawal: one of them, whole', async () => {
    for (let round = 0; round < 4; round++) {
      const work = await create(app, ana.token);
      const [revised, withdrawn] = await Promise.all([
        patch(app, work, ana.token, { body: 'Revised.' }),
        withdraw(app, work, ana.token),
      ]);
      const outcome = [revised.statusCode, withdrawn.statusCode];
      expect([
        [200, 412],
        [410, 204],
      ]).toContainEqual(outcome);
      expect(await storedVersion(app, work.id)).toBe(outcome[0] === 200 ? 2 : 1);
    }
  });

  test('an edit and the deletion of a draft: one of them, whole', async () => {
    for (let round = 0; round < 5; round++) {
      const work = await draft(app, ana.token);
      const [edited, deleted, ...readings] = await Promise.all([
        patch(app, work, ana.token, { body: 'Edited.' }),
        withdraw(app, work, ana.token),
        ...['', '/attribution', '/lineage', '/revisions/1', '.md'].map((path) =>
          app.send('GET', `/works/${work.id}${path}`, { token: ana.token }),
        ),
      ]);
      expect(
        [
          [200, 412],
          [404, 204],
        ],
        edited.body,
      ).toContainEqual([edited.statusCode, deleted.statusCode]);
      for (const reading of readings) expect([200, 404], reading.body).toContain(reading.statusCode);
    }
  });

  test('a revision and a redaction: the redacted text is shown by neither order', async () => {
    for (let round = 0; round < 3; round++) {
      const work = await create(app, ana.token, { title: 'Names Erika', body: 'Erika.' });
      const [revised] = await Promise.all([
        patch(app, work, ana.token, { title: 'Clean', body: 'Clean.' }),
        redact(app, work.id, 1, stella.token),
      ]);
      // Whoever comes after the redaction has to look again: what they send may be what was redacted.
      expect([200, 412], revised.body).toContain(revised.statusCode);
      const now = await app.send('GET', `/works/${work.id}`);
      expect([now.statusCode, now.json().title]).toEqual(
        revised.statusCode === 200 ? [200, 'Clean'] : [451, 'Redacted'],
      );
      expect(now.body).not.toContain('Erika');
      expect((await app.send('GET', `/works/${work.id}/revisions/1`)).statusCode).toBe(451);
    }
  });

  test('works that point to one another, changed at once, do not wait for each other', async () => {
    const works = await times(4, () => create(app, ana.token));
    const started = Date.now();
    for (let round = 1; round <= 3; round++) {
      const answers = await times(4, (index) => {
        const relations = works
          .filter((_, other) => other !== index)
          .map(({ id }) => ({ type: 'uses', target: id, note: `Round ${round}` }));
        return patch(app, { ...works[index]!, etag: `"${round}.0"` }, ana.token, { relations });
      });
      expect(statuses(answers)).toEqual([200, 200, 200, 200]);
    }
    // A deadlock is broken after a second, and tried again.
    if (kind === 'postgres') expect(await deadlocks()).toBe(0);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  async function deadlocks(): Promise<number> {
    const row = await app.db
      .selectFrom('pg_stat_database' as never)
      .select('deadlocks' as never)
      .where('datname' as never, '=', (await nameOfDatabase()) as never)
      .executeTakeFirstOrThrow();
    return Number((row as { deadlocks: unknown }).deadlocks);
  }

  async function nameOfDatabase(): Promise<string> {
    const row = await app.db
      .selectNoFrom((eb) => eb.fn<string>('current_database', []).as('name'))
      .executeTakeFirstOrThrow();
    return row.name;
  }

  test('what points to a draft, made while that is deleted, is made or refused', async () => {
    for (let round = 0; round < 3; round++) {
      const target = await draft(app, ana.token);
      const [made, deleted] = await Promise.all([
        app.send('POST', '/articles', {
          token: ana.token,
          body: { title: 'Points to it', relations: [{ type: 'uses', target: target.id }] },
        }),
        withdraw(app, target, ana.token),
      ]);
      expect([201, 422], made.body).toContain(made.statusCode);
      expect(deleted.statusCode).toBe(204);
    }
  });

  test('people named in many works at once are one person each', async () => {
    const credits = ['Zoë', 'Yann', 'Xu'].map((name) => ({ name }));
    const works = await times(8, (index) =>
      create(app, ana.token, { credits: index % 2 === 0 ? credits : credits.toReversed() }),
    );
    const ids = new Set(
      works.flatMap(({ json }) => json.credits.map((credit: { contributor_id: string }) => credit.contributor_id)),
    );
    expect(ids.size).toBe(3);
  });

  test('the log has one line for each change, in the order of the commits', async () => {
    const works = await times(5, () => create(app, ana.token));
    await Promise.all(works.map((work) => revise(app, work, ana.token, { body: 'Changed.' })));
    const { items } = (await app.send('GET', '/changes?limit=1000')).json();
    const seqs = items.map(({ seq }: { seq: number }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    for (const work of works) expect(await lines(work.id)).toEqual(['published', 'revised']);
  });
});
