import { escapeHtml } from './html.ts';

const brand = Symbol('markup');

/** HTML that may go out as it is. Only this module makes it: no value that was parsed from JSON can pass for one. */
export interface Markup {
  readonly [brand]: string;
}

type Value = Markup | string | number | null | undefined | false | readonly Value[];

/** A template for HTML: what is put in is escaped, unless it is markup already; lists are joined, nothing is left out. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Markup {
  return { [brand]: strings.reduce((text, part, index) => text + textOf(values[index - 1]) + part) };
}

/** HTML that the renderer sanitised, or that another part of Copse escaped. */
export function trusted(text: string): Markup {
  return { [brand]: text };
}

export function markupText(markup: Markup): string {
  return markup[brand];
}

function textOf(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  return brand in value ? value[brand] : value.map(textOf).join('');
}
