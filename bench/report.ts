import type { Machine } from './machine.ts';

export interface Round {
  copse: number;
  bare: number;
  ratio: number;
}

/** One comparison. For rates more is better, for times less. */
export interface Part {
  name: string;
  what: string;
  unit: 'requests/s' | 's' | 'ms' | 'MB/s' | 'times';
  rounds: Round[];
  /** Medians over the rounds. */
  copse: number;
  bare: number;
  ratio: number;
  /** What the ratio should at least be, or with `at most` not pass; undefined: for information. */
  target?: { bound: 'at least' | 'at most'; ratio: number };
}

/** @param compare of a round: Copse's figure by the bare one's */
export function makePart(
  facts: Pick<Part, 'name' | 'what' | 'unit' | 'target'>,
  pairs: readonly { copse: number; bare: number }[],
): Part {
  const rounds = pairs.map(({ copse, bare }) => ({
    copse: rounded(copse),
    bare: rounded(bare),
    ratio: rounded(copse / bare),
  }));
  const median = (name: keyof Round) => medianOf(rounds.map((round) => round[name]));
  return { ...facts, rounds, copse: median('copse'), bare: median('bare'), ratio: median('ratio') };
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : rounded((sorted[middle - 1]! + sorted[middle]!) / 2);
}

/** A table for people. */
export function printParts(machine: Machine, parts: readonly Part[]): string {
  const lines = parts.map((part) => [
    ...[part.name, part.what, part.unit, String(part.copse), String(part.bare), part.ratio.toFixed(2)],
    ...[part.rounds.map(({ ratio }) => ratio.toFixed(2)).join(' '), verdictOf(part)],
  ]);
  const head = ['', 'against', 'unit', 'Copse', 'bare', 'ratio', 'of each round', 'wanted'];
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]!.length)));
  const table = [head, ...lines].map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const facts = Object.entries(machine).map(([name, value]) => `${name} ${value}`);
  return `${facts.join(' · ')}\nmedians of interleaved rounds\n\n${table.join('\n')}\n`;
}

function verdictOf({ target, ratio }: Part): string {
  if (target === undefined) return '';
  const isMet = target.bound === 'at least' ? ratio >= target.ratio : ratio <= target.ratio;
  return `${target.bound} ${target.ratio}: ${isMet ? 'yes' : 'NO'}`;
}

function rounded(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 1_000) / 1_000;
}
