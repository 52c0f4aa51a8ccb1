import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transact } from '../../../src/db/transaction.ts';
import type { Scope } from '../../../src/lib/actor.ts';
import { newId } from '../../../src/lib/ids.ts';
import { issueToken } from '../../../src/people/access/tokens.ts';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, withdraw } from '../../support/works.ts';

/** `owner` made what is asked for; `reader` is the owner with a token for reading only. */
const columns = ['anonymous', 'expired', 'reader', 'owner', 'other', 'steward', 'admin'] as const;
type Column = (typeof columns)[number];

/** What a call finds: all of it made by `owner`, anew for each call that changes something. */
interface World {
  owner: TestContributor;
  work: string;
  draft: string;
  withdrawn: string;
  /** A community without works. */
  community: string;
  /** A token of the owner. */
  token: string;
  invitation: string;
  /** A name that nothing has yet. */
  fresh: string;
  tokens: ReadonlyMap<Column, string>;
}

interface Needs {
  works: boolean;
  invitation: boolean;
}

const roles: { [Name in Column]?: readonly Scope[] } = {
  other: ['read', 'publish'],
  steward: ['read', 'publish', 'import', 'steward'],
  admin: ['read', 'publish', 'import', 'steward', 'admin'],
};

interface Call {
  /** What of the world it is about, where there are several. */
  about?: string;
  url?: (world: World) => string;
  body?: (world: World) => object | string;
  type?: string;
  /** Statuses in the order of `columns`. */
  expected: string;
}

//                    anonymous, expired, reader, owner, other, steward, admin
const open = { expected: '200 401 200 200 200 200 200' };
const ofWork = (path: string, noun = 'works'): Call[] => [
  { about: 'published', url: ({ work }) => `/${noun}/${work}${path}`, ...open },
  { about: 'draft', url: (world) => `/${noun}/${world.draft}${path}`, expected: '404 401 200 200 404 404 404' },
  {
    about: 'withdrawn',
    url: ({ withdrawn }) => `/${noun}/${withdrawn}${path}`,
    expected: '410 401 410 410 410 410 410',
  },
];
const text = () => ({ title: 'A title', body: 'A text.' });
const onArticle = (body: Call['body'], expected: [published: string, draft: string, withdrawn: string]): Call[] => [
  { about: 'published', url: ({ work }) => `/articles/${work}`, ...(body && { body }), expected: expected[0] },
  { about: 'draft', url: (world) => `/articles/${world.draft}`, ...(body && { body }), expected: expected[1] },
  {
    about: 'withdrawn',
    url: ({ withdrawn }) => `/articles/${withdrawn}`,
    ...(body && { body }),
    expected: expected[2],
  },
];

