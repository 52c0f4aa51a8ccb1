import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, expectProblem, type Got, patch, put, read, redact, revise } from '../../support/works.ts';

const secret = 'Erika Mustermann';
const subPaths = [
  '',
  '/revisions',
  '/revisions/1',
  '/revisions/2',
  '/diff?from=1&to=2',
  '/attribution',
  '/lineage',
  '.md',
  '.jsonld',
  '.json',
];

describe.each(databaseKinds)('POST /works/{id}/revisions/{n}/redaction on %s', (kind) => {
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

  const get = async (path: string, token?: string) => await app.send('GET', path, { token });
  const redaction = async (
    work: Got,
    version: number,
    token: string | undefined,
    body: object = { reason: 'Names a person' },
  ) => await app.send('POST', `/works/${work.id}/revisions/${version}/redaction`, { token, body });

  /** Version 1 is harmless, version 2 names somebody in every field. */
  async function told(): Promise<Got> {
    const source = await create(app, ana.token);
    const work = await create(app, ana.token, {
      tags: ['redaction'],
      relations: [{ type: 'derived_from', target: source.id }],
    });
    const practice = {
      problem: secret,
      steps: [{ title: secret, body: secret }],
      minutes: { min: 5 },
      setting: ['online'],
      audience: [secret],
    };
    return await revise(app, work, ana.token, {
      title: `About ${secret}`,
      body: secret,
      summary: secret,
      tags: [secret],
      practice,
      message: secret,
      relations: [{ type: 'derived_from', target: source.id, note: secret }],
    });
  }

  test('204 of the current one: 451 everywhere to everybody, and out of every list', async () => {
    const work = await told();
    const tell = async () => (await get('/works?limit=100&tag=erika%20mustermann')).json().items;
    expect(await tell()).toHaveLength(1);
    expect((await redaction(work, 2, stella.token)).statusCode).toBe(204);
    for (const path of subPaths) {
      for (const token of [undefined, bo.token]) {
        const answer = await get(`/works/${work.id}${path}`, token);
        expectProblem(answer, 451, 'work_redacted');
        expect(answer.body).not.toMatch(/Mustermann/i);
      }
    }
    expect(await tell()).toEqual([]);
    expect((await get('/works?limit=100')).body).not.toContain(work.id);
    const { items } = (await get('/changes?limit=1000')).json();
    expect(items.at(-1)).toMatchObject({ id: work.id, event: 'redacted', version: 2, touch: 1 });
  });

  test('nothing of the text is left in the database, and what credit is owed for stays', async () => {
    const work = await told();
    await redact(app, work.id, 2, stella.token);
    const [stored, works, relations, renditions] = await Promise.all([
      app.db
        .selectFrom('revisions')
        .selectAll()
        .where('work_id', '=', work.id)
        .where('version', '=', 2)
        .executeTakeFirstOrThrow(),
      app.db.selectFrom('works').selectAll().where('id', '=', work.id).executeTakeFirstOrThrow(),
      app.db.selectFrom('relations').selectAll().where('work_id', '=', work.id).execute(),
      app.db.selectFrom('renditions').selectAll().where('work_id', '=', work.id).execute(),
    ]);
    expect(JSON.stringify([stored, works, relations, renditions])).not.toMatch(/Mustermann/i);
    expect(works).toMatchObject({ setting: [], minutes: null, maturity: null, audience: [] });
    expect(relations).toHaveLength(1);
    expect(stored.content).toMatchObject({ credits: [{ contributor: ana.id }] });
  });

  test('its address does not say the title any more; the old one leads on to whoever knows it', async () => {
    const work = await told();
    const { slug } = (await get(`/works/${work.id}`)).json();
    await redact(app, work.id, 2, stella.token);
    const moved = await get(`/articles/${slug}`);
    expect(moved.statusCode).toBe(308);
    expect(`${moved.headers.location} ${moved.body}`).not.toMatch(/Mustermann/i);
    expectProblem(
      await app.app.inject(String(moved.headers.location).replace('http://copse.test', '')),
      451,
      'work_redacted',
    );
    const renewed = await app.send('PUT', `/articles/${work.id}`, {
      token: ana.token,
      headers: { 'if-match': '"2.1"' },
      body: { title: 'Clean again', body: 'Clean.' },
    });
    expect(renewed.json().slug).toMatch(/^clean-again/);
  });

  test('answers kept for retries are emptied, also those about works made from it', async () => {
    const work = await told();
    const headers = { 'idempotency-key': `translate-${work.id}` };
    const body = { title: 'Translation', relations: [{ type: 'translation_of', target: work.id }] };
    const translate = async () => await app.send('POST', '/articles', { token: bo.token, headers, body });
    expect((await translate()).body).toMatch(/Mustermann/);
    await redact(app, work.id, 2, stella.token);
    const again = await translate();
    expect([again.statusCode, again.body]).toEqual([201, '']);
  });

  test('its authors and stewards see the history, to make the next revision; the redacted text is gone for them too', async () => {
    const work = await told();
    await redact(app, work.id, 2, stella.token, 'Personal data');
    for (const token of [ana.token, stella.token]) {
      expectProblem(await get(`/works/${work.id}`, token), 451, 'work_redacted');
      const { items } = (await get(`/works/${work.id}/revisions`, token)).json();
      expect(items).toMatchObject([
        { version: 2, message: '', redaction: { reason: 'Personal data', at: expect.any(String) } },
        { version: 1, redaction: null },
      ]);
      expect((await get(`/works/${work.id}/revisions/1`, token)).statusCode).toBe(200);
      expect(expectProblem(await get(`/works/${work.id}/revisions/2`, token), 451, 'revision_redacted')).toMatchObject({
        version: 2,
        reason: 'Personal data',
      });
      expectProblem(await get(`/works/${work.id}/diff?from=1&to=2`, token), 451, 'revision_redacted');
    }
  });

  test('a new revision brings it back, by PUT, PATCH or restore', async () => {
    const works = [await told(), await told(), await told()] as const;
    for (const { id } of works) await redact(app, id, 2, stella.token);
    const answer = await get(`/works/${works[0].id}`, ana.token);
    expectProblem(answer, 451, 'work_redacted');
    expect([answer.headers.etag, answer.json().version]).toEqual(['"2.1"', 2]);
    const headers = { 'if-match': String(answer.headers.etag) };
    const answers = [
      await app.send('PUT', `/articles/${works[0].id}`, {
        token: ana.token,
        headers,
        body: { title: 'Clean', body: 'Clean.' },
      }),
      await patch(app, { ...works[1], etag: headers['if-match'] }, bo.token, { title: 'Clean', body: 'Clean.' }),
      await app.send('POST', `/works/${works[2].id}/revisions`, { token: ana.token, headers, body: { restore: 1 } }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 201]);
    for (const { id } of works) {
      const { json } = await read(app, id);
      expect(json).toMatchObject({
        version: 3,
        status: 'published',
        credits: expect.arrayContaining([expect.objectContaining({ handle: 'ana-ruiz' })]),
      });
      expectProblem(await get(`/works/${id}/revisions/2`), 451, 'revision_redacted');
    }
  });

  test('422 the redacted text cannot be restored, nor left unsaid', async () => {
    const work = await told();
    await redact(app, work.id, 2, stella.token);
    const headers = { 'if-match': '"2.1"' };
    expectProblem(
      await app.send('POST', `/works/${work.id}/revisions`, { token: ana.token, headers, body: { restore: 2 } }),
      451,
      'revision_redacted',
    );
    expectProblem(
      await patch(app, { ...work, etag: headers['if-match'] }, ana.token, { body: 'No title.' }),
      422,
      'body_invalid',
      '/title',
    );
  });

  test('204 of an earlier one: 451 of that revision alone', async () => {
    const work = await told();
    const clean = await revise(app, work, ana.token, {
      title: 'Clean',
      body: 'Clean.',
      summary: null,
      tags: ['kept'],
      practice: null,
      relations: [],
    });
    const answer = await redaction(work, 2, stella.token);
    expect(answer.statusCode, answer.body).toBe(204);
    expectProblem(await get(`/works/${work.id}/revisions/2`), 451, 'revision_redacted');
    expectProblem(await get(`/works/${work.id}/diff?from=2&to=3`), 451, 'revision_redacted');
    const now = await read(app, work.id);
    expect(now.json).toEqual({ ...clean.json, touch: 1 });
    expect((await get(`/works/${work.id}/revisions`)).json().items).toMatchObject([
      { redaction: null },
      { redaction: { reason: 'Names a person' }, message: '' },
      { redaction: null },
    ]);
    expect((await get('/works?tag=kept')).body).toContain(work.id);
  });

  test('answers kept for retries are emptied', async () => {
    const headers = { 'idempotency-key': 'told' };
    const post = async () =>
      await app.send('POST', '/articles', { token: ana.token, headers, body: { title: secret, body: secret } });
    const { id } = (await post()).json();
    expect((await post()).body).toContain(secret);
    await redact(app, id, 1, stella.token);
    const replayed = await post();
    expect([replayed.statusCode, replayed.body]).toEqual([201, '']);
    const kept = await app.db.selectFrom('idempotency_keys').select('body').where('subject_id', '=', id).execute();
    expect(kept).toEqual([{ body: null }]);
  });

  test('an import that still says what was redacted does not bring it back; one that says something else does', async () => {
    const importer = await app.contributor('importer', ['import']);
    const send = async (text: string) => {
      const payload = JSON.stringify({
        title: 'Imported',
        body: text,
        license: 'CC-BY-4.0',
        origin: { source: 'docs', path: 'redacted' },
      });
      const headers = { authorization: `Bearer ${importer.token}`, 'content-type': 'application/x-ndjson' };
      return (await app.app.inject({ method: 'POST', url: '/api/v1/imports/works', headers, payload })).json();
    };
    const { id } = await send(secret);
    await redact(app, id, 1, stella.token);
    expect(await send(secret)).toMatchObject({ id, status: 'unchanged', version: 1 });
    expectProblem(await get(`/works/${id}`), 451, 'work_redacted');
    expect(await send('Somebody')).toMatchObject({ id, status: 'revised', version: 2 });
    expect((await get(`/works/${id}`)).json().body).toBe('Somebody');
  });

  test('403 authors and others; 401 nobody; 422 without a reason; 404 for versions that are not', async () => {
    const work = await told();
    const forbidden = [await redaction(work, 2, ana.token), await redaction(work, 2, bo.token)];
    for (const answer of forbidden) expectProblem(answer, 403, 'scope_missing');
    const imports = await app.contributor(`imports-${work.id.slice(-6)}`, ['publish', 'steward']);
    await app.db.deleteFrom('roles').where('contributor_id', '=', imports.id).execute();
    expect((await redaction(work, 2, imports.token)).statusCode).toBe(403);
    expectProblem(await redaction(work, 2, undefined), 401, 'token_required');
    for (const body of [{}, { reason: '' }, { reason: '  ' }, { reason: 5 }])
      expectProblem(await redaction(work, 2, stella.token, body), 422, 'body_invalid', '/reason');
    expectProblem(await redaction(work, 7, stella.token), 404, 'revision_not_found');
    expect((await read(app, work.id)).version).toBe(2);
    expect((await redaction(work, 2, app.adminToken)).statusCode).toBe(204);
  });

  test('412 for what was made of the text before it was redacted: it does not bring it back', async () => {
    const work = await told();
    await redact(app, work.id, 2, stella.token);
    const stale = [
      await put(app, work, bo.token, { tags: ['another'] }),
      await put(app, work, ana.token, { title: 'Clean', body: 'Clean.', practice: null }),
      await patch(app, work, ana.token, { title: 'Clean', body: 'Clean.' }),
      await app.send('POST', `/works/${work.id}/revisions`, {
        token: ana.token,
        headers: { 'if-match': work.etag },
        body: { restore: 1 },
      }),
    ];
    for (const answer of stale) {
      expectProblem(answer, 412, 'version_stale');
      expect(answer.json().detail).toContain('was redacted');
      expect(answer.headers.etag).toBe('"2.1"');
    }
    expectProblem(await get(`/works/${work.id}`), 451, 'work_redacted');
  });

  test('412 for a patch that was under way when the text was redacted', async () => {
    const work = await told();
    const { render } = app.renderer;
    const patched = new Promise<Awaited<ReturnType<typeof patch>>>((resolve, reject) => {
      app.renderer.render = async (...given) => {
        app.renderer.render = render;
        await redact(app, work.id, 2, stella.token);
        return await render(...given);
      };
      patch(app, work, bo.token, { practice: { steps: [{ title: 'One', body: 'step' }] } }).then(resolve, reject);
    });
    expectProblem(await patched, 412, 'version_stale');
    const gone = await get(`/works/${work.id}`);
    expectProblem(gone, 451, 'work_redacted');
    expect(gone.body).not.toContain(secret);
  });
});
