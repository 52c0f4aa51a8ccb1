import type { Practice } from '../../articles/schema.ts';
import { html, type Markup, trusted } from '../../lib/markup.ts';
import { inLanguage, paragraphs } from '../parts/words.ts';
import type { Heading } from './outline.ts';

interface Section extends Heading {
  content: Markup;
}

/** The practice fields in the order in which somebody needs them; those that are empty left out. */
export function practiceSections(practice: Practice, language: string): Section[] {
  const { context, forces, signs_it_works, variations, steps = [] } = practice;
  const text = (words: string | undefined) =>
    words?.trim() && html`<div${inLanguage(language)}>${paragraphs(words)}</div>`;
  const list = (lines: readonly string[] | undefined) =>
    lines?.length && html`<ul${inLanguage(language)}>\n${lines.map((line) => html`<li>${line}</li>\n`)}</ul>`;
  const sections: [heading: string, content: Markup | '' | 0 | undefined][] = [
    ['Problem', text(practice.problem)],
    ['Context', list(context)],
    ['Forces', list(forces)],
    ['Steps', steps.length > 0 ? stepList(steps, language) : undefined],
    ['What it leads to', text(practice.resulting_context)],
    ['When not to use it', text(practice.when_not_to_use)],
    ['Signs that it works', list(signs_it_works)],
    ['Variations', list(variations)],
  ];
  return sections.flatMap(([heading, content]) =>
    content ? [{ level: 2, anchor: heading.toLowerCase().replaceAll(' ', '-'), heading, content }] : [],
  );
}

export function renderSections(sections: readonly Section[]): Markup {
  return html`${sections.map(
    ({ anchor, heading, content }) =>
      html`<section class="practice" aria-labelledby="${anchor}">\n<h2 id="${anchor}">${heading}</h2>\n${content}\n</section>\n`,
  )}`;
}

function stepList(steps: NonNullable<Practice['steps']>, language: string): Markup {
  const own = inLanguage(language);
  return html`<ol class="steps">
${steps.map(
  ({ title, minutes, html: body = '', pitfall }) => html`<li>
<h3><span${own}>${title}</span>${minutes !== undefined && html` <small class="minutes">${minutes} min</small>`}</h3>
${body !== '' && html`<div${own}>${trusted(body)}</div>\n`}${pitfall !== undefined && html`<div class="pitfall"><strong>Pitfall</strong> <div${own}>${paragraphs(pitfall)}</div></div>\n`}</li>\n`,
)}</ol>`;
}
