/** One failing field of a request: `pointer` is a JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter. */
export interface Fault {
  pointer: string;
  detail: string;
}

/**
 * The closed family of failures the domain may throw. `http/problems.ts` alone turns them into status codes.
 * `code` is stable and part of the API; `extra` becomes further members of the problem document.
 */
export abstract class Problem extends Error {
  abstract readonly kind: ProblemKind;
  readonly code: string;
  readonly faults: readonly Fault[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    detail: string,
    options: { faults?: readonly Fault[]; extra?: Record<string, unknown> } = {},
  ) {
    super(detail);
    this.code = code;
    this.faults = options.faults ?? [];
    this.extra = options.extra ?? {};
  }
}

export type ProblemKind =
  | 'not_found'
  | 'gone'
  | 'redacted'
  | 'forbidden'
  | 'unauthenticated'
  | 'conflict'
  | 'precondition_required'
  | 'stale'
  | 'invalid'
  | 'too_large'
  | 'unsupported'
  | 'too_many'
  | 'unavailable';

export class NotFound extends Problem {
  readonly kind = 'not_found';
}
/** Withdrawn: what remains is a tombstone. */
export class Gone extends Problem {
  readonly kind = 'gone';
}
/** Emptied for legal or safety reasons; the notice stays. */
export class Redacted extends Problem {
  readonly kind = 'redacted';
}
export class Forbidden extends Problem {
  readonly kind = 'forbidden';
}
export class Unauthenticated extends Problem {
  readonly kind = 'unauthenticated';
}
export class Conflict extends Problem {
  readonly kind = 'conflict';
}
export class PreconditionRequired extends Problem {
  readonly kind = 'precondition_required';
}
/** The version in If-Match is no longer the current one. */
export class Stale extends Problem {
  readonly kind = 'stale';
}
export class Invalid extends Problem {
  readonly kind = 'invalid';
}
export class TooLarge extends Problem {
  readonly kind = 'too_large';
}
/** Of another media type than is taken here. @public */
export class Unsupported extends Problem {
  readonly kind = 'unsupported';
}
/** More than is allowed in this time: `extra.retry_after` is in seconds. @public */
export class TooMany extends Problem {
  readonly kind = 'too_many';
}
/** Try again: `extra.retry_after` is in seconds. */
export class Unavailable extends Problem {
  readonly kind = 'unavailable';
}

/** An `Invalid` for one field. @param detail what is wrong with it, as it follows the field's name */
export function invalid(pointer: string, detail: string, code = 'invalid'): Invalid {
  return new Invalid(code, `${pointer || 'The body'} ${detail}`, { faults: [{ pointer, detail }] });
}
