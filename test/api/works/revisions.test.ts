import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import {
  chooseCredit,
  create,
  draft,
  expectProblem,
  type Got,
  publish,
  read,
  revise,
  withdraw,
} from '../../support/works.ts';

interface Part {
  type: string;
  text: string;
}

describe.each(databaseKinds)('/works/{id}/revisions and /diff on %s', (kind) => {
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
  const versions = (answer: { json(): { items: { version: number }[] } }) =>
    answer.json().items.map(({ version }) => version);
  const restore = async (work: Got, body: object, token = ana.token) =>
    await app.send('POST', `/works/${work.id}/revisions`, { token, headers: { 'if-match': work.etag }, body });

  /** Four versions: two of a draft, published as the second, revised twice. */
  async function history(): Promise<Got> {
    const began = await draft(app, ana.token, { title: 'Private beginning', body: 'Secret draft text.' });
    const second = await publish(
      app,
      await revise(app, began, ana.token, { title: 'Going public', body: 'Public text.' }),
      ana.token,
    );
    const third = await revise(app, second, bo.token, { body: 'Public text, revised.', message: 'Clearer' });
    return await revise(app, third, ana.token, { title: 'Final title', tags: ['x'], practice: { problem: 'P' } });
  }

  test('200 lists the public history, newest first and page by page', async () => {
    const { id } = await history();
    const list = await get(`/works/${id}/revisions`);
    expect(list.json()).toMatchObject({
      items: [
        {
          version: 4,
          author: { name: 'Ana Ruiz', handle: 'ana-ruiz' },
          message: '',
          minor: false,
          license: 'CC-BY-4.0',
          redaction: null,
        },
        { version: 3, author: { name: 'Bo', handle: 'bo', contributor_id: bo.id }, message: 'Clearer' },
        { version: 2 },
      ],
      next: null,
    });
    const first = await get(`/works/${id}/revisions?limit=2`);
    expect(versions(first)).toEqual([4, 3]);
    expect(first.headers.link).toBe(`<${first.json().next}>; rel="next"`);
    const second = await get(first.json().next.slice('http://copse.test'.length));
    expect(versions(second)).toEqual([2]);
    expect(second.json().next).toBeNull();
  });

  test('404 what came before publication, for all who could not see the draft', async () => {
    const { id } = await history();
    for (const token of [undefined, bo.token, stella.token, app.adminToken]) {
      expectProblem(await get(`/works/${id}/revisions/1`, token), 404, 'revision_not_found');
      expectProblem(await get(`/works/${id}/diff?from=1&to=2`, token), 404, 'revision_not_found');
      expectProblem(await get(`/works/${id}/diff?from=2&to=1`, token), 404, 'revision_not_found');
      expect(versions(await get(`/works/${id}/revisions`, token))).toEqual([4, 3, 2]);
    }
    const work = await read(app, id);
    expectProblem(await restore(work, { restore: 1 }, bo.token), 422, 'revision_unknown', '/restore');
    expect(versions(await get(`/works/${id}/revisions`, ana.token))).toEqual([4, 3, 2, 1]);
    expect((await get(`/works/${id}/revisions/1`, ana.token)).json()).toMatchObject({
      title: 'Private beginning',
      body: 'Secret draft text.',
    });
    expect((await get(`/works/${id}/diff?from=1&to=2`, ana.token)).statusCode).toBe(200);
  });

  test('200 one revision whole, with the fields of its kind and as it was rendered', async () => {
    const { id } = await history();
    const answer = await get(`/works/${id}/revisions/3`);
    expect(answer.json()).toMatchObject({
      version: 3,
      title: 'Going public',
      body: 'Public text, revised.',
      html: '<p>Public text, revised.</p>',
      summary: 'Public text, revised.',
      tags: [],
      practice: null,
      license: 'CC-BY-4.0',
    });
    expect((await get(`/works/${id}/revisions/4`)).json()).toMatchObject({ tags: ['x'], practice: { problem: 'P' } });
  });

  test('200 says word by word what differs in texts, and before and after in other fields', async () => {
    const { id } = await history();
    const { texts, fields, ...range } = (await get(`/works/${id}/diff?from=2&to=4`)).json();
    expect(range).toEqual({ from: 2, to: 4 });
    expect(texts.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/title', '/body']);
    const join = (parts: Part[], without: string) =>
      parts
        .filter(({ type }) => type !== without)
        .map(({ text }) => text)
        .join('');
    expect([join(texts[1].parts, 'added'), join(texts[1].parts, 'removed')]).toEqual([
      'Public text.',
      'Public text, revised.',
    ]);
    expect(fields).toEqual(expect.arrayContaining([{ pointer: '/tags', from: [], to: ['x'] }]));
    expect((await get(`/works/${id}/diff?from=2`)).json().to).toBe(4);
    expect((await get(`/works/${id}/diff?from=4&to=4`)).json()).toMatchObject({ texts: [], fields: [] });
    expect((await get(`/works/${id}/diff?from=4&to=2`)).json().fields).toContainEqual({
      pointer: '/tags',
      from: ['x'],
      to: [],
    });
  });

  test('304 a diff that the client has', async () => {
    const { id } = await history();
    const { etag } = (await get(`/works/${id}/diff?from=2&to=3`)).headers;
    expect(
      (await app.send('GET', `/works/${id}/diff?from=2&to=3`, { headers: { 'if-none-match': String(etag) } }))
        .statusCode,
    ).toBe(304);
    expect(
      (await app.send('GET', `/works/${id}/diff?from=2&to=4`, { headers: { 'if-none-match': String(etag) } }))
        .statusCode,
    ).toBe(200);
  });

  test('diffs do not tell of drafts that relations point to', async () => {
    const hidden = await draft(app, ana.token);
    const work = await create(app, ana.token);
    await revise(app, work, ana.token, { relations: [{ type: 'uses', target: hidden.id }] });
    expect((await get(`/works/${work.id}/diff?from=1&to=2`)).body).not.toContain(hidden.id);
    expect((await get(`/works/${work.id}/diff?from=1&to=2`, ana.token)).body).toContain(hidden.id);
  });

  test.each(['', '?from=0', '?from=x', '?from=1&to=-1', '?from=1&until=2', '?from=1&from=2'])(
    '422 /diff%s',
    async (query) => {
      const work = await create(app, ana.token);
      expectProblem(await get(`/works/${work.id}/diff${query}`), 422, 'query_invalid');
    },
  );

  test('422 cursors of other lists, and made-up ones', async () => {
    const [one, other] = [await history(), await create(app, ana.token)];
    const cursor = new URL((await get(`/works/${one.id}/revisions?limit=1`)).json().next).searchParams.get('cursor')!;
    expectProblem(await get(`/works/${other.id}/revisions?cursor=${cursor}`), 422, 'cursor_foreign', '?cursor');
    const [, id, hash] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    for (const parts of [['x', id, hash], [1e300, id, hash], [null, id, hash], [4, 'x', hash], {}, 'x']) {
      const made = Buffer.from(JSON.stringify(parts)).toString('base64url');
      expectProblem(await get(`/works/${one.id}/revisions?cursor=${made}`), 422, 'cursor_invalid', '?cursor');
    }
  });

  test('who wishes not to be named is not named as the author of a revision', async () => {
    const cleo = await app.contributor('cleo');
    const work = await create(app, ana.token);
    await revise(app, work, cleo.token, { body: 'By Cleo.' });
    const author = async () => (await get(`/works/${work.id}/revisions`)).json().items[0].author;
    expect(await author()).toMatchObject({ name: 'Cleo', handle: 'cleo' });
    await chooseCredit(app, cleo.id, 'pseudonym', 'The Owl');
    expect(await author()).toEqual({ name: 'The Owl' });
    await chooseCredit(app, cleo.id, 'none');
    expect(await author()).toBeNull();
    const { author: named, credits } = (await get(`/works/${work.id}/revisions/2`)).json();
    expect([named, credits.map(({ name }: { name: string }) => name)]).toEqual([null, ['Ana Ruiz']]);
  });

  describe('POST restore', () => {
    test('201 makes a new revision with the earlier texts; credits, community and licence stay today’s', async () => {
      const work = await history();
      const changed = await revise(app, work, ana.token, { body: 'Quite different.' });
      const answer = await restore(changed, { restore: 3, message: 'Back to what was clear' }, stella.token);
      expect(answer.statusCode, answer.body).toBe(201);
      expect(answer.headers.location).toBe(`http://copse.test/api/v1/works/${work.id}/revisions/6`);
      expect(answer.headers.etag).toBe('"6.1"');
      expect(answer.json()).toMatchObject({
        title: 'Going public',
        body: 'Public text, revised.',
        html: '<p>Public text, revised.</p>',
        tags: [],
        practice: null,
        version: 6,
        slug: expect.stringMatching(/^going-public/),
      });
      expect(answer.json().credits.map(({ handle }: { handle: string }) => handle)).toEqual([
        'ana-ruiz',
        'bo',
        'stella',
      ]);
      expect((await get(`/works/${work.id}/revisions`)).json().items[0]).toMatchObject({
        version: 6,
        message: 'Back to what was clear',
        author: { handle: 'stella' },
      });
    });

    test('200 without a revision where nothing differs', async () => {
      const work = await history();
      const answer = await restore(work, { restore: 4 });
      expect([answer.statusCode, answer.json().version]).toEqual([200, 4]);
      expect(answer.headers.location).toBeUndefined();
    });

    test('422 versions that are not there; 428, 412, 410, 401', async () => {
      const work = await history();
      expectProblem(await restore(work, { restore: 5 }), 422, 'revision_unknown', '/restore');
      expectProblem(await restore(work, {}), 422, 'body_invalid', '/restore');
      expectProblem(await restore(work, { restore: 2, body: 'x' }), 422, 'body_invalid', '/body');
      expectProblem(
        await app.send('POST', `/works/${work.id}/revisions`, { token: ana.token, body: { restore: 2 } }),
        428,
        'if_match_required',
      );
      expect(
        expectProblem(await restore({ ...work, etag: '"3.0"' }, { restore: 2 }), 412, 'version_stale').diff,
      ).toContain('from=3&to=4');
      expectProblem(
        await app.send('POST', `/works/${work.id}/revisions`, {
          headers: { 'if-match': work.etag },
          body: { restore: 2 },
        }),
        401,
        'token_required',
      );
      await withdraw(app, work, ana.token);
      expectProblem(await restore(work, { restore: 2 }), 410, 'work_withdrawn');
    });

    test('422 an earlier text that may not be published', async () => {
      const began = await draft(app, ana.token, { practice: { minutes: { min: 2, max: 1 } } });
      const published = await publish(app, await revise(app, began, ana.token, { practice: null }), ana.token);
      expectProblem(await restore(published, { restore: 1 }), 422, 'range_reversed', '/practice/minutes');
    });
  });
});
