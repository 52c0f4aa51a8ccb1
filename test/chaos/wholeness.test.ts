import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';
import { injectingSender, writeMixed } from './mixed-writes.ts';
import { createRandom } from './random.ts';
import { findHalves } from './wholeness.ts';

describe('the search for what is there by half', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    const target = await app.send('POST', '/articles', {
      token: app.adminToken,
      body: { title: 'First', body: 'Text.' },
    });
    const relations = [{ type: 'derived_from', target: target.json().id }];
    await app.send('POST', '/articles', { token: app.adminToken, body: { title: 'Second', relations } });
    const gone = await app.send('POST', '/articles', {
      token: app.adminToken,
      body: { title: 'Third', body: 'Text.' },
    });
    const headers = { 'if-match': '"1.0"' };
    await app.send('DELETE', `/articles/${gone.json().id}`, { token: app.adminToken, headers });
    await writeMixed(injectingSender(app), createRandom(1), 60);
  });
  afterAll(async () => await app.close());

  it('finds nothing where every transaction is there as a whole', async () => {
    expect(await findHalves(app.db)).toEqual([]);
  });

  it.each([
    'delete from revisions where version = (select max(version) from revisions)',
    "delete from revisions where (work_id, version) in (select id, version from works where status = 'published' limit 1)",
    "update works set title = 'Another' where id = (select id from works limit 1)",
    'delete from credits where id = (select id from credits limit 1)',
    'delete from relations',
    "delete from slugs where work_id = (select id from works where status = 'published' limit 1)",
    'update changes set version = version + 9 where seq = (select min(seq) from changes where kind is not null)',
    "delete from changes where event = 'published'",
    "delete from changes where seq = (select max(seq) from changes where event = 'revised')",
    "delete from changes where event = 'withdrawn'",
    'update idempotency_keys set status = null',
    'update idempotency_keys set subject_id = gen_random_uuid()',
  ])('finds what is left after %s', async (breaking) => {
    const broken = await app.db
      .transaction()
      .execute(async (tx) => {
        await sql.raw(breaking).execute(tx);
        throw Object.assign(new Error('undo'), { found: await findHalves(tx) });
      })
      .catch((error: Error & { found?: string[] }) => error.found ?? Promise.reject(error));
    expect(broken).not.toEqual([]);
  });
});
