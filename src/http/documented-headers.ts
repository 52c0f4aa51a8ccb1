/** As much of an OpenAPI document as is looked at here. */
export interface Document {
  paths?: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema>; parameters?: object; headers?: object };
}
interface Operation {
  parameters?: object[];
  requestBody?: { content?: Record<string, unknown> };
  responses?: Record<string, Response>;
}
interface Response {
  headers?: object;
  content?: Record<string, { schema?: Schema }>;
}
interface Schema {
  $ref?: string;
  properties?: Record<string, unknown>;
}

const text = { type: 'string' } as const;
const parameters = {
  IfMatch: {
    ...{ name: 'If-Match', in: 'header', required: true, schema: text, example: '"3.0"' },
    description: 'The ETag of what you saw, quotes included; `*` is not taken',
  },
  IfNoneMatch: {
    ...{ name: 'If-None-Match', in: 'header', schema: text, example: '"3.0"' },
    description: 'The ETag of what you have: 304 while it is current',
  },
  IdempotencyKey: {
    ...{ name: 'Idempotency-Key', in: 'header', schema: { ...text, maxLength: 257 } },
    ...{ example: '8e03978e-40d5-43e8-bc93-6894a57f9324' },
    description: 'Any 1 to 255 visible ASCII characters; sent again with the same request it has no second effect',
  },
};
const headers = {
  ETag: { schema: text, description: 'Of the state there is now; absent where nothing of it is left to see' },
  Location: { schema: text, description: 'Where it is' },
  RetryAfter: { schema: { type: 'integer' }, description: 'Seconds to wait, where trying again helps' },
};

/**
 * Adds the header fields to each operation of a document. They follow from what the operation says already, so that no
 * route has to: one that may answer 428 takes If-Match, one that may answer 304 takes If-None-Match, a POST of JSON
 * takes an Idempotency-Key (`answerWrite`).
 */
export function withHeaders<T extends object>(given: T): T {
  const document = given as Document;
  for (const path of Object.values(document.paths ?? {}))
    for (const [method, operation] of Object.entries(path)) describe(document, method, operation);
  document.components = {
    ...document.components,
    parameters: { ...document.components?.parameters, ...parameters },
    headers: { ...document.components?.headers, ...headers },
  };
  return given;
}

function describe(document: Document, method: string, operation: Operation): void {
  const { responses = {}, requestBody } = operation;
  const takes: (keyof typeof parameters)[] = [];
  if ('428' in responses) takes.push('IfMatch');
  if ('304' in responses) takes.push('IfNoneMatch');
  if (method === 'post' && requestBody?.content?.['application/json'] !== undefined) takes.push('IdempotencyKey');
  if (takes.length > 0) {
    const refs = takes.map((name) => ({ $ref: `#/components/parameters/${name}` }));
    operation.parameters = [...(operation.parameters ?? []), ...refs];
  }
  for (const [status, response] of Object.entries(responses)) {
    const names = headersOf(document, responses, status);
    const refs = names.map((name) => [fieldNames[name], { $ref: `#/components/headers/${name}` }]);
    if (refs.length > 0) response.headers = { ...response.headers, ...Object.fromEntries(refs) };
  }
}

const fieldNames = { ETag: 'ETag', Location: 'Location', RetryAfter: 'Retry-After' } as const;

function headersOf(document: Document, responses: Record<string, Response>, status: string): (keyof typeof headers)[] {
  const names: (keyof typeof headers)[] = [];
  const isSuccess = /^2/.test(status);
  const isTagged = '428' in responses || '304' in responses || isVersioned(document, responses[status]!);
  if (['304', '412'].includes(status) || (isSuccess && isTagged)) names.push('ETag');
  if (['201', '308'].includes(status)) names.push('Location');
  if (['409', '503', 'default'].includes(status)) names.push('RetryAfter');
  return names;
}

/** Whatever shows a `version` is answered with its ETag. */
function isVersioned({ components }: Document, response: Response): boolean {
  const schema = response.content?.['application/json']?.schema;
  const name = schema?.$ref?.split('/').at(-1);
  const whole = name === undefined ? schema : components?.schemas?.[name];
  return whole?.properties?.version !== undefined;
}
