import { findLicense } from './licenses.ts';

/** Sentences that a licence itself asks for, where the source gives none of its own. Texts: the licences', on attribution. */
const statements: Readonly<Record<string, string>> = {
  'OGL-UK-3.0': 'Contains public sector information licensed under the Open Government Licence v3.0.',
  'OGL-UK-2.0': 'Contains public sector information licensed under the Open Government Licence v2.0.',
  'OGL-Canada-2.0': 'Contains information licensed under the Open Government Licence – Canada.',
};

export function requiredStatement(id: string): string | undefined {
  return statements[id];
}

/** What an adaptation must go on saying of a source whose licence is not its own. */
export function noticeOf(source: { license: string; label: string }): string {
  const statement = requiredStatement(source.license);
  if (statement !== undefined) return `${source.label}: ${statement}`;
  if (findLicense(source.license)?.family === 'etalab') {
    return `${source.label}: name the source and the date of its last update (${source.license}).`;
  }
  return `${source.label}: its part stays under ${source.license}; keep its title, credit and licence notice.`;
}
