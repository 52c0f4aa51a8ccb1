import { canonicalLanguage } from '../../lib/languages.ts';

/** Two letters that name a language and are hardly ever the name of a folder for another reason. */
const unmistakable = new Set(
  'de en es fr pt zh ja ko ru uk pl nl sv fi nb da el tr vi fa ur bn ta te mr gu kn ur th ca eu gl ga cy hu ro sk sl bg lt lv et ka hy az kk uz sw'.split(
    ' ',
  ),
);
const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** The canonical tag of what people write for one: `pt_BR`, `zh-hans`, `en_US.UTF-8`. Undefined when it is no known language. */
export function languageTag(text: string): string | undefined {
  const tag = canonicalLanguage(
    text
      .trim()
      .replace(/[.@].*$/, '')
      .replaceAll('_', '-'),
  );
  if (tag === undefined || tag.length > 35) return undefined;
  return isKnown(tag.split('-')[0]!) ? tag : undefined;
}

/**
 * The language that a folder's name stands for. `it`, `hr` or `ml` may mean something else: such a name counts only
 * with another language beside it.
 */
export function isLanguageFolder(name: string, siblings: readonly string[]): string | undefined {
  const tag = folderTag(name);
  if (tag === undefined) return undefined;
  const isSure = unmistakable.has(tag) || tag.includes('-');
  const isAmongOthers = siblings.some((sibling) => sibling !== name && folderTag(sibling) !== undefined);
  return isSure || isAmongOthers ? tag : undefined;
}

function folderTag(name: string): string | undefined {
  return /^[a-z]{2}(?:[-_](?:[A-Za-z]{2}|[A-Za-z]{4}))?$/.test(name) ? languageTag(name) : undefined;
}

function isKnown(language: string): boolean {
  return names.of(language) !== undefined;
}
