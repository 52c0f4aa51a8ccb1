import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import {
  chooseCredit,
  create,
  draft,
  expectProblem,
  type Got,
  read,
  redact,
  revise,
  withdraw,
} from '../../support/works.ts';

const api = 'http://copse.test';

describe.each(databaseKinds)('GET /works on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  let stella: TestContributor;
  /** The clock of the application: works are made a second apart. */
  let now = new Date('2027-01-01T00:00:00.000Z');
  const named = new Map<string, Got>();
  beforeAll(async () => {
    app = await startTestApp(kind, { now: () => now });
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
    stella = await app.contributor('stella', ['read', 'publish', 'steward', 'import']);
    const at = now;
    const id = '01900000-0000-7000-8000-00000000c0de';
    await app.db
      .insertInto('communities')
      .values({ id, slug: 'tea', name: 'Tea', created_at: at, updated_at: at })
      .execute();
    await make('round', {
      title: 'Élan',
      tags: ['Opening'],
      practice: {
        problem: 'P',
        steps: [{ title: 'S' }],
        participants: { min: 3, max: 12 },
        minutes: { min: 10, max: 20 },
        setting: ['online', 'async'],
        difficulty: 'easy',
        audience: ['hosts'],
      },
    });
    await make('open', {
      title: 'apple',
      language: 'es',
      license: 'CC0-1.0',
      practice: { participants: { min: 5 }, minutes: { max: 60 }, setting: ['in_person'], difficulty: 'hard' },
    });
    await make('upto', {
      title: 'Zebra',
      community: 'tea',
      tags: ['closing', 'opening'],
      practice: { problem: 'P', participants: { max: 4 }, minutes: {} },
    });
    await make('plain', { title: 'ende', credits: [{ contributor: 'bo' }], origin: { source: 'docs', path: 'a' } });
    await make('hidden', { title: 'Äpfel', credits: [{ contributor: 'bo', role: 'editor', choice: 'none' }] }, bo);
  });
  afterAll(async () => await app.close());

  async function make(name: string, fields: object, by = ana): Promise<void> {
    now = new Date(now.getTime() + 1000);
    named.set(name, await create(app, by.token, fields));
  }

  const get = async (query: string) => await app.send('GET', `/works${query}`);
  async function names(query: string): Promise<string[]> {
    const answer = await get(query);
    expect(answer.statusCode, answer.body).toBe(200);
    const ids = answer.json().items.map(({ id }: { id: string }) => id);
    return [...named].filter(([, work]) => ids.includes(work.id)).map(([name]) => name);
  }

  test.each([
    ['', ['round', 'open', 'upto', 'plain', 'hidden']],
    ['?kind=article', ['round', 'open', 'upto', 'plain', 'hidden']],
    ['?community=tea', ['upto']],
    ['?community=tea&community=commons', ['round', 'open', 'upto', 'plain', 'hidden']],
    ['?tag=opening', ['round', 'upto']],
    ['?tag=%20OPENING', ['round', 'upto']],
    ['?tag=opening&tag=closing', ['round', 'upto']],
    ['?tag=opening&community=commons', ['round']],
    ['?license=CC0-1.0', ['open']],
    ['?license=cc0-1.0', ['open']],
    ['?license=CC-BY-NC-4.0', []],
    ['?license=CC0-1.0&license=CC-BY-4.0&language=es', ['open']],
    ['?language=es', ['open']],
    ['?contributor=ana-ruiz', ['round', 'open', 'upto']],
    ['?contributor=bo', ['plain']],
    ['?contributor=bo&contributor=ana-ruiz', ['round', 'open', 'upto', 'plain']],
    ['?contributor=nobody', []],
    ['?setting=online', ['round']],
    ['?setting=in_person&setting=async', ['round', 'open']],
    ['?maturity=wanted', ['upto']],
    ['?maturity=outlined&maturity=wanted', ['round', 'upto']],
    ['?difficulty=easy', ['round']],
    ['?audience=hosts', ['round']],
    ['?participants=2', ['upto']],
    ['?participants=3', ['round', 'upto']],
    ['?participants=5', ['round', 'open']],
    ['?participants=12', ['round', 'open']],
    ['?participants=13', ['open']],
    ['?participants=1000000', ['open']],
    ['?minutes=9', ['open']],
    ['?minutes=10', ['round', 'open']],
    ['?minutes=60', ['open']],
    ['?minutes=61', []],
    ['?participants=6&minutes=15&setting=online', ['round']],
    ['?origin_source=docs', ['plain']],
    ['?updated_since=2027-01-01T00:00:04.000Z', ['plain', 'hidden']],
    ['?updated_since=2027-01-01T01:00:04.000%2B01:00', ['plain', 'hidden']],
  ])('200 %s finds %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test('200 cards, newest first, with what include adds to them', async () => {
    const { items, next } = (await get('?limit=2')).json();
    expect(items.map(({ title }: { title: string }) => title)).toEqual(['Äpfel', 'ende']);
    expect(next).toMatch(/^http:\/\/copse\.test\/api\/v1\/works\?limit=2&cursor=/);
    const {
      body,
      html,
      practice,
      excerpt,
      outline,
      license_from,
      credits,
      relations,
      status,
      touch,
      created_at,
      origin,
      ...card
    } = named.get('round')!.json;
    const found = async (query: string) => (await get(`?difficulty=easy${query}`)).json().items[0];
    expect(await found('')).toEqual(card);
    expect(await found('&include=body')).toEqual({ ...card, body });
    const { steps, ...fields } = practice;
    expect(await found('&include=html&include=practice')).toEqual({
      ...card,
      html,
      practice: { ...fields, steps: [{ title: 'S' }] },
    });
  });

  test('200 sorts by title as people do, and by time newest first', async () => {
    const titles = async (query: string) =>
      (await get(query)).json().items.map(({ title }: { title: string }) => title);
    expect(await titles('?sort=title')).toEqual(
      ['Äpfel', 'apple', 'Élan', 'ende', 'Zebra'].sort(new Intl.Collator('und').compare),
    );
    expect(await titles('?sort=published_at')).toEqual(['Äpfel', 'ende', 'Zebra', 'apple', 'Élan']);
    now = new Date(now.getTime() + 1000);
    const work = named.get('open')!;
    named.set('open', await revise(app, work, ana.token, { body: 'Changed.' }));
    expect((await titles('?sort=updated_at'))[0]).toBe('apple');
    expect((await titles('?sort=published_at'))[0]).toBe('Äpfel');
  });

  test('200 without drafts, withdrawn and redacted works', async () => {
    const gone = await create(app, ana.token, { tags: ['unseen'] });
    await withdraw(app, gone, ana.token);
    await draft(app, ana.token, { tags: ['unseen'] });
    const redacted = await create(app, ana.token, { tags: ['unseen'] });
    await redact(app, redacted.id, 1, stella.token);
    for (const token of [undefined, ana.token, app.adminToken])
      expect((await app.send('GET', '/works?tag=unseen', { token })).json().items).toEqual([]);
  });

  test('contributor= finds nobody who is not credited by name, in general or in a single credit', async () => {
    const cleo = await app.contributor('cleo');
    const work = await create(app, cleo.token);
    const found = async () => (await get('?contributor=cleo')).json().items.map(({ id }: { id: string }) => id);
    expect(await found()).toEqual([work.id]);
    for (const choice of ['pseudonym', 'none'] as const) {
      await chooseCredit(app, cleo.id, choice, 'The Owl');
      expect(await found()).toEqual([]);
    }
    await revise(app, work, cleo.token, { credits: [{ contributor: 'cleo', choice: 'name' }] });
    expect(await found()).toEqual([work.id]);
    await app.db
      .updateTable('contributors')
      .set({ erased_at: new Date(), name: '' })
      .where('id', '=', cleo.id)
      .execute();
    expect(await found()).toEqual([]);
    await withdraw(app, work, app.adminToken, 'Done').catch(() => {});
  });

  test('304 a list that has not changed; its date is that of what changed last', async () => {
    const { headers } = await get('?tag=closing');
    expect(headers['last-modified']).toBe(new Date(named.get('upto')!.json.updated_at).toUTCString());
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'Accept, Accept-Encoding, Authorization',
      'access-control-allow-origin': '*',
    });
    const again = await app.send('GET', '/works?tag=closing', { headers: { 'if-none-match': `W/${headers.etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1.5',
    'sort=id',
    'include=secrets',
    'participants=0',
    'participants=six',
    'minutes=-1',
    'participants=2000001',
    'updated_since=yesterday',
    'updated_since=2016-12-31T23:59:60Z',
    'updated_since=2026-02-30T00:00:00Z',
    'tag=',
    'colour=red',
    'limit=1&limit=2',
    `tag=${'x'.repeat(501)}`,
    'cursor=',
  ])('422 ?%s', async (query) => {
    const problem = expectProblem(await get(`?${query}`), 422, 'query_invalid');
    expect(problem.errors[0].pointer).toBe(`?${query.split('=')[0]}`);
  });

  test('422 NUL, 400 what is not encoded', async () => {
    expectProblem(await get('?tag=%00'), 422, 'text_unstorable', '?tag');
  });

  test('422 a cursor of a list with other filters or another sort, and any that was made up', async () => {
    const cursor = new URL((await get('?limit=1&tag=opening&sort=title')).json().next).searchParams.get('cursor')!;
    expect((await get(`?sort=title&tag=opening&limit=5&cursor=${cursor}`)).statusCode).toBe(200);
    for (const query of [
      'tag=opening',
      'tag=opening&sort=updated_at',
      'sort=title',
      'tag=closing&sort=title',
      'tag=opening&tag=closing&sort=title',
      'tag=opening&sort=title&participants=3',
    ]) {
      expectProblem(await get(`?${query}&cursor=${cursor}`), 422, 'cursor_foreign', '?cursor');
    }
    for (const made of [
      'x',
      '!',
      cursor.slice(0, -4),
      Buffer.from('[1,2,3]').toString('base64url'),
      Buffer.from('{"a":1}').toString('base64url'),
    ]) {
      expectProblem(await get(`?tag=opening&sort=title&cursor=${made}`), 422, 'cursor_invalid', '?cursor');
    }
    const byTime = new URL((await get('?limit=1')).json().next).searchParams.get('cursor')!;
    const [, id, hash] = JSON.parse(Buffer.from(byTime, 'base64url').toString());
    for (const value of ['x', 5, null, 'infinity', '2027-99-99T00:00:00.000Z', `2027-01-01T00:00:00Z'`, '\u0000']) {
      const made = Buffer.from(JSON.stringify([value, id, hash])).toString('base64url');
      expectProblem(await get(`?cursor=${made}`), 422, 'cursor_invalid', '?cursor');
    }
  });

  test('200 pages go on after the longest titles', async () => {
    for (const letter of ['漢', '𠮷'])
      for (let n = 0; n < 2; n++) await create(app, ana.token, { title: letter.repeat(299) + n, tags: ['longest'] });
    const seen = await walk('tag=longest&sort=title', 1);
    expect(seen).toHaveLength(4);
  });

  test('200 every page goes on where the last one ended: nothing twice, nothing left out, whatever comes in between', async () => {
    const word = fc.constantFrom('a', 'A', 'ä', 'b', '漢', '-', ' 2', '10', 'ß', 'ss');
    const titles = fc.array(
      fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => `t${parts.join('')}`),
      { minLength: 1, maxLength: 7 },
    );
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        titles,
        fc.constantFrom('title', 'published_at', 'updated_at'),
        fc.integer({ min: 1, max: 3 }),
        async (all, sort, limit) => {
          run += 1;
          const tag = `run-${run}`;
          const made: string[] = [];
          for (const [index, title] of all.entries()) {
            if (index % 2 === 0) now = new Date(now.getTime() + 1);
            made.push((await create(app, ana.token, { title, tags: [tag] })).id);
          }
          const seen = await walk(`tag=${tag}&sort=${sort}`, limit, async () => {
            await create(app, ana.token, { title: 'tb', tags: [tag] });
          });
          expect(new Set(seen).size).toBe(seen.length);
          expect(made.filter((id) => !seen.includes(id))).toEqual([]);
          const whole = (await get(`?tag=${tag}&sort=${sort}&limit=100`))
            .json()
            .items.map(({ id }: { id: string }) => id);
          expect(seen).toEqual(whole.filter((id: string) => seen.includes(id)));
        },
      ),
      { numRuns: kind === 'embedded' ? 6 : 12, seed: 20_270_101 },
    );
  });

  async function walk(query: string, limit: number, between: () => Promise<void> = async () => {}): Promise<string[]> {
    const seen: string[] = [];
    let url: string | null = `${api}/api/v1/works?${query}&limit=${limit}`;
    for (let pages = 0; url !== null && pages < 40; pages++) {
      const answer = await app.send('GET', url.slice(api.length));
      expect(answer.statusCode, answer.body).toBe(200);
      seen.push(...answer.json().items.map(({ id }: { id: string }) => id));
      url = answer.json().next;
      expect(answer.headers.link).toBe(url === null ? undefined : `<${url}>; rel="next"`);
      if (pages < 3) await between();
    }
    return seen;
  }

  test('GET /me/works lists one’s own, drafts and withdrawn ones too, and made-up cursors are refused', async () => {
    const cleo = await app.contributor('own-works');
    const made = [await draft(app, cleo.token), await create(app, cleo.token)];
    await withdraw(app, made[1]!, cleo.token);
    const list = async (query = '', token: string | undefined = cleo.token) =>
      await app.send('GET', `/me/works${query}`, { token });
    expect((await list()).json().items).toMatchObject([
      { status: 'withdrawn' },
      { status: 'draft', slug: null, id: made[0]!.id },
    ]);
    expect((await list('?status=draft')).json().items).toHaveLength(1);
    const next = (await list('?limit=1')).json().next.slice(api.length);
    expect((await app.send('GET', next, { token: cleo.token })).json().items).toHaveLength(1);
    expectProblem(await app.send('GET', next, { token: ana.token }), 422, 'cursor_foreign');
    const [, id, hash] = JSON.parse(
      Buffer.from(new URL(api + next).searchParams.get('cursor')!, 'base64url').toString(),
    );
    const made_up = Buffer.from(JSON.stringify(['x', id, hash])).toString('base64url');
    expectProblem(await list(`?cursor=${made_up}`), 422, 'cursor_invalid');
    expectProblem(await app.send('GET', '/me/works'), 401, 'token_required');
    expect((await read(app, made[0]!.id, cleo.token)).json.status).toBe('draft');
  });

  test.each([
    '2024-01-01T00:00:00+16:00',
    '0000-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00Z',
    '2024-01-01T00:00:00.123456Z',
    '2024-01-01\u00a000:00:00Z',
    '2024-01-01\u300000:00:00Z',
    'soon',
  ])('takes what is a time, and refuses what is none: %j', async (time) => {
    const isTime = !Number.isNaN(Date.parse(time));
    for (const path of ['/works', '/search']) {
      const { statusCode, body } = await app.send('GET', `${path}?updated_since=${encodeURIComponent(time)}`);
      expect(isTime ? [200, 422] : [422], body).toContain(statusCode);
    }
  });
});