const calls: Record<string, Call | Call[]> = {
  'GET /': open,
  'GET /licenses': open,
  'GET /licenses/compatibility': { url: () => '/licenses/compatibility?source=CC-BY-4.0', ...open },
  'GET /changes': open,
  'GET /search': { url: () => '/search?q=title', ...open },
  'GET /suggest': { url: () => '/suggest?q=ti', ...open },

  'GET /works': open,
  'GET /works/{id}': ofWork(''),
  'GET /works/{id}.md': ofWork('.md'),
  'GET /works/{id}.jsonld': ofWork('.jsonld'),
  'GET /works/{id}.json': ofWork('.json'),
  'GET /works/{id}/revisions': ofWork('/revisions'),
  'GET /works/{id}/revisions/{version}': ofWork('/revisions/1'),
  'GET /works/{id}/diff': ofWork('/diff?from=1'),
  'GET /works/{id}/attribution': ofWork('/attribution'),
  'GET /works/{id}/lineage': ofWork('/lineage'),
  'GET /articles/{id}': ofWork('', 'articles'),
  'GET /articles/{id}.md': ofWork('.md', 'articles'),
  'GET /articles/{id}.jsonld': ofWork('.jsonld', 'articles'),
  'GET /articles/{id}.json': ofWork('.json', 'articles'),
  'POST /articles': { body: text, expected: '401 401 403 201 201 201 201' },
  'PUT /articles/{id}': onArticle(text, [
    '401 401 403 200 200 200 200',
    '401 401 403 200 404 404 404',
    '401 401 403 410 410 410 410',
  ]),
  'PATCH /articles/{id}': onArticle(text, [
    '401 401 403 200 200 200 200',
    '401 401 403 200 404 404 404',
    '401 401 403 410 410 410 410',
  ]),
  'DELETE /articles/{id}': [
    ...onArticle(undefined, [
      '401 401 403 204 403 422 422',
      '401 401 403 204 404 404 404',
      '401 401 403 410 410 410 410',
    ]),
    {
      about: 'with a reason',
      url: ({ work }) => `/articles/${work}?reason=Harmful`,
      expected: '401 401 403 204 403 204 204',
    },
  ],
  'POST /works/{id}/publication': [
    { about: 'published', expected: '401 401 403 409 409 409 409' },
    { about: 'draft', url: (world) => `/works/${world.draft}/publication`, expected: '401 401 403 200 404 404 404' },
    {
      about: 'withdrawn',
      url: ({ withdrawn }) => `/works/${withdrawn}/publication`,
      body: () => ({ reason: 'Needed' }),
      expected: '401 401 403 200 403 200 200',
    },
  ],
  'DELETE /works/{id}/publication': [
    {
      about: 'published',
      url: ({ work }) => `/works/${work}/publication?reason=Harmful`,
      expected: '401 401 403 204 403 204 204',
    },
    { about: 'draft', url: (world) => `/works/${world.draft}/publication`, expected: '401 401 403 409 404 404 404' },
  ],
  'POST /works/{id}/revisions': [
    { about: 'published', body: () => ({ restore: 1 }), expected: '401 401 403 200 200 200 200' },
    {
      about: 'draft',
      url: (world) => `/works/${world.draft}/revisions`,
      body: () => ({ restore: 1 }),
      expected: '401 401 403 200 404 404 404',
    },
  ],
  'POST /works/{id}/revisions/{version}/redaction': [
    { about: 'published', body: () => ({ reason: 'Names a person' }), expected: '401 401 403 403 403 204 204' },
    {
      about: 'draft',
      url: (world) => `/works/${world.draft}/revisions/1/redaction`,
      body: () => ({ reason: 'x' }),
      expected: '401 401 403 403 403 404 404',
    },
  ],
  'PUT /origins': [
    {
      about: 'new',
      url: ({ fresh }) => `/origins?url=https://a.example/${fresh}`,
      body: text,
      expected: '401 401 403 201 201 201 201',
    },
    {
      about: 'of a draft',
      url: (world) => `/origins?url=https://a.example/${world.draft}`,
      body: text,
      expected: '401 401 403 200 409 409 409',
    },
  ],
  'POST /imports/works': { body: () => '{}', type: 'application/x-ndjson', expected: '401 401 403 403 403 200 200' },

  'GET /instance': open,
  'PATCH /instance': { body: () => ({ summary: 'Ours' }), expected: '401 401 403 403 403 403 200' },
  'GET /communities': open,
  'POST /communities': { body: ({ fresh }) => ({ slug: fresh, name: 'New' }), expected: '401 401 403 403 403 403 201' },
  'GET /communities/{slug}': open,
  'PATCH /communities/{slug}': { body: () => ({ domain: 'Practice' }), expected: '401 401 403 403 403 200 200' },

  'GET /contributors': [
    open,
    { about: 'everyone', url: () => '/contributors?everyone=true', expected: '401 401 403 403 403 403 200' },
  ],
  'POST /contributors': {
    body: ({ fresh }) => ({ handle: fresh, name: 'New' }),
    expected: '201 401 201 201 201 201 201',
  },
  'GET /contributors/{handle}': open,
  'PATCH /contributors/{handle}': [
    { body: () => ({ bio: 'A bio' }), expected: '401 401 403 200 403 403 200' },
    { about: 'suspension', body: () => ({ suspended: true }), expected: '401 401 403 403 403 403 200' },
  ],
  'PUT /contributors/{handle}/roles/{community}': [
    { about: 'steward', body: () => ({ role: 'steward' }), expected: '401 401 403 403 403 204 204' },
    {
      about: 'steward everywhere',
      url: ({ owner }) => `/contributors/${owner.handle}/roles/instance`,
      body: () => ({ role: 'steward' }),
      expected: '401 401 403 403 403 403 204',
    },
    {
      about: 'admin',
      url: ({ owner }) => `/contributors/${owner.handle}/roles/instance`,
      body: () => ({ role: 'admin' }),
      expected: '401 401 403 403 403 403 204',
    },
  ],
  'DELETE /contributors/{handle}/roles/{community}': { expected: '401 401 403 204 403 403 204' },
  'GET /contributors/{handle}/tokens': { expected: '401 401 200 200 403 403 200' },
  'POST /contributors/{handle}/tokens': [
    { body: () => ({ name: 'laptop', scopes: ['read'] }), expected: '401 401 403 201 403 403 201' },
    {
      about: 'with more than one has',
      body: () => ({ name: 'laptop', scopes: ['import'] }),
      expected: '401 401 403 403 403 403 201',
    },
  ],
  'DELETE /contributors/{handle}/tokens/{id}': {
    url: ({ owner, token }) => `/contributors/${owner.handle}/tokens/${token}`,
    expected: '401 401 403 204 403 403 204',
  },
  'GET /invitations': { expected: '401 401 403 403 403 200 200' },
  'POST /invitations': [
    { body: () => ({}), expected: '401 401 403 403 403 201 201' },
    { about: 'to be an admin', body: () => ({ role: 'admin' }), expected: '401 401 403 403 403 403 201' },
  ],
  'DELETE /invitations/{id}': {
    about: 'of another',
    url: ({ invitation }) => `/invitations/${invitation}`,
    expected: '401 401 403 403 403 404 204',
  },

  'GET /me': { expected: '401 401 200 200 200 200 200' },
  'PATCH /me': [
    { body: () => ({ bio: 'Mine' }), expected: '401 401 403 200 200 200 200' },
    { about: 'suspension', body: () => ({ suspended: true }), expected: '401 401 403 403 403 403 200' },
  ],
  'DELETE /me': { expected: '401 401 403 204 204 204 204' },
  'GET /me/export': { expected: '401 401 200 200 200 200 200' },
  'GET /me/works': { expected: '401 401 200 200 200 200 200' },
  'GET /me/tokens': { expected: '401 401 200 200 200 200 200' },
  'POST /me/tokens': { body: () => ({ name: 'laptop', scopes: ['read'] }), expected: '401 401 403 201 201 201 201' },
  'DELETE /me/tokens/{id}': {
    about: 'of the owner',
    url: ({ token }) => `/me/tokens/${token}`,
    expected: '401 401 403 204 404 404 404',
  },

  'GET /admin/backup': { expected: '401 401 403 403 403 403 200' },
  'POST /admin/search/check': { expected: '401 401 403 403 403 403 200' },
  'POST /admin/search/rebuild': { expected: '401 401 403 403 403 403 200' },
};

