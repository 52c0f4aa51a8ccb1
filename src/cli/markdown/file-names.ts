import { basename, dirname } from 'node:path/posix';

const indexNames = /^(?:readme|index|_index)$/i;
/** `guide.de.md`, `README.pt-BR.md`: a language before the ending. */
const languageEnding = /\.([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$/;

/** The name of a Markdown file without its ending and without a language before it. */
export function stemOf(path: string): { stem: string; language?: string } {
  const name = basename(path).replace(/\.[^.]+$/, '');
  const [whole, language] = languageEnding.exec(name) ?? [];
  return whole === undefined || language === undefined
    ? { stem: name }
    : { stem: name.slice(0, -whole.length), language };
}

/**
 * A title out of a path: the file's name in words, for README and index the folder's.
 * @param folderName what the outermost folder is called
 */
export function titleOfPath(path: string, folderName: string): string {
  const { stem } = stemOf(path);
  if (!indexNames.test(stem)) return humanise(stem);
  const folder = basename(dirname(path));
  return folder === '' || folder === '.' ? folderName : humanise(folder);
}

/** `2024-05-01-our_first-step` → `Our first step`. A name made of digits alone stays. */
function humanise(name: string): string {
  const words = name
    .replace(/^\d{4}-\d{2}-\d{2}[-_ ]+/, '')
    .replace(/^\d{1,3}[-_. ]+(?=\S)/, '')
    .replace(/[-_]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const shown = words === '' ? name : words;
  // iOS, eLearning: written on purpose.
  const [first = '', second = ''] = shown;
  return second !== second.toLowerCase() ? shown : first.toUpperCase() + shown.slice(first.length);
}
