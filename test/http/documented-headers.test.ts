import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withHeaders } from '../../src/http/documented-headers.ts';

const ref = (name: string) => ({ $ref: `#/components/parameters/${name}` });
const problem = () => ({ description: 'Problem' });

function documented(method: string, operation: object): { parameters?: object[]; responses: Record<string, object> } {
  const schemas = { Work: { properties: { version: {} } }, Token: { properties: { name: {} } } };
  const document = withHeaders({ paths: { '/x': { [method]: operation } }, components: { schemas } });
  return document.paths['/x']![method] as never;
}

describe('the header fields of an operation', () => {
  it('say If-Match where 428 may be answered, after the parameters it has', () => {
    const own = { name: 'id', in: 'path' };
    const { parameters, responses } = documented('put', {
      parameters: [own],
      responses: { 200: problem(), 412: problem(), 428: problem() },
    });
    expect(parameters).toEqual([own, ref('IfMatch')]);
    expect(responses).toMatchObject({ 200: { headers: { ETag: {} } }, 412: { headers: { ETag: {} } } });
  });

  it('say If-None-Match where 304 may be answered, and where a page has moved to', () => {
    const { parameters, responses } = documented('get', {
      responses: { 200: problem(), 304: problem(), 308: problem() },
    });
    expect(parameters).toEqual([ref('IfNoneMatch')]);
    expect(responses).toMatchObject({ 304: { headers: { ETag: {} } }, 308: { headers: { Location: {} } } });
  });

  it('say Idempotency-Key of a POST of JSON, and of no other', () => {
    const responses = () => ({ 201: problem() });
    const body = (type: string) => ({ content: { [type]: {} } });
    const json = body('application/json');
    expect(documented('post', { requestBody: json, responses: responses() }).parameters).toEqual([
      ref('IdempotencyKey'),
    ]);
    expect(documented('put', { requestBody: json, responses: responses() }).parameters).toBeUndefined();
    expect(documented('post', { responses: responses() }).parameters).toBeUndefined();
    expect(
      documented('post', { requestBody: body('application/x-ndjson'), responses: responses() }).parameters,
    ).toBeUndefined();
  });

  it('say ETag of what has a version, Location of what was made, Retry-After of any problem', () => {
    const made = (name: string) => ({
      201: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } },
      default: problem(),
    });
    expect(documented('post', { responses: made('Work') }).responses).toMatchObject({
      201: { headers: { ETag: {}, Location: {} } },
      default: { headers: { 'Retry-After': {} } },
    });
    expect(documented('post', { responses: made('Token') }).responses['201']).not.toHaveProperty('headers.ETag');
  });
});

interface Operation {
  operationId: string;
  parameters?: { $ref?: string }[];
}

describe('openapi/openapi.json', () => {
  const document = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
  const all = Object.values<Record<string, Operation>>(document.paths).flatMap((path) => Object.entries(path));
  const without = (name: string, ...methods: string[]) =>
    all
      .filter(([method]) => methods.includes(method))
      .filter(([, { parameters = [] }]) => !parameters.some(({ $ref }) => $ref?.endsWith(`/${name}`)))
      .map(([, { operationId }]) => operationId);

  it('has a tag to read again with of everything but a backup', () => {
    expect(without('IfNoneMatch', 'get')).toEqual(['getBackup']);
  });

  it('needs the version that was seen of everything that has versions', () => {
    expect(without('IfMatch', 'put', 'patch', 'delete')).toEqual([
      ...['putRole', 'deleteRole', 'deleteMyToken', 'deleteToken', 'deleteInvitation', 'putOrigin'],
    ]);
  });

  it('takes a key with every POST that could have an effect twice', () => {
    expect(without('IdempotencyKey', 'post')).toEqual(['importWorks', 'checkSearch', 'rebuildSearch']);
  });
});