/** One of the databases is enough: what is decided here, is decided before it. */
describe.each(databaseKinds.slice(-1))('who may do what, on %s', (kind) => {
  let app: TestApp;
  let operations: string[];
  let shared: World;
  let count = 0;
  beforeAll(async () => {
    app = await startTestApp(kind);
    const { paths } = (await app.send('GET', '/openapi.json')).json();
    operations = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api/v1'))
      .flatMap(([path, methods]) =>
        Object.keys(methods as object).map(
          (method) => `${method.toUpperCase()} ${path.slice('/api/v1'.length) || '/'}`,
        ),
      );
    shared = await makeWorld({ works: true, invitation: true });
  }, 120_000);
  afterAll(async () => await app.close());

  test('every operation of the OpenAPI document has an expectation, and no other', () => {
    expect(Object.keys(calls).sort()).toEqual([...operations].sort());
  });

  test.each(
    Object.entries(calls).flatMap(([operation, given]) =>
      [given].flat().map((call) => [`${operation} ${call.about ?? ''}`.trim(), operation, call] as const),
    ),
  )(
    '%s',
    async (_name, operation, call) => {
      const got: string[] = [];
      for (const column of columns) got.push(`${column} ${await statusOf(operation, call, column)}`);
      const expected = call.expected.split(' ');
      expect(got).toEqual(columns.map((column, index) => `${column} ${expected[index]}`));
    },
    60_000,
  );

  async function statusOf(operation: string, call: Call, column: Column): Promise<number> {
    const [method, path] = operation.split(' ') as [InjectOptions['method'], string];
    const needs = { works: /works|articles|origins/.test(path), invitation: path.startsWith('/invitations/') };
    const world = method === 'GET' ? shared : await makeWorld(needs, [column]);
    const url =
      call.url?.(world) ??
      path
        .replace('{id}', world.work)
        .replace('{version}', '1')
        .replace('{handle}', world.owner.handle)
        .replace(/\{(slug|community)\}/, world.community);
    const token = world.tokens.get(column);
    const answer = await app.app.inject({
      method: method!,
      url: `/api/v1${url}`,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        // Whatever the version is: that is not what is asked here.
        'if-match': Array.from({ length: 99 }, (_, version) => `"${version + 1}"`).join(', '),
        ...(call.type === undefined ? {} : { 'content-type': call.type }),
      },
      ...(call.body === undefined ? {} : { payload: call.body(world) }),
    });
    if (answer.statusCode >= 500) throw new Error(answer.body);
    return answer.statusCode;
  }

  /** @param acting who is needed beside the owner: some calls end accounts, so that nobody acts twice */
  async function makeWorld(needs: Needs, acting: readonly Column[] = columns): Promise<World> {
    count += 1;
    const at = new Date();
    const owner = await app.contributor(`owner-${count}`);
    const tokens = new Map<Column, string>([['owner', owner.token]]);
    for (const column of acting) {
      const scopes = roles[column];
      if (scopes !== undefined) tokens.set(column, (await app.contributor(`${column}-${count}`, scopes)).token);
    }
    const [reader, expired] = await transact(app.db, at, async (tx) => [
      await issueToken(tx, owner.id, { name: 'reader', scopes: ['read'] }, at),
      await issueToken(tx, owner.id, { name: 'expired', scopes: ['read', 'publish'] }, at),
    ]);
    await app.db.updateTable('tokens').set({ expires_at: at }).where('id', '=', expired!.token.id).execute();
    tokens.set('reader', reader!.secret).set('expired', expired!.secret);
    const community = `community-${count}`;
    await app.db
      .insertInto('communities')
      .values({ id: newId(), slug: community, name: 'Empty', created_at: at, updated_at: at })
      .execute();
    const things = needs.works ? await makeWorks(owner.token) : { work: '', draft: '', withdrawn: '' };
    const invitation = needs.invitation
      ? (await app.send('POST', '/invitations', { token: app.adminToken, body: {} })).json().id
      : '';
    return { owner, tokens, token: reader!.token.id, community, invitation, fresh: `fresh-${count}`, ...things };
  }

  async function makeWorks(token: string): Promise<Pick<World, 'work' | 'draft' | 'withdrawn'>> {
    const [work, began, gone] = await Promise.all([create(app, token), draft(app, token), create(app, token)]);
    await withdraw(app, gone, token);
    await app.db
      .updateTable('works')
      .set({ origin_source: 'https://a.example', origin_path: `/${began.id}` })
      .where('id', '=', began.id)
      .execute();
    return { work: work.id, draft: began.id, withdrawn: gone.id };
  }
});
