/** A JSON Schema, as far as the API's document uses it. */
interface Shape {
  $ref?: string;
  type?: string | string[];
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  readOnly?: boolean;
}

export interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Shape> };
}

interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Shape }> };
}

export interface TextOperation {
  operationId: string;
  method: 'POST' | 'PUT' | 'PATCH';
  /** With the names of its parameters in braces. */
  path: string;
  body: Shape;
}

/** Every operation that takes a JSON body. */
export function operationsWithBody({ paths }: ApiDocument): TextOperation[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { operationId, requestBody }]) => {
      const body = requestBody?.content['application/json']?.schema;
      return body === undefined ? [] : [{ operationId, method: method.toUpperCase() as 'POST', path, body }];
    }),
  );
}

/**
 * A body with everything in it that takes text, and of the rest what is required.
 * @param text answers what to put into a field; undefined leaves it out
 */
export function fillBody(
  document: ApiDocument,
  body: Shape,
  text: (pointer: string, field: Shape) => string | undefined,
): unknown {
  const fill = (given: Shape, pointer: string, isRequired: boolean): unknown => {
    const shape = resolve(document, given);
    if (shape.readOnly) return undefined;
    if (shape.enum) return isRequired ? shape.enum[0] : undefined;
    if (isOf(shape, 'string')) return text(pointer, shape);
    if (isOf(shape, 'array')) {
      const item = fill(shape.items ?? {}, `${pointer}/0`, false);
      return item === undefined ? undefined : [item];
    }
    if (shape.properties === undefined) return undefined;
    const required = new Set(shape.required);
    const fields = Object.entries(shape.properties).map(([name, field]) => [
      name,
      fill(field, `${pointer}/${name}`, required.has(name)),
    ]);
    const given_ = fields.filter(([, value]) => value !== undefined);
    return given_.length === 0 && !isRequired ? undefined : Object.fromEntries(given_);
  };
  return fill(body, '', true);
}

/** Whether a schema as such lets the text into this field. */
export function fits({ pattern, format, minLength = 0 }: Shape, text: string): boolean {
  if (format === 'uuid' || format === 'date' || format === 'date-time' || format === 'email') return false;
  return text.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(text));
}

/** Takes away what a JSON Pointer points to; the element of an array goes with the array. @returns whether it was there */
export function takeAway(body: unknown, pointer: string): boolean {
  const names = pointer.split('/').slice(1);
  const last = names.pop();
  const parent = names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], body);
  if (last === undefined || parent === null || typeof parent !== 'object') return false;
  if (Array.isArray(parent)) return takeAway(body, `/${names.join('/')}`);
  if (!(last in parent)) return false;
  delete (parent as Record<string, unknown>)[last];
  return true;
}

/** The pointers of all strings in a value. */
export function textsIn(value: unknown, pointer = ''): string[] {
  if (typeof value === 'string') return [pointer];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) => textsIn(item, `${pointer}/${name}`));
}

function isOf({ type }: Shape, name: string): boolean {
  return Array.isArray(type) ? type.includes(name) : type === name;
}

function resolve(document: ApiDocument, shape: Shape): Shape {
  if (shape.$ref !== undefined) return resolve(document, document.components.schemas[shape.$ref.split('/').at(-1)!]!);
  const option = shape.anyOf?.find(({ type }) => type !== 'null');
  return option === undefined ? shape : resolve(document, { ...option, ...(shape.readOnly ? { readOnly: true } : {}) });
}
