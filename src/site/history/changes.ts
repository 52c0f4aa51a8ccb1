import { html, type Markup } from '../../lib/markup.ts';
import type { DiffPart } from '../../rendering/rendered.ts';
import { capital, count } from '../parts/words.ts';

/** Titles of works by id. */
export type Titles = ReadonlyMap<string, string>;

/** Lines that stay visible around a change. */
const around = 3;
/** Fewer are not worth a fold. */
const fewest = 6;

/** A text with its changes; long stretches that are the same can be unfolded. */
export function renderParts(parts: readonly DiffPart[]): Markup {
  const pieces: Markup[] = [];
  let piece: Markup[] = [];
  const flush = () => {
    if (piece.length > 0) pieces.push(html`<div class="piece">${piece}</div>`);
    piece = [];
  };
  for (const [index, { type, text }] of parts.entries()) {
    const fold = type === 'same' ? foldOf(text, index === 0, index === parts.length - 1) : undefined;
    const shown = index === 0 && type === 'same' ? text.trimStart() : text;
    piece.push(fold === undefined ? partMarkup({ type, text: shown }) : html`${fold.before}`);
    if (fold === undefined) continue;
    flush();
    pieces.push(
      html`<details class="same"><summary>${count(fold.lines, 'line')} the same</summary><div class="piece">${fold.hidden}</div></details>`,
    );
    piece.push(html`${fold.after}`);
  }
  flush();
  return html`${pieces}`;
}

function partMarkup({ type, text }: DiffPart): Markup {
  if (type === 'same') return html`${text}`;
  return type === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
}

/** What of an unchanged stretch may be folded away: its middle, up to the ends of the text. */
function foldOf(text: string, isFirst: boolean, isLast: boolean) {
  const lines = text.split(/(?<=\n)/);
  const [head, tail] = [isFirst ? 0 : around, isLast ? 0 : around];
  const hidden = lines.slice(head, lines.length - tail);
  if (hidden.length < fewest) return undefined;
  return {
    before: lines.slice(0, head).join(''),
    hidden: hidden.join(''),
    after: tail === 0 ? '' : lines.slice(-tail).join(''),
    lines: hidden.length,
  };
}

const names: Readonly<Record<string, string>> = {
  body: 'text',
  min: 'at least',
  max: 'at most',
  minutes: 'time',
  resulting_context: 'what it leads to',
  when_not_to_use: 'when not to use it',
  signs_it_works: 'signs that it works',
  participants: 'people',
  review_by: 'look at it again by',
};

/** `/practice/steps/0/body` → `Step 1: text`. */
export function fieldName(pointer: string): string {
  const path = pointer.split('/').filter((name) => name !== '' && name !== 'practice');
  const words = path.map((name, index) => {
    if (/^\d+$/.test(name)) return ` ${Number(name) + 1}`;
    const word = names[name] ?? name.replaceAll('_', ' ');
    const isOne = /^\d+$/.test(path[index + 1] ?? '');
    return `${index === 0 ? '' : ': '}${isOne ? word.replace(/s$/, '') : word}`;
  });
  return capital(words.join('')) || 'Practice';
}

/** A value of a field in words; works are named by their titles. */
export function shownValue(value: unknown, titles: Titles): string {
  if (Array.isArray(value)) return value.map((item) => shownValue(item, titles)).join('; ') || 'nothing';
  if (value !== null && typeof value === 'object') {
    return Object.entries(value)
      .map(([name, item]) => `${name.replaceAll('_', ' ')}: ${shownValue(item, titles)}`)
      .join(', ');
  }
  const text = String(value);
  // A value of a closed set, such as in_person.
  return titles.get(text) ?? (/^[a-z]+(?:_[a-z]+)+$/.test(text) ? text.replaceAll('_', ' ') : text);
}
