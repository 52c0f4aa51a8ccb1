/**
 * How many edits (a letter added, left out, replaced, or two neighbours swapped) lead from one word to the other;
 * Infinity when more than `most`. Letters are code points. Source: optimal string alignment distance.
 */
export function editDistance(from: string, to: string, most: number): number {
  const a = [...from];
  const b = [...to];
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(last[column]! + 1, line[column - 1]! + 1, last[column - 1]! + cost);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) least = Math.min(least, before[column - 2]! + 1);
      line.push(least);
    }
    if (Math.min(...line) > most) return Number.POSITIVE_INFINITY;
    before = last;
    last = line;
  }
  const distance = last[b.length]!;
  return distance > most ? Number.POSITIVE_INFINITY : distance;
}

/** Edits forgiven in a word: none in one that is too short to be sure what was meant. */
export function forgivenEdits(word: string): number {
  const length = [...word].length;
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** The word with each pair of neighbours swapped: the typing error that shares fewest trigrams with what was meant. */
export function swapsOf(word: string): string[] {
  const letters = [...word];
  return letters
    .slice(1)
    .map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(''));
}
