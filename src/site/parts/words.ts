import { html, type Markup } from '../../lib/markup.ts';
import { licenseLabel } from '../../licenses/credit-line.ts';
import type { Range } from '../../works/kind.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language' });
const numbers = new Intl.NumberFormat('en');

/** `Portuguese (Brazil)` for `pt-BR`. */
export function languageName(tag: string): string {
  if (tag === 'und') return 'Unknown language';
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const settings: Readonly<Record<string, string>> = { online: 'online', in_person: 'in person', async: 'at any time' };

const filterNames: Readonly<Record<string, string>> = {
  ...{ kind: 'Kind', license: 'Licence', language: 'Language', community: 'Community', tag: 'Subject' },
  ...{ setting: 'Setting', maturity: 'Maturity', difficulty: 'Difficulty', audience: 'For', contributor: 'By' },
  ...{ participants: 'People', minutes: 'Minutes', updated_since: 'Changed since', origin_source: 'Imported from' },
};

/** How a filter is called on the page. */
export function filterName(filter: string): string {
  return filterNames[filter] ?? filter;
}

/** How a value of a filter is called on the page. */
export function valueName(filter: string, value: string): string {
  switch (filter) {
    case 'language':
      return languageName(value);
    case 'license':
      return licenseLabel(value);
    case 'setting':
      return capital(settings[value] ?? value);
    case 'kind':
    case 'maturity':
    case 'difficulty':
      return capital(value);
    default:
      return value;
  }
}

export function settingNames(values: readonly string[]): string {
  return capital(values.map((value) => settings[value] ?? value).join(', '));
}

/** `3 to 12`, `Up to 12`, `3 or more`; undefined where nothing is said. */
export function rangeWords(range: Range | undefined): string | undefined {
  const { min, max } = range ?? {};
  if (min === undefined) return max === undefined ? undefined : `Up to ${max}`;
  if (max === undefined) return `${min} or more`;
  return min === max ? String(min) : `${min} to ${max}`;
}

/** `1 version`, `1,234 versions`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${numbers.format(number)} ${number === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export function capital(text: string): string {
  return text === '' ? '' : text[0]!.toUpperCase() + text.slice(1);
}

/** Of an element whose text is somebody's: its language, and the direction that its own letters ask for. */
export function inLanguage(language: string): Markup {
  return html` lang="${language}" dir="auto"`;
}

/** The heading of a page whose title somebody gave it; a long one in smaller letters. */
export function titleHeading(title: string, language: string): Markup {
  return html`<h1${title.length > 60 && html` class="long"`}${inLanguage(language)}>${title}</h1>\n`;
}

/** With a blank line between paragraphs; other ends of lines stay. */
export function paragraphs(text: string): Markup {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
  const lines = (part: string) =>
    part
      .trim()
      .split('\n')
      .map((line, index) => html`${index > 0 ? html`<br>\n` : ''}${line}`);
  return html`${parts.map((part) => html`<p>${lines(part)}</p>\n`)}`;
}
