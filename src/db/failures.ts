/** What both drivers give of a failure in the database. */
export interface DatabaseError extends Error {
  code: string;
  constraint?: string;
  detail?: string;
}

/** Is this a failure of the database with one of these SQLSTATE codes? Without codes: any. */
export function isDatabaseError(error: unknown, ...codes: string[]): error is DatabaseError {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  if (!/^[0-9A-Z]{5}$/.test(error.code)) return false;
  return codes.length === 0 || codes.includes(error.code);
}

/** Turns the violation of one named constraint into a failure of the domain; any other error goes on. */
export function onConstraint(constraint: string, failure: () => Error): (error: unknown) => never {
  return (error) => {
    if (isDatabaseError(error, '23505', '23503', '23514') && error.constraint === constraint) throw failure();
    throw error;
  };
}
