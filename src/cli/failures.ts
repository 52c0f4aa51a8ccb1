/** Something to say to whoever typed the command, and the code to exit with. */
export class CliError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command itself is wrong: exit code 2. */
export class UsageError extends CliError {
  constructor(message: string) {
    super(message, 2);
  }
}

/** An answer of the API other than success. */
export class ApiFailure extends CliError {
  readonly status: number;
  /** Stable name of the problem, '' where the answer did not come from Copse. */
  readonly code: string;
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, body: unknown, retryAfter: string | null) {
    super(describeProblem(status, body));
    const code = (body as { code?: unknown } | null)?.code;
    this.status = status;
    this.code = typeof code === 'string' ? code : '';
    this.retryAfterSeconds = secondsOf(retryAfter);
  }
}

/** A problem document (RFC 9457) as one line, each failing field by its pointer. */
export function describeProblem(status: number, body: unknown): string {
  const { title, detail, errors, request_id } = (body ?? {}) as Record<string, unknown>;
  if (typeof detail !== 'string')
    return `The server answered ${status}${typeof title === 'string' ? ` ${title}` : ''}.`;
  const faults = Array.isArray(errors) ? errors.map((fault) => `${fault?.pointer} ${fault?.detail}`) : [];
  const more = faults.filter((fault) => !detail.startsWith(fault));
  const id = status >= 500 && typeof request_id === 'string' ? ` [request ${request_id}]` : '';
  return `${detail}${more.length > 0 ? ` (${more.join('; ')})` : ''}${id}`.replace(/[\p{Cc}\s]+/gu, ' ');
}

function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d{1,6}$/.test(retryAfter.trim())
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
