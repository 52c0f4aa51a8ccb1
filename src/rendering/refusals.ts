import { Invalid, type Problem, TooLarge } from '../lib/errors.ts';

export const MAX_SOURCE_BYTES = 1024 * 1024;
export const MAX_HTML_BYTES = 2 * 1024 * 1024;
export const MAX_DEPTH = 200;

const REFUSALS = {
  markdown_too_large: 'The Markdown is longer than 1 MiB. Split it into several articles.',
  markdown_output_too_large: 'The HTML made from this Markdown is longer than 2 MiB. Split it, or shorten its tables.',
  markdown_too_deep: `The Markdown nests quotes, lists, emphasis or HTML more than ${MAX_DEPTH} levels deep. Flatten it.`,
  markdown_too_slow:
    'The Markdown took too long to render. Long runs of * and _, deeply nested lists and very large tables do that.',
  markdown_too_costly:
    'The Markdown took too much memory to render. Split it: very large tables, or close to 1 MiB full of markup, do that.',
} as const;

/** Why a text is refused. It travels between processes as a word, since errors lose their class on the way. */
export type RefusalCode = keyof typeof REFUSALS;

/** The problem to throw for a refusal, in words its writer can act on. */
export function refusal(code: RefusalCode): Problem {
  const detail = REFUSALS[code];
  return code === 'markdown_too_large' ? new TooLarge(code, detail) : new Invalid(code, detail);
}

/** The refusal that a caught problem stands for, if it is one of ours. */
export function refusalCode(error: unknown): RefusalCode | undefined {
  const code = error instanceof Invalid || error instanceof TooLarge ? error.code : '';
  return Object.hasOwn(REFUSALS, code) ? (code as RefusalCode) : undefined;
}
