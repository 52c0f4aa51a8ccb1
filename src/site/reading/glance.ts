import type { Practice } from '../../articles/schema.ts';
import { html, type Markup } from '../../lib/markup.ts';
import { dayWords } from '../parts/dates.ts';
import { capital, inLanguage, rangeWords, settingNames } from '../parts/words.ts';

/** The facts of a practice that decide whether it fits. */
export function glance(practice: Practice, language: string): Markup {
  const { participants, minutes, setting = [], difficulty, audience = [], materials = [], review_by } = practice;
  const own = inLanguage(language);
  const time = rangeWords(minutes);
  const rows: [name: string, value: Markup | string | undefined][] = [
    ['People', rangeWords(participants)],
    ['Time', time && `${time} minutes`],
    ['Setting', setting.length === 0 ? undefined : settingNames(setting)],
    ['Difficulty', difficulty && capital(difficulty)],
    ['For', audience.length === 0 ? undefined : html`<span${own}>${audience.join(', ')}</span>`],
    ['Look at it again by', review_by && dayWords(review_by)],
    [
      'Materials',
      materials.length === 0 ? undefined : html`<ul${own}>${materials.map((one) => html`<li>${one}</li>`)}</ul>`,
    ],
  ];
  const known = rows.filter(([, value]) => value !== undefined);
  if (known.length === 0) return html``;
  return html`<dl class="glance">
${known.map(([name, value]) => html`<div${name === 'Materials' && html` class="broad"`}><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>\n`;
}
