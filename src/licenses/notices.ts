/** Sentences that a licence itself asks for, where the source gives none of its own. Texts: the licences', on attribution. */
const statements: Readonly<Record<string, string>> = {
  'OGL-UK-3.0': 'Contains public sector information licensed under the Open Government Licence v3.0.',
  'OGL-UK-2.0': 'Contains public sector information licensed under the Open Government Licence v2.0.',
  'OGL-Canada-2.0': 'Contains information licensed under the Open Government Licence – Canada.',
};

export function requiredStatement(id: string): string | undefined {
  return statements[id];
}
