import { html, type Markup } from '../../lib/markup.ts';

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** A day as people write it, in UTC: `12 March 2026`. @param moment ISO 8601 */
export function day(moment: string): Markup {
  return html`<time datetime="${moment}">${dayWords(moment)}</time>`;
}

export function dayWords(moment: string): string {
  const [year, month, day] = moment.slice(0, 10).split('-');
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}
