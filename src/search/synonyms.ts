import { readdirSync, readFileSync } from 'node:fs';
import { cutWords, type Word, withoutTail, withoutTails } from './words.ts';

/** A word or several, in the two ways in which its cut differs. */
export interface Wording {
  /** As a query has it. */
  typed: readonly Word[];
  /** As a text has it, wherever it stands there. */
  written: readonly Word[];
}

/** Beside `src/` and `dist/` alike. */
const folder = new URL('../../data/synonyms/', import.meta.url);

/** By language, the lines of `data/synonyms/`: what people say for the same thing. Read once; without them no process starts. */
export const synonymGroups: ReadonlyMap<string, readonly (readonly Wording[])[]> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => [file.slice(0, -'.txt'.length), parseGroups(readFileSync(new URL(file, folder), 'utf8'), file)]),
);

/**
 * A group a line, its members parted by commas; what comes after `#` is for those who read the file.
 * @throws Error naming the line, where a member has no word
 */
export function parseGroups(text: string, file: string): Wording[][] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const members = line.replace(/#.*/, '').trim();
    if (members === '') return [];
    const group = members.split(',').map(parseWording);
    if (group.some(({ typed }) => typed.length === 0))
      throw new Error(`data/synonyms/${file}, line ${index + 1}: expected words, parted by commas`);
    return [group];
  });
}

function parseWording(text: string): Wording {
  const words = cutWords(text);
  return { typed: withoutTails(words), written: withoutTail(words) };
}

/** What is typed, and what else people say for it. */
export interface Said {
  typed: readonly Word[];
  others: readonly Wording[];
}

/**
 * By what is typed. A group says nothing of the members of another: where two languages share a word, that word alone
 * leads to both.
 */
export const synonyms: ReadonlyMap<string, Said> = collect([...synonymGroups.values()].flat());

function collect(groups: readonly (readonly Wording[])[]): Map<string, Said> {
  const found = new Map<string, Said>();
  for (const group of groups) {
    for (const { typed } of group) {
      const key = keyOf(typed);
      const all = [...(found.get(key)?.others ?? []), ...group].map((other) => [keyOf(other.typed), other] as const);
      const others = new Map(all.filter(([other]) => other !== key));
      found.set(key, { typed, others: [...others.values()] });
    }
  }
  return found;
}

export function keyOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(' ');
}

const longest = Math.max(...Array.from(synonyms.values(), ({ typed }) => typed.length));

/** What else is said for words of a query, alone or one after the other. @param words without tails */
export function findSynonyms(words: readonly Word[]): Said[] {
  return words.flatMap((_word, from) =>
    Array.from({ length: Math.min(longest, words.length - from) }, (_, more) => {
      const typed = words.slice(from, from + more + 1);
      return { typed, others: synonyms.get(keyOf(typed))?.others ?? [] };
    }).filter(({ others }) => others.length > 0),
  );
}
