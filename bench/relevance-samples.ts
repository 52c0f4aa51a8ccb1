/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The prose of rendered Markdown, one line per block; no code. */
export function textOfHtml(html: string): string {
  const blocks = html
    .replace(/<pre[\s\S]*?<\/pre>/g, '\n')
    .replace(/<\/?(?:p|div|h[1-6]|li|ul|ol|blockquote|tr|t[dh]|table|br|hr|section|d[dlt])\b[^>]*>/g, '\n');
  const text = blocks.replace(/<[^>]*>/g, '');
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) =>
    name === undefined
      ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16))
      : (entities[name] ?? whole),
  );
}

export interface Phrase {
  text: string;
  /** The work it was taken from. */
  source: string;
  /** All works that hold it. */
  holders: ReadonlySet<string>;
}

interface Sample {
  id: string;
  text: string;
}

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const longEnough = 20;

/** Three consecutive words each, from works taken by chance. */
export function phrasesOf(
  spoken: readonly Sample[],
  works: readonly Sample[],
  most: number,
  chance: () => number,
): Phrase[] {
  const phrases: Phrase[] = [];
  for (let n = 0; n < most; n++) {
    const work = spoken[Math.floor(chance() * spoken.length)]!;
    const lines = work.text.split('\n').filter((line) => line.trim().length >= longEnough);
    const line = lines[Math.floor(chance() * lines.length)] ?? '';
    const words = [...segmenter.segment(line)].filter(({ isWordLike }) => isWordLike === true);
    if (words.length < 3) continue;
    const at = Math.floor(chance() * (words.length - 2));
    const text = line.slice(words[at]!.index, words[at + 2]!.index + words[at + 2]!.segment.length);
    const holders = works.filter((each) => plain(each.text).includes(plain(text))).map(({ id }) => id);
    phrases.push({ text, source: work.id, holders: new Set([work.id, ...holders]) });
  }
  return phrases;
}

const plains = new Map<string, string>();

function plain(text: string): string {
  const known = plains.get(text);
  if (known !== undefined) return known;
  const made = text.toLowerCase().replace(/\s+/g, ' ');
  plains.set(text, made);
  return made;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One letter left out, added, replaced, or swapped with the next. */
export function editOnce(text: string, chance: () => number): string {
  const all = [...text];
  const at = Math.floor(chance() * all.length);
  const letter = letters[Math.floor(chance() * letters.length)]!;
  const kind = Math.floor(chance() * 4);
  if (kind === 0) all.splice(at, 1);
  else if (kind === 1) all.splice(at, 0, letter);
  else if (kind === 2) all[at] = letter;
  else if (at + 1 < all.length) [all[at], all[at + 1]] = [all[at + 1]!, all[at]!];
  return all.join('');
}
