import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isUuid } from '../lib/ids.ts';
import { cleanQuery, cleanStrings } from '../lib/text.ts';

/**
 * Bodies are taken as they are; queries, which are all text, are coerced.
 * Nothing is removed: an unknown field is refused rather than dropped.
 */
export function registerValidation(app: FastifyInstance): void {
  const options = { removeAdditional: false, useDefaults: true, strict: false, verbose: true } as const;
  // Of each the second finds every fault, the first only one.
  const strict = [false, true].map((allErrors) => new Ajv({ ...options, allErrors, coerceTypes: false }));
  const coercing = [false, true].map((allErrors) => new Ajv({ ...options, allErrors, coerceTypes: 'array' }));
  const all = [...strict, ...coercing];
  for (const ajv of all) {
    (addFormats as unknown as (ajv: Ajv) => void)(ajv);
    ajv.addFormat('date-time', isTime);
    // The format takes URNs too, which are no ids here.
    ajv.addFormat('uuid', isUuid);
  }
  const known = new Set<string>();
  const compileFor = (context: FastifyInstance): void => {
    context.setValidatorCompiler(({ schema, httpPart }) => {
      for (const [id, shared] of Object.entries(context.getSchemas())) {
        if (known.has(id)) continue;
        known.add(id);
        for (const ajv of all) ajv.addSchema(shared as object, id);
      }
      const [first, whole] = httpPart === 'body' ? strict : coercing;
      return inSteps(first!, whole!, schema as object);
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

/**
 * Validates until the first fault. Only then, and only where there is little to look at, are all faults found: a list of
 * a million wrong items would make a million faults before its own limit counted.
 */
function inSteps(first: Ajv, whole: Ajv, schema: object) {
  const findFirst = first.compile(schema);
  let findAll: ValidateFunction | undefined;
  const faultsOf = (value: unknown) => {
    if (!isSmall(value)) return findFirst.errors ?? [];
    findAll ??= whole.compile(schema);
    findAll(value);
    return findAll.errors ?? findFirst.errors ?? [];
  };
  const validate = Object.assign(
    (value: unknown): boolean => {
      const isValid = findFirst(value);
      validate.errors = isValid ? null : faultsOf(value);
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
