import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseError } from '../db/failures.ts';
import { type Fault, NotFound, Problem, type ProblemKind, Unavailable } from '../lib/errors.ts';
import { Moved } from './redirects.ts';
import { problemTitles } from './schemas.ts';

/** The only place where the domain's failures get status codes. */
const statuses: Record<ProblemKind, number> = {
  not_found: 404,
  gone: 410,
  redacted: 451,
  forbidden: 403,
  unauthenticated: 401,
  conflict: 409,
  precondition_required: 428,
  stale: 412,
  invalid: 422,
  too_large: 413,
  unsupported: 415,
  too_many: 429,
  unavailable: 503,
};

/** A header or URL that cannot be parsed: the 400 of HTTP, which the domain does not know. */
export class Malformed extends Error {
  readonly statusCode = 400;
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** @param docsUrl URL of the page that explains the codes, `#code` is appended */
export function registerProblems(app: FastifyInstance, docsUrl: () => string): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Moved) return reply.redirect(error.locationFor(request.url), 308);
    return sendProblem(reply, request, answerOf(error as Error, request), docsUrl());
  });
  app.setNotFoundHandler((request, reply) => {
    const problem = answerOf(
      new NotFound('route_not_found', `There is nothing at ${request.method} ${pathOf(request)}.`),
      request,
    );
    return sendProblem(reply, request, problem, docsUrl());
  });
}

/** For what fails before there is a route: URLs that cannot be decoded. The framework has an option of its own for these. */
export function frameworkProblems(docsUrl: () => string) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    sendProblem(reply, request, answerOf(error, request), docsUrl());
  };
}

export interface Answer {
  status: number;
  code: string;
  detail: string;
  faults: readonly Fault[];
  extra: Readonly<Record<string, unknown>>;
}

/** Status and words for a failure of any kind; unknown ones are logged here, once. */
export function answerOf(error: Error, request: FastifyRequest): Answer {
  if (error instanceof Problem) {
    return {
      status: statuses[error.kind],
      code: error.code,
      detail: error.message,
      faults: error.faults,
      extra: error.extra,
    };
  }
  const fastifyError = error as FastifyError;
  if (fastifyError.validation) return invalidAnswer(fastifyError);
  const busy = databaseBusy(error);
  if (busy !== undefined) {
    request.log.warn({ err: error }, 'database busy');
    return answerOf(busy, request);
  }
  const status = fastifyError.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return { status, code: codeOf(fastifyError), detail: fastifyError.message, faults: [], extra: {} };
  }
  request.log.error({ err: error }, 'request failed');
  return {
    status: 500,
    code: 'internal',
    detail: 'Something went wrong here; the request id helps to find it.',
    faults: [],
    extra: {},
  };
}

function sendProblem(reply: FastifyReply, request: FastifyRequest, answer: Answer, docs: string): FastifyReply {
  const { etag, location, retry_after, ...extra } = answer.extra;
  if (typeof retry_after === 'number') reply.header('retry-after', String(retry_after));
  if (typeof etag === 'string') reply.header('etag', etag);
  if (typeof location === 'string') reply.header('location', location);
  if (answer.status === 401) reply.header('www-authenticate', challenge(request));
  const document = {
    ...extra,
    type: `${docs}#${answer.code}`,
    title: problemTitles[answer.status] ?? 'Problem',
    status: answer.status,
    detail: answer.detail,
    instance: pathOf(request),
    code: answer.code,
    request_id: request.id,
    ...(answer.faults.length > 0 ? { errors: answer.faults } : {}),
    ...(typeof retry_after === 'number' ? { retry_after } : {}),
  };
  // Serialised here: a problem has members of its own that no route's schema lists.
  return reply
    .code(answer.status)
    .type('application/problem+json')
    .serializer((payload: string) => payload)
    .send(JSON.stringify(document));
}

/** RFC 6750 §3: no error code where no credentials were sent. */
function challenge(request: FastifyRequest): string {
  return request.headers.authorization === undefined
    ? 'Bearer realm="copse"'
    : 'Bearer realm="copse", error="invalid_token"';
}

function invalidAnswer(error: FastifyError): Answer {
  const part = error.validationContext;
  const faults = describeFaults(error.validation ?? [], part);
  if (part === 'params')
    return {
      status: 404,
      code: 'not_found',
      detail: 'No such thing: the path holds an id of another form.',
      faults: [],
      extra: {},
    };
  const first = faults[0];
  return {
    status: 422,
    code: part === 'body' ? 'body_invalid' : 'query_invalid',
    detail: first ? `${first.pointer || 'The body'} ${first.detail}` : 'The request is not valid.',
    faults,
    extra: {},
  };
}

/** What a validator says of one field. */
export interface ValidationFault {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** The faults of a body, of a line of one, or of a query, in words and with pointers. */
export function describeFaults(validation: readonly ValidationFault[], part: string | undefined): Fault[] {
  return withoutNullBranch(validation).map(({ instancePath, params, message }) => {
    const missing = typeof params.missingProperty === 'string' ? `/${params.missingProperty}` : '';
    const unknown = typeof params.additionalProperty === 'string' ? `/${params.additionalProperty}` : '';
    const path = `${instancePath}${missing}${unknown}`;
    return {
      pointer: part === 'body' ? path : `?${path.slice(1).split('/')[0]}`,
      detail: describe(message ?? 'is not valid', params),
    };
  });
}

/** Of what may be null, the failure of the null itself says nothing. */
function withoutNullBranch(validation: readonly ValidationFault[]): readonly ValidationFault[] {
  const telling = validation.filter(({ params, keyword }) => keyword !== 'anyOf' && params.type !== 'null');
  return telling.length > 0 ? telling : validation;
}

function describe(message: string, params: Record<string, unknown>): string {
  if (typeof params.additionalProperty === 'string') return 'is not a field of this request';
  if (typeof params.missingProperty === 'string') return 'is required';
  if (Array.isArray(params.allowedValues)) return `must be one of ${params.allowedValues.join(', ')}`;
  return message;
}

/** Time-outs of the database ask the client to come again; they are no fault of this process. */
function databaseBusy(error: Error): Unavailable | undefined {
  if (isDatabaseError(error, '55P03', '57014', '53300', '57P03', '57P01', '25P03')) {
    return new Unavailable('database_busy', 'The database is busy; try again.', { extra: { retry_after: 2 } });
  }
  const broken = 'code' in error && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND'].includes(String(error.code));
  if (broken || error.message.startsWith('Connection terminated')) {
    return new Unavailable('database_unreachable', 'The database does not answer; try again.', {
      extra: { retry_after: 5 },
    });
  }
  return undefined;
}

function codeOf(error: FastifyError): string {
  const known: Record<string, string> = {
    FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
    FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
    FST_ERR_CTP_EMPTY_JSON_BODY: 'body_empty',
    FST_ERR_CTP_INVALID_JSON_BODY: 'json_malformed',
    FST_ERR_BAD_URL: 'url_malformed',
    FST_ERR_MAX_PARAM_LENGTH: 'url_too_long',
  };
  if (error.statusCode === 400 && error.name === 'SyntaxError') return 'json_malformed';
  return known[error.code] ?? (/^[a-z_]+$/.test(error.code ?? '') ? error.code : 'request_refused');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]!;
}
