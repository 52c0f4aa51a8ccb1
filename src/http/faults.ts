import type { Fault } from '../lib/errors.ts';

/** What a validator says of one field. */
export interface ValidationFault {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
  /** The schema that holds the keyword. */
  parentSchema?: Record<string, unknown>;
}

/** Whoever has made more mistakes than these sees the rest next time. */
const mostFaults = 50;

/** The faults of a body, of a line of one, or of a query, in words and with pointers: one for each field. */
export function describeFaults(validation: readonly ValidationFault[], part: string | undefined): Fault[] {
  const faults = new Map<string, Fault>();
  for (const fault of withoutNullBranch(validation)) {
    const pointer = pointerOf(fault, part);
    // The values there are say more than that it must be a string.
    if (!faults.has(pointer) || fault.keyword === 'enum')
      faults.set(pointer, { pointer, detail: detailOf(fault, part) });
    if (faults.size === mostFaults) break;
  }
  return [...faults.values()];
}

/** Of what may be null, the failure of the null itself says nothing. */
function withoutNullBranch(validation: readonly ValidationFault[]): readonly ValidationFault[] {
  const telling = validation.filter(({ params, keyword }) => keyword !== 'anyOf' && params.type !== 'null');
  return telling.length > 0 ? telling : validation;
}

function pointerOf({ instancePath, params }: ValidationFault, part: string | undefined): string {
  const name = params.missingProperty ?? params.additionalProperty;
  const path =
    typeof name === 'string'
      ? `${instancePath}/${shown(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
      : instancePath;
  return part === 'body' ? path : `?${path.slice(1).split('/')[0]!.replaceAll('~1', '/').replaceAll('~0', '~')}`;
}

/** A name that nobody knows may be of any length; an answer is not. */
function shown(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}

function detailOf(fault: ValidationFault, part: string | undefined): string {
  const { keyword, message = 'is not valid' } = fault;
  return (keyword === 'additionalProperties' ? unknownOf(fault, part) : words[keyword]?.(fault)) ?? message;
}

/** The forms a field may have to be of, by the keyword that says so. */
const words: Readonly<Record<string, (fault: ValidationFault) => string | undefined>> = {
  required: () => 'is required',
  type: ({ params }) => `must be ${oneOf([params.type].flat().map((type) => types[String(type)] ?? String(type)))}`,
  enum: ({ params }) => `must be ${oneOf((params.allowedValues as unknown[]).map(String))}`,
  minLength: ({ params }) =>
    params.limit === 1 ? 'must not be empty' : `must have at least ${params.limit} characters`,
  maxLength: ({ params }) => `must have at most ${params.limit} characters`,
  minItems: ({ params }) => (params.limit === 1 ? 'must not be empty' : `must hold at least ${params.limit} items`),
  maxItems: ({ params }) => `must hold at most ${params.limit} items`,
  uniqueItems: () => 'must not hold the same twice',
  minimum: ({ params }) => `must be at least ${params.limit}`,
  maximum: ({ params }) => `must be at most ${params.limit}`,
  format: ({ params }) => formats[String(params.format)],
  pattern: ({ params, parentSchema }) =>
    params.pattern === '\\S'
      ? 'must not be blank'
      : textOrNothing(parentSchema?.['x-form'], (form) => `must be ${form}`),
};

const types: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const formats: Readonly<Record<string, string>> = {
  'date-time': 'must be a time such as 2026-05-01T09:30:00Z, in the years 1 to 9999',
  date: 'must be a day such as 2026-05-01',
  uri: 'must be a web address such as https://example.org/ana',
  email: 'must be an e-mail address such as ana@example.org',
  uuid: 'must be an id (a UUID)',
};

/** Who mistypes a parameter is told which there are; of a body there would be too many. */
function unknownOf({ parentSchema }: ValidationFault, part: string | undefined): string {
  if (part === 'body') return 'is not a field of this request';
  const known = Object.keys((parentSchema?.properties as object | undefined) ?? {});
  return known.length === 0
    ? 'is no parameter of this call, which takes none'
    : `is none of the parameters here: ${known.join(', ')}`;
}

function oneOf(values: readonly string[]): string {
  return values.length > 2 ? `one of ${values.join(', ')}` : values.join(' or ');
}

function textOrNothing(value: unknown, sentence: (text: string) => string): string | undefined {
  return typeof value === 'string' ? sentence(value) : undefined;
}
