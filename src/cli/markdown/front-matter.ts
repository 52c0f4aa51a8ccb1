import { parseDocument } from 'yaml';
import { isMap, type WrittenMap } from './values.ts';

export interface FrontMatter {
  /** Every scalar as it was written. */
  fields: WrittenMap;
  /** The same with numbers and booleans read as such, for what is passed on as data (`practice`). */
  data: Record<string, unknown>;
  body: string;
  notes: string[];
}

const mostLength = 1024 * 1024;
const simpleLine = /^([A-Za-z][\w-]*)[ \t]*[:=][ \t]*(\S.*)$/gm;

/**
 * Cuts the front matter off a text: YAML between lines of `---`, or TOML between lines of `+++`, of which only simple
 * lines are read. YAML that cannot be parsed is read the same way, line by line, and a note says so. A text that only
 * begins with a rule (`---`) has no front matter.
 */
export function splitFrontMatter(text: string): FrontMatter {
  const none = { fields: {}, data: {}, body: text, notes: [] };
  const [whole, fence, inner = ''] =
    /^\s*?(---|\+\+\+)[ \t]*\n([\s\S]*?\n)??(?:\1|\.\.\.)[ \t]*(?:\n|$)/.exec(text) ?? [];
  if (whole === undefined || whole.length > mostLength) return none;
  const body = text.slice(whole.length);
  if (fence === '+++')
    return { ...readLines(inner), body, notes: ['front matter in TOML: only its simple lines were read'] };
  if (inner.trim() === '') return { ...none, body };
  const read = readYaml(inner) ?? readYaml(quoted(inner));
  if (read !== undefined)
    return read.fields === undefined ? none : { fields: read.fields, data: read.data, body, notes: [] };
  const lines = readLines(inner);
  // Prose between two rules is not front matter.
  if (Object.keys(lines.fields).length === 0) return none;
  return { ...lines, body, notes: ['front matter is not valid YAML: only its simple lines were read'] };
}

/** Undefined where it is not valid; without fields where it is something else than a dictionary. */
function readYaml(text: string): { fields?: WrittenMap; data: Record<string, unknown> } | undefined {
  const options = { uniqueKeys: false, logLevel: 'silent' } as const;
  try {
    const asWritten = parseDocument(text, { ...options, schema: 'failsafe' });
    if (asWritten.errors.length > 0) return undefined;
    const [fields, data] = [asWritten.toJS(aliases), parseDocument(text, { ...options, schema: 'core' }).toJS(aliases)];
    return isMap(fields) && isMap(data) ? { fields: fields as WrittenMap, data } : { data: {} };
  } catch {
    // More aliases than any author writes: somebody wants to fill the memory.
    return undefined;
  }
}

const aliases = { maxAliasCount: 50 };

/** The commonest fault: a title with a colon, or one that begins with a character that means something in YAML. */
function quoted(inner: string): string {
  return inner.replace(
    /^([A-Za-z][\w-]*:[ \t]+)((?![|>'"[{&!])\S.*?: .*|[@`%*].*)$/gm,
    (_line, name: string, value: string) => name + JSON.stringify(value),
  );
}

function readLines(inner: string): { fields: WrittenMap; data: Record<string, unknown> } {
  const lines = [...inner.matchAll(simpleLine)].map(([, name, value]) => [name!, unquoted(value!.trim())] as const);
  return { fields: Object.fromEntries(lines.filter(([, value]) => !/^[[{|>]/.test(value))), data: {} };
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value;
}
