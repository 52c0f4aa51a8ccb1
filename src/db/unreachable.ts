import { Problem, Unavailable } from '../lib/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOENT: 'there is no such socket',
  ENOTFOUND: 'that host is unknown',
  EAI_AGAIN: 'that host is unknown',
  ETIMEDOUT: 'that host does not answer',
  EHOSTUNREACH: 'that host is out of reach',
  ENETUNREACH: 'that host is out of reach',
  database_busy: 'it did not answer within ten seconds',
  '28P01': 'user or password are refused',
  '28000': 'the user is refused',
  '3D000': 'there is no such database',
  '53300': 'it has no connection left',
  '57P03': 'it is not ready',
};

/**
 * Why the first question to a server failed, in a sentence for whoever wrote DATABASE_URL.
 * @param place of the server, without the password
 */
export function unreachable(place: string, error: unknown): Problem {
  const { code = '', message } = error as { code?: string; message: string };
  if (error instanceof Problem && code !== 'database_busy') return error;
  const reason = reasons[code];
  const detail = /^E|^database/.test(code) ? code : message || code;
  return new Unavailable(
    'database_unreachable',
    `The database that DATABASE_URL names, ${place}, cannot be reached: ${reason === undefined ? detail : `${reason} (${detail})`}.`,
  );
}
