/**
 * Letters that no normalisation takes apart, and those that are written one for the other: what a reader with another
 * keyboard types. Sources: Unicode confusables of these languages' alphabets; CLDR's Latin-ASCII transform.
 */
const equivalents: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', þ: 'th', ŧ: 't', ĸ: 'k', ŋ: 'n' },
  ...{ ς: 'σ', є: 'е', ґ: 'г' },
  ...{ ى: 'ي', ی: 'ي', ئ: 'ي', ؤ: 'و', ة: 'ه', ک: 'ك', ۀ: 'ه', ٱ: 'ا' },
  ...{ '\u0901': '\u0902' },
};
const equivalent = new RegExp(`[${Object.keys(equivalents).join('')}]`, 'gu');

/**
 * Marks that readers leave out: accents, breathings, vowel points. In other scripts (the vowels of Indic ones, the
 * voicing of kana) a mark is half the letter, and stays; of those only the nukta goes.
 */
const markedLetters = /([\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hebr}])\p{Mn}+/gu;
const nukta = /\u093C/g;
/** Tatweel, joiners, soft hyphens, variation selectors: seen, not read. */
const unread = /\u0640|\p{Cf}|\p{Variation_Selector}/gu;
/**
 * What compatibility forms bring along: ⑴ is (1). Inside a word it parts, as in 1⁄2. Han radicals are symbols to
 * Unicode, letters to readers.
 */
const around = /^[^\p{L}\p{M}\p{N}\p{sc=Han}]+|[^\p{L}\p{M}\p{N}\p{sc=Han}]+$|\s/gu;

/** Marks in a row take time that grows with the square of their number, and no word is as long. */
const mostFolded = 400;

/** The beginning of a word as it is looked up: compatibility forms, case, accents and spelling variants folded. May become ''. */
export function fold(word: string): string {
  if (/^[A-Za-z0-9]+$/.test(word)) return word.toLowerCase();
  const lower = word.slice(0, mostFolded).toWellFormed().normalize('NFKC').toLowerCase();
  if (/^[a-z0-9]+$/.test(lower)) return lower;
  const bare = lower
    .normalize('NFD')
    .replace(markedLetters, '$1')
    .replace(nukta, '')
    .replace(unread, '')
    .normalize('NFC');
  return withoutSymbols(bare).replace(equivalent, (letter) => equivalents[letter]!);
}

/** A word without the symbols and halves of characters at its ends. */
export function withoutSymbols(word: string): string {
  return word.replace(around, '');
}
