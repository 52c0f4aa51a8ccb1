import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetOldAnswers } from '../../../src/http/writing.ts';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, read, storedVersion } from '../../support/works.ts';

describe.each(databaseKinds)('Idempotency-Key on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  let keys = 0;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
  });
  afterAll(async () => await app.close());

  const newKey = () => {
    keys += 1;
    return `key-${keys}`;
  };
  const post = async (key: string, body: object, token = ana.token, path = '/articles') =>
    await app.send('POST', path, { token, headers: { 'idempotency-key': key }, body });
  const works = async () => (await app.db.selectFrom('works').select('id').execute()).length;

  test('fifty at once make one work, and fifty equal answers', async () => {
    const before = await works();
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(key, { title: 'Once', body: 'Only.' })));
    for (const answer of answers) {
      expect([answer.statusCode, answer.headers.etag, answer.headers.location], answer.body).toEqual([
        201,
        '"1.0"',
        answers[0]!.headers.location,
      ]);
      expect(answer.json()).toEqual(answers[0]!.json());
    }
    expect(await works()).toBe(before + 1);
  });

  test('an answer is repeated as it was, also after the work changed', async () => {
    const key = newKey();
    const first = await post(key, { title: 'Before' });
    const { id } = first.json();
    await app.send('PATCH', `/articles/${id}`, {
      token: ana.token,
      headers: { 'if-match': '"1.0"' },
      body: { title: 'After' },
    });
    const again = await post(key, { title: 'Before' });
    expect([again.statusCode, again.headers.location, again.headers.etag]).toEqual([
      201,
      first.headers.location,
      '"1.0"',
    ]);
    expect(again.json()).toEqual(first.json());
    expect((await read(app, id)).json.title).toBe('After');
  });

  test('the order of fields, and quotes around the key, make no difference', async () => {
    const key = newKey();
    const first = await post(key, { title: 'T', body: 'B', practice: { problem: 'P', minutes: { min: 1 } } });
    const again = await post(`"${key}"`, { practice: { minutes: { min: 1 }, problem: 'P' }, body: 'B', title: 'T' });
    expect(again.json().id).toBe(first.json().id);
  });

  test('422 for another body, path or method', async () => {
    const key = newKey();
    const { id } = (await post(key, { title: 'One' })).json();
    expectProblem(await post(key, { title: 'Two' }), 422, 'idempotency_key_reused');
    expectProblem(await post(key, { title: 'One', status: 'draft' }), 422, 'idempotency_key_reused');
    const other = await app.send('POST', `/works/${id}/revisions`, {
      token: ana.token,
      headers: { 'idempotency-key': key, 'if-match': '"1.0"' },
      body: { restore: 1 },
    });
    expectProblem(other, 422, 'idempotency_key_reused');
  });

  test('a key is one contributor’s own', async () => {
    const key = newKey();
    const [mine, theirs] = [await post(key, { title: 'Mine' }), await post(key, { title: 'Theirs' }, bo.token)];
    expect(mine.json().id).not.toBe(theirs.json().id);
    expect(theirs.statusCode).toBe(201);
  });

  test('a write that fails keeps nothing: mended, it runs under the same key', async () => {
    const key = newKey();
    expectProblem(
      await post(key, { title: 'T', relations: [{ type: 'uses', target: 'not-yet-there' }] }),
      422,
      'relation_unresolved',
    );
    expectProblem(await post(key, { title: 'T', license: 'CC-BY-NC-4.0' }), 422, 'license_not_open');
    expect((await post(key, { title: 'T' })).statusCode).toBe(201);
  });

  test('it is taken on every POST about works', async () => {
    const began = await draft(app, ana.token);
    const twice = async (path: string, body: object | undefined, etag: string, token = ana.token) => {
      const headers = { 'idempotency-key': newKey(), 'if-match': etag };
      return [
        await app.send('POST', path, { token, headers, body }),
        await app.send('POST', path, { token, headers, body }),
      ] as const;
    };
    const published = await twice(`/works/${began.id}/publication`, {}, began.etag);
    expect(published.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(published[1].json()).toEqual(published[0].json());
    await app.send('PATCH', `/articles/${began.id}`, {
      token: ana.token,
      headers: { 'if-match': '"1.0"' },
      body: { title: 'Second' },
    });
    const restored = await twice(`/works/${began.id}/revisions`, { restore: 1 }, '"2.0"');
    expect(restored.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual(
      Array(2).fill([201, expect.stringMatching(/\/revisions\/3$/)]),
    );
    expect(await storedVersion(app, began.id)).toBe(3);
    const redacted = await twice(`/works/${began.id}/revisions/2/redaction`, { reason: 'x' }, '', app.adminToken);
    expect(redacted.map(({ statusCode }) => statusCode)).toEqual([204, 204]);
    const { touch } = await app.db
      .selectFrom('works')
      .select('touch')
      .where('id', '=', began.id)
      .executeTakeFirstOrThrow();
    expect(touch).toBe(2);
  });

  test('a repeated answer has no secret', async () => {
    const key = newKey();
    const made = [
      await post(key, { name: 'laptop', scopes: ['read'] }, ana.token, '/me/tokens'),
      await post(key, { name: 'laptop', scopes: ['read'] }, ana.token, '/me/tokens'),
    ];
    expect(made.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(made[0]!.json().token).toMatch(/^copse_/);
    const { token: _token, ...rest } = made[0]!.json();
    expect(made[1]!.json()).toEqual(rest);
    const kept = await app.db
      .selectFrom('idempotency_keys')
      .select('body')
      .where('key', '=', key)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(kept)).not.toContain('copse_');
  });

  test('409 and when to come back, while the first one is still at work', async () => {
    if (kind === 'embedded') return;
    const key = newKey();
    const first = await app.db.startTransaction().execute();
    await first
      .insertInto('idempotency_keys')
      .values({ contributor_id: ana.id, key, request: 'x', created_at: new Date() })
      .execute();
    // At work, not idle: that would be given up before the twin stops waiting.
    const working = sql`select pg_sleep(14)`.execute(first);
    const answer = await post(key, { title: 'Twin' });
    await working;
    await first.rollback().execute();
    expectProblem(answer, 409, 'idempotency_in_progress');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post(key, { title: 'Twin' })).statusCode).toBe(201);
  });

  test.each(['', ' ', 'two words', 'ключ', '"', 'a"b', 'x'.repeat(256)])('400 for the key %j', async (key) => {
    expectProblem(
      await post(encodeURI(key) === key || key.length < 9 ? Buffer.from(key).toString('latin1') : key, { title: 'T' }),
      400,
      'idempotency_key_malformed',
    );
  });

  test('answers are kept for a day', async () => {
    const key = newKey();
    const { id } = (await post(key, { title: 'Kept' })).json();
    const hour = 3_600_000;
    await forgetOldAnswers(app.db, new Date(Date.now() + 23 * hour));
    expect((await post(key, { title: 'Kept' })).json().id).toBe(id);
    await forgetOldAnswers(app.db, new Date(Date.now() + 25 * hour));
    expect((await post(key, { title: 'Kept' })).json().id).not.toBe(id);
  });

  test('on other methods it means nothing', async () => {
    const work = await create(app, ana.token);
    const headers = { 'idempotency-key': newKey(), 'if-match': work.etag };
    const patch = async () =>
      await app.send('PATCH', `/articles/${work.id}`, { token: ana.token, headers, body: { title: 'Patched' } });
    expect([(await patch()).statusCode, (await patch()).statusCode]).toEqual([200, 412]);
  });
});
