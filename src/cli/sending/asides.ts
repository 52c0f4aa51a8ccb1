import type { Asides } from '../sources/lines.ts';

const most = { fields: 12, links: 5, length: 80 };

/** Sums up what is not worth a line for each file. */
export function createAsides() {
  const unread = new Map<string, number>();
  const standIns = new Map<string, number>();
  let [moved, linked] = [0, 0];

  return {
    add(asides: Asides): void {
      for (const field of asides.unread) count(unread, field);
      if (asides.standIn !== undefined) count(standIns, asides.standIn);
      moved += asides.moved;
      if (asides.moved > 0) linked++;
    },
    lines(): string[] {
      return [
        ...[...standIns].map(
          ([name, files]) =>
            `No author is named in ${counted(files, 'file')}: credited to "${name}". Say one with --author.`,
        ),
        ...(moved > 0
          ? [`${counted(moved, 'relative link')} of ${counted(linked, 'file')} lead to the source's repository now.`]
          : []),
        ...(unread.size > 0 ? [`Not read: ${describeFields(unread)}.`] : []),
      ];
    },
  };
}

/** `3 relative links lead nowhere here: a.md, b.md, …`; undefined where there are none. */
export function describeDead(addresses: readonly string[]): string | undefined {
  if (addresses.length === 0) return undefined;
  const shown = addresses.slice(0, most.links).map((address) => shortened(address.trim()));
  const more = addresses.length > shown.length ? ', …' : '';
  return `${counted(addresses.length, 'relative link')} lead${addresses.length === 1 ? 's' : ''} nowhere here: ${shown.join(', ')}${more}`;
}

function describeFields(unread: ReadonlyMap<string, number>): string {
  const fields = [...unread].toSorted(([, a], [, b]) => b - a);
  const [first, ...others] = fields.slice(0, most.fields);
  const more = fields.length > most.fields ? [`${fields.length - most.fields} other fields`] : [];
  return [
    `${counted(first![1], 'file')} with \`${first![0]}\``,
    ...others.map(([field, files]) => `${files} with \`${field}\``),
    ...more,
  ].join(', ');
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function shortened(text: string): string {
  return text.length > most.length ? `${text.slice(0, most.length - 1)}…` : text;
}
