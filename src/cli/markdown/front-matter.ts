import { parseDocument } from 'yaml';
import { beginsWithField, findProse, findUnreadLicense, hasField, readLines } from './front-matter-lines.ts';
import { isMap, type WrittenMap } from './values.ts';

export interface FrontMatter {
  /** Every scalar as it was written. */
  fields: WrittenMap;
  /** The same with numbers and booleans read as such, for what is passed on as data (`practice`). */
  data: Record<string, unknown>;
  body: string;
  notes: string[];
}

/** A text with its front matter cut off, or why that cannot be done without losing what it says. */
export type Split = FrontMatter | { reason: string };

const mostLength = 1024 * 1024;
const opening = /^\s*?(---|\+\+\+)[ \t]*(?:\n|$)/;
const whole = /^\s*?(---|\+\+\+)[ \t]*\n([\s\S]*?\n)??(?:\1|\.\.\.)[ \t]*(?:\n|$)/;

/**
 * Cuts the front matter off a text: YAML between lines of `---`, or TOML between lines of `+++`, of which only simple
 * lines are read. YAML that cannot be parsed is read the same way, line by line, and a note says so. A text that only
 * begins with a rule (`---`) has no front matter. Front matter without an end, or whose licence cannot be read for
 * certain, is a reason to leave the text out: published without it, it would go out under another licence than its own.
 */
export function splitFrontMatter(text: string): Split {
  const none = { fields: {}, data: {}, body: text, notes: [] };
  const [open, fence] = opening.exec(text) ?? [];
  if (open === undefined || fence === undefined) return none;
  const firstLine = open.split('\n').length;
  const [block, , inner = ''] = whole.exec(text) ?? [];
  if (block === undefined) {
    const isOpen = beginsWithField(text.slice(open.length), fence);
    return isOpen ? { reason: `its front matter, opened in line ${firstLine - 1}, is never closed by ${fence}` } : none;
  }
  if (block.length > mostLength) return { reason: 'its front matter is larger than 1 MiB' };
  const body = text.slice(block.length);
  if (fence === '+++')
    return readByLine(inner, firstLine, body, 'front matter in TOML: only its simple lines were read');
  if (inner.trim() === '') return { ...none, body };
  const read = readYaml(inner) ?? readYaml(quoted(inner));
  if (read !== undefined)
    return read.fields === undefined ? none : { fields: read.fields, data: read.data, body, notes: [] };
  // Prose between two rules is not front matter.
  if (!beginsWithField(inner, fence) && (/\n[ \t]*\n/.test(inner) || !hasField(inner))) return none;
  return readByLine(inner, firstLine, body, 'front matter is not valid YAML: only its simple lines were read');
}

/** @param firstLine where the front matter begins in its file */
function readByLine(inner: string, firstLine: number, body: string, note: string): Split {
  const lines = inner.split('\n');
  const prose = findProse(lines);
  if (prose !== undefined)
    return {
      reason: `line ${firstLine + prose} is no front matter ("${quote(lines[prose]!)}"): is the line that closes it missing?`,
    };
  const unread = findUnreadLicense(lines);
  if (unread !== undefined)
    return {
      reason: `its front matter cannot be read, and line ${firstLine + unread} may state its licence: "${quote(lines[unread]!)}"`,
    };
  return { fields: readLines(inner), data: {}, body, notes: [note] };
}

function quote(line: string): string {
  const text = line.trim();
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
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
