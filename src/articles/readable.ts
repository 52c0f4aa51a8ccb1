import { escapeHtml } from '../lib/html.ts';
import type { Range } from '../works/kind.ts';
import type { Practice } from './schema.ts';

/**
 * The practice fields as HTML for whoever reads an article elsewhere; '' where there are none. Labels are English,
 * and marked as that in a text of another language.
 * @param stepHtml the sanitised HTML of a step's body
 */
export function readablePractice(
  practice: Practice | null,
  language: string,
  stepHtml: (index: number) => string,
): string {
  if (practice === null) return '';
  const label = labelled(language);
  const section = (name: string, html: string) => (html === '' ? '' : `<h2>${label(name)}</h2>\n${html}\n`);
  return [
    section('Problem', paragraphs(practice.problem)),
    section('Context', list(practice.context)),
    section('Forces', list(practice.forces)),
    section('At a glance', items(glance(practice, label))),
    section('Materials', list(practice.materials)),
    section('Steps', steps(practice, label, stepHtml)),
    section('What it leads to', paragraphs(practice.resulting_context)),
    section('When not to use it', paragraphs(practice.when_not_to_use)),
    section('Signs that it works', list(practice.signs_it_works)),
    section('Variations', list(practice.variations)),
  ].join('');
}

type Label = (words: string) => string;

function labelled(language: string): Label {
  return /^en\b/i.test(language) ? escapeHtml : (words) => `<span lang="en">${escapeHtml(words)}</span>`;
}

function steps({ steps = [] }: Practice, label: Label, stepHtml: (index: number) => string): string {
  const shown = steps.map(({ title, minutes, pitfall }, index) => {
    const duration = minutes === undefined ? '' : ` (${label(`${minutes} min`)})`;
    const warning =
      pitfall === undefined ? '' : paragraphs(pitfall).replace('<p>', `<p><em>${label('Pitfall:')}</em> `);
    return `<p><strong>${escapeHtml(title)}</strong>${duration}</p>\n${stepHtml(index)}${warning}`;
  });
  return shown.length === 0 ? '' : `<ol>\n${shown.map((html) => `<li>${html}</li>\n`).join('')}</ol>`;
}

function glance(practice: Practice, label: Label): string[] {
  const { participants, minutes, setting = [], difficulty, audience = [], review_by } = practice;
  const words = (values: readonly string[]) => values.map((value) => value.replaceAll('_', ' ')).join(', ');
  return [
    ...span(participants, 'people').map(label),
    ...span(minutes, 'minutes').map(label),
    ...(setting.length === 0 ? [] : [label(`Setting: ${words(setting)}`)]),
    ...(difficulty === undefined ? [] : [label(`Difficulty: ${difficulty}`)]),
    ...(audience.length === 0 ? [] : [`${label('For:')} ${escapeHtml(audience.join(', '))}`]),
    ...(review_by === undefined ? [] : [label(`To be looked at again by ${review_by}`)]),
  ];
}

function span(range: Range | undefined, unit: string): string[] {
  if (range?.min === undefined) return range?.max === undefined ? [] : [`Up to ${range.max} ${unit}`];
  if (range.max === undefined) return [`${range.min} ${unit} or more`];
  return [range.min === range.max ? `${range.min} ${unit}` : `${range.min} to ${range.max} ${unit}`];
}

/** Plain text: an empty line parts paragraphs, another line end stays one. */
function paragraphs(text: string | undefined): string {
  const parts = (text ?? '').split(/\n\s*\n/).filter((part) => part.trim() !== '');
  return parts.map((part) => `<p>${escapeHtml(part.trim()).replaceAll('\n', '<br>\n')}</p>`).join('\n');
}

function list(lines: readonly string[] | undefined): string {
  return items((lines ?? []).map(escapeHtml));
}

function items(html: readonly string[]): string {
  return html.length === 0 ? '' : `<ul>\n${html.map((item) => `<li>${item}</li>\n`).join('')}</ul>`;
}
