import { type Attributed, dayOf, linkable, namedAuthors, titleOf } from './attributed.ts';
import { type Brevity, licenseLine, type Part } from './credit-line.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** One `@misc` entry in UTF-8. Names and title are braced: they are not to be split or re-cased. */
export function renderBibtex(work: Attributed, brevity: Brevity): string {
  const [year, month] = dayOf(work)?.split('-') ?? [];
  const url = linkable(work.url);
  const authors = namedAuthors(work).map(({ name }) => `{${escapeBibtex(name)}}`);
  const fields: [string, string | undefined][] = [
    ['title', `{{${escapeBibtex(titleOf(work))}}}`],
    ['author', authors.length === 0 ? undefined : `{${authors.join(' and ')}}`],
    ['year', year === undefined ? undefined : `{${year}}`],
    ['month', month === undefined ? undefined : months[Number(month) - 1]],
    ['url', url === undefined ? undefined : `{${url}}`],
    ['language', `{${escapeBibtex(work.language)}}`],
    ['note', `{${licenseLine(work, brevity).map(noteOf).join('')}}`],
  ];
  const lines = fields.filter(([, value]) => value !== undefined).map(([name, value]) => `  ${name} = ${value},`);
  return [`@misc{${citationKey(work)},`, ...lines, '}'].join('\n');
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // As commands: a brace behind a backslash would still be counted, and unbalance the field.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};

function escapeBibtex(text: string): string {
  return text.replace(/[\\{}~^<>|%&$#_]/g, (character) => commands[character] ?? `\\${character}`);
}

function noteOf(part: Part): string {
  const text = escapeBibtex(part.text);
  // \url takes all characters as they are; those that it would not are percent-encoded in a linkable URL.
  const url = 'url' in part && part.url !== undefined && part.is !== 'author' ? `\\url{${part.url}}` : undefined;
  if (part.is === 'link') return url ?? text;
  const shown = part.is === 'title' ? `“${text}”` : text;
  return url === undefined ? shown : `${shown}, ${url}`;
}

/** Such as `check-in-round-v3`: the last step of the path, then the version. */
function citationKey(work: Attributed): string {
  const step = URL.parse(work.url)
    ?.pathname.split('/')
    .findLast((part) => part !== '');
  const key = (step ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${key === '' ? 'work' : key}-v${work.version}`;
}
