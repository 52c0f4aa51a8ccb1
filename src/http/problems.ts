import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseError } from '../db/failures.ts';
import { type Fault, NotFound, Problem, type ProblemKind, Unavailable } from '../lib/errors.ts';
import { describeFaults } from './faults.ts';
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

/** A page that says what is wrong, for whoever came with a browser to what is no part of the API. */
export type SendErrorPage = (request: FastifyRequest, reply: FastifyReply, answer: Answer) => Promise<FastifyReply>;

export interface ProblemOptions {
  /** URL of the page that explains the codes, `#code` is appended. */
  docsUrl: () => string;
  sendErrorPage: SendErrorPage;
}

export function registerProblems(app: FastifyInstance, options: ProblemOptions): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Moved) return reply.redirect(error.locationFor(request.url), 308);
    return sendProblem(reply, request, answerOf(error as Error, request), options.docsUrl());
  });
  app.setNotFoundHandler(async (request, reply) => {
    return await answerOutside(options, request, reply, routeNotFound(request));
  });
}

export function routeNotFound(request: FastifyRequest): NotFound {
  return new NotFound('route_not_found', `There is nothing at ${request.method} ${pathOf(request)}.`);
}

/** For what fails before there is a route: URLs that cannot be decoded. The framework has an option of its own for these. */
export function frameworkProblems(options: ProblemOptions) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    void answerOutside(options, request, reply, error);
  };
}

/** The answer where no route is that could say in which form. */
async function answerOutside(
  { docsUrl, sendErrorPage }: ProblemOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  error: Error,
): Promise<FastifyReply> {
  const answer = answerOf(error, request);
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const isPage = isReading && !request.url.startsWith('/api/') && /\btext\/html\b/.test(request.headers.accept ?? '');
  return isPage ? await sendErrorPage(request, reply, answer) : sendProblem(reply, request, answer, docsUrl());
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
    request.log.warn({ err: error }, busy.message);
    return answerOf(busy, request);
  }
  const status = fastifyError.statusCode ?? 500;
  if (status === 415) return unsupportedAnswer(request);
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
  const { etag: _etag, location: _location, retry_after, ...extra } = answer.extra;
  setProblemHeaders(reply, request, answer);
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

/** What an answer says in its header, in whatever form its body is. */
export function setProblemHeaders(reply: FastifyReply, request: FastifyRequest, { status, extra }: Answer): void {
  const { etag, location, retry_after } = extra;
  if (typeof retry_after === 'number') reply.header('retry-after', String(retry_after));
  if (typeof etag === 'string') reply.header('etag', etag);
  if (typeof location === 'string') reply.header('location', location);
  if (status === 401) reply.header('www-authenticate', challenge(request));
}

/** RFC 6750 §3: no error code where no credentials were sent. */
function challenge(request: FastifyRequest): string {
  return request.headers.authorization === undefined
    ? 'Bearer realm="copse"'
    : 'Bearer realm="copse", error="invalid_token"';
}

/** Of the framework, which says neither what came nor what would be taken. */
function unsupportedAnswer({ headers, routeOptions }: FastifyRequest): Answer {
  const { consumes, body } = (routeOptions.schema ?? {}) as { consumes?: string[]; body?: { content?: object } };
  const accepted = consumes ?? Object.keys(body?.content ?? { 'application/json': {} });
  const sent = headers['content-type'];
  return {
    status: 415,
    code: 'media_type_unsupported',
    detail: `This call takes ${accepted.join(' or ')}; Content-Type ${sent ? `says ${sent.slice(0, 100)}` : 'is missing'}.`,
    faults: [],
    extra: { accepted },
  };
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
  const [first, ...others] = faults;
  const more = others.length === 0 ? '' : `; and ${others.length} more: see errors`;
  return {
    status: 422,
    code: part === 'body' ? 'body_invalid' : 'query_invalid',
    detail: first ? `${first.pointer || 'The body'} ${first.detail}${more}` : 'The request is not valid.',
    faults,
    extra: {},
  };
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
    FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
    FST_ERR_BAD_URL: 'url_malformed',
    FST_ERR_MAX_PARAM_LENGTH: 'url_too_long',
  };
  return known[error.code] ?? (/^[a-z_]+$/.test(error.code ?? '') ? error.code : 'request_refused');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]!;
}
