import { readFileSync } from 'node:fs';

/**
 * Reads one of the CSV tables (RFC 4180) of `data/`, which lies two floors above both `src/licenses` and `dist/licenses`.
 * @returns one record a line, keyed by column
 * @throws Error naming file and line when the header or a line is not as expected: the process must not start then
 */
export function readTable<const C extends readonly string[]>(file: string, columns: C): Record<C[number], string>[] {
  return parseTable(readFileSync(new URL(`../../data/${file}`, import.meta.url), 'utf8'), file, columns);
}

/** @param file only names the table in errors */
export function parseTable<const C extends readonly string[]>(
  csv: string,
  file: string,
  columns: C,
): Record<C[number], string>[] {
  const [header, ...lines] = csv.replace(/\r?\n$/, '').split(/\r?\n/);
  if (header !== columns.join(',')) throw new Error(`data/${file}: the first line must be ${columns.join(',')}`);
  return lines.map((line, index) => {
    const cells = cellsOf(line);
    if (cells?.length !== columns.length) {
      throw new Error(`data/${file}, line ${index + 2}: expected ${columns.length} well-formed cells`);
    }
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]])) as Record<C[number], string>;
  });
}

const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

/** The cells of one line, or undefined when its quotes do not match. Cells never hold line breaks in these tables. */
function cellsOf(line: string): string[] | undefined {
  const cells: string[] = [];
  cell.lastIndex = 0;
  for (;;) {
    const match = cell.exec(line);
    if (match === null) return undefined;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '') return cells;
  }
}
