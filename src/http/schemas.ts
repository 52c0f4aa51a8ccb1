import { type Static, type TSchema, Type } from 'typebox';

/** One of these strings; a plain `enum` in the document, where a union of literals would become `anyOf`. */
export function StringEnum<const T extends readonly string[]>(values: T, options: object = {}) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });
}

/** Of a plain value as a list of types: of `anyOf` a serialiser tries one alternative after the other, with a validator each. */
export function Nullable<T extends TSchema>(schema: T, options: object = {}) {
  const { type, enum: values } = schema as { type?: string; enum?: readonly unknown[] };
  const isPlain = type === 'string' || type === 'integer' || type === 'number' || type === 'boolean';
  const either = isPlain
    ? { ...schema, type: [type, 'null'], ...(values === undefined ? {} : { enum: [...values, null] }) }
    : { anyOf: [schema, { type: 'null' }] };
  return Type.Unsafe<Static<T> | null>({ ...either, ...options });
}

/** An object that refuses what it does not name. */
export function Closed<T extends Record<string, TSchema>>(properties: T, options: object = {}) {
  return Type.Object(properties, { additionalProperties: false, ...options });
}

/** A reference to a schema that `app.ts` registers by its `$id`. */
export function Ref<T extends TSchema & { $id?: string }>(schema: T) {
  return Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` });
}

/** A query parameter that may be repeated: one name is one list. */
export function Repeated<T extends TSchema>(item: T, options: object = {}) {
  return Type.Optional(Type.Array(item, { maxItems: 50, ...options }));
}

/** Text of a form that words tell better than its pattern. @param form as it follows "must be" */
export function Formed(pattern: string, form: string, options: object = {}) {
  return Type.String({ pattern, 'x-form': form, ...options });
}

/** Nobody's password belongs into what everybody reads. */
export const WebUrl = Formed(
  '^https?://[^\\s/?#@\\\\]+(?:[/?#]\\S*)?$',
  'a web address (https://…) without a user name or password in it',
  { maxLength: 2000, examples: ['https://ana.example.org'] },
);
/** Of what is kept as a key: what must not be in it is said under a code of its own. */
export const OriginUrl = Formed('^https?://\\S+$', 'a web address (https://…)', { maxLength: 2000 });

export const Uuid = Type.String({ format: 'uuid' });
export const Timestamp = Type.Unsafe<string>({ type: 'string', format: 'date-time', description: 'ISO 8601, UTC' });
export const Language = Type.String({
  minLength: 2,
  maxLength: 35,
  description: 'BCP 47 language tag',
  examples: ['en', 'pt-BR'],
});

export const ProblemDocument = Type.Object(
  {
    type: Type.String({ description: 'URI that explains this problem' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.String({ description: 'The path of the request' }),
    code: Type.String({ description: 'Stable name of this problem' }),
    request_id: Type.String(),
    errors: Type.Optional(
      Type.Array(
        Closed({
          pointer: Type.String({ description: 'JSON Pointer into the body, or ?name for a query parameter' }),
          detail: Type.String(),
        }),
      ),
    ),
  },
  { $id: 'Problem', additionalProperties: true, description: 'RFC 9457 problem document' },
);

/** The problem answers of a route: those that are its own by status, all others as `default`. For its `response` schema. */
export function problems<const T extends readonly number[]>(...statuses: T): Record<T[number] | 'default', TSchema> {
  const entry = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: Ref(ProblemDocument) } },
  });
  const own = Object.fromEntries(
    statuses.map((status) => [
      status,
      bodiless[status] === undefined
        ? entry(problemTitles[status] ?? 'Problem')
        : Type.Null({ description: bodiless[status] }),
    ]),
  );
  return { ...own, default: entry('Any problem') } as never;
}

const bodiless: Readonly<Record<number, string>> = {
  304: 'Not modified',
  308: 'Lives under another name now: see Location',
};

export const problemTitles: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  408: 'Request took too long',
  409: 'Conflict',
  410: 'Withdrawn',
  412: 'Changed meanwhile',
  413: 'Too large',
  414: 'URL too long',
  415: 'Unsupported media type',
  422: 'Invalid',
  428: 'Precondition required',
  429: 'Too many requests',
  431: 'Headers too large',
  451: 'Redacted',
  500: 'Internal error',
  503: 'Unavailable',
};
