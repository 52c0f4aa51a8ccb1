import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUuid } from '../lib/ids.ts';
import { cleanQuery, cleanStrings } from '../lib/text.ts';
import type { Later } from './later.ts';

/**
 * Bodies are taken as they are; queries, which are all text, are coerced.
 * Nothing is removed: an unknown field is refused rather than dropped. All routes have schemas, and a process that
 * starts would compile them all before it listens: they are compiled later.
 */
export function registerValidation(app: FastifyInstance, later: Later): void {
  const strict = createCompilers({ coerceTypes: false });
  const coercing = createCompilers({ coerceTypes: 'array' });
  const compileFor = (context: FastifyInstance): void => {
    context.setValidatorCompiler(({ schema, httpPart }) => {
      const { first, whole } = httpPart === 'body' ? strict : coercing;
      const compile = (compiler: Compiler) => compiler(schema as object, context.getSchemas() as Schemas);
      return inSteps(
        later.once(() => compile(first)),
        () => compile(whole),
      );
    });
  };
  compileFor(app);
  // Each plugin, too: one that adds schemas of its own would get the framework's, which coerces bodies and drops fields.
  app.addHook('onRegister', compileFor);
  // Before the schemas look: lengths and patterns are those of the text that is stored.
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.body !== null && typeof request.body === 'object' && isPlain(request.body))
      request.body = cleanStrings(request.body);
    if (request.query !== null && typeof request.query === 'object') request.query = cleanQuery(request.query);
    done();
  });
}

type Schemas = Readonly<Record<string, object>>;
type Compiler = (schema: object, shared: Schemas) => ValidateFunction;

/** Two of a kind: the first finds one fault, the other every one. */
function createCompilers(options: Options): { first: Compiler; whole: Compiler } {
  return {
    first: createCompiler({ ...options, allErrors: false }),
    whole: createCompiler({ ...options, allErrors: true }),
  };
}

/** What a process never needs, it does not make: neither the compiler nor what it knows of shared schemas. */
function createCompiler(options: Options): Compiler {
  let ajv: Ajv | undefined;
  const known = new Set<string>();
  return (schema, shared) => {
    ajv ??= createAjv(options);
    for (const [id, one] of Object.entries(shared)) {
      if (known.has(id)) continue;
      known.add(id);
      ajv.addSchema(one, id);
    }
    return ajv.compile(schema);
  };
}

function createAjv(options: Options): Ajv {
  // That the schemas themselves are in order, a test knows: it compiles them all.
  const own = {
    removeAdditional: false,
    useDefaults: true,
    strict: false,
    verbose: true,
    validateSchema: false,
  } as const;
  const ajv = new Ajv({ ...own, ...options });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  ajv.addFormat('date-time', isTime);
  // The format takes URNs too, which are no ids here.
  ajv.addFormat('uuid', isUuid);
  return ajv;
}

/**
 * Validates until the first fault. Only then, and only where there is little to look at, are all faults found: a list of
 * a million wrong items would make a million faults before its own limit counted.
 */
function inSteps(getFirst: () => ValidateFunction, compileWhole: () => ValidateFunction) {
  let findAll: ValidateFunction | undefined;
  const faultsOf = (value: unknown, found: ValidateFunction) => {
    if (!isSmall(value)) return found.errors ?? [];
    findAll ??= compileWhole();
    findAll(value);
    return findAll.errors ?? found.errors ?? [];
  };
  const validate = Object.assign(
    (value: unknown): boolean => {
      const findFirst = getFirst();
      const isValid = findFirst(value) as boolean;
      validate.errors = isValid ? null : faultsOf(value, findFirst);
      return isValid;
    },
    { errors: null as ErrorObject[] | null },
  );
  return validate;
}

const mostValues = 5_000;

function isSmall(value: unknown): boolean {
  let left = mostValues;
  const count = (part: unknown): boolean => {
    left--;
    if (part === null || typeof part !== 'object') return left >= 0;
    return left >= 0 && Object.values(part).every(count);
  };
  return count(value);
}

const { validate: isDateTime } = fullFormats['date-time'] as { validate: (text: string) => boolean };

/**
 * RFC 3339, as far as a Date can hold it and the database gives it back: leap seconds and half an offset are no moment
 * here, nor are years before 1, which the database writes in another way.
 */
function isTime(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return isDateTime(text) && year >= 1 && year <= 9999;
}

/**
 * Checks a body that was put together here (a merge patch over what is stored) like one that was sent.
 * @throws what the framework throws for a body, with its pointers
 */
export function validated<T>(request: FastifyRequest, schema: object, value: unknown): T {
  const validate = request.getValidationFunction(schema) ?? request.compileValidationSchema(schema, 'body');
  if (validate(value)) return value as T;
  throw Object.assign(new Error('body is not valid'), {
    validation: validate.errors,
    validationContext: 'body',
    statusCode: 422,
  });
}

/** Streams and buffers are read by whoever takes them. */
function isPlain(body: object): boolean {
  return Array.isArray(body) || Object.getPrototypeOf(body) === Object.prototype;
}
