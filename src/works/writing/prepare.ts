import { composed, oneLine } from '../../lib/text.ts';
import type { RenderedBody, RenderedText, Renderer, RenderOptions } from '../../rendering/rendered.ts';
import type { Kind, MarkdownText } from '../kind.ts';
import { contentOf, type TidyInput, tidyInput, type WorkInput } from './input.ts';

export interface SectionRow {
  level: number;
  anchor: string | null;
  heading: string;
  text: string;
}

/** What of a revision was computed before its transaction began. */
export interface PreparedTexts {
  /** By JSON Pointer into the content. */
  html: Record<string, string>;
  sections: SectionRow[];
  outline: Omit<SectionRow, 'text'>[];
  excerpt: string;
  /** Of the content and its HTML, as JSON. */
  bytes: number;
}

declare const prepared: unique symbol;

/** An input that is tidy and rendered. Only `prepareWork` makes it, so that nothing unrendered is ever stored. */
export type PreparedWork = TidyInput & { readonly texts: PreparedTexts; readonly [prepared]: true };

/** Tidies and renders; call it before the transaction. @throws what `tidyInput` and `Renderer.render` throw */
export async function prepareWork(
  kind: Kind,
  input: WorkInput,
  renderer: Renderer,
  options: RenderOptions,
): Promise<PreparedWork> {
  const tidy = tidyInput(kind, input);
  const content = contentOf(tidy);
  const texts = kind.texts(content);
  const rendered = await renderer.render(
    texts.map(({ markdown }) => markdown),
    options,
  );
  return Object.assign(tidy, { texts: preparedTexts(content, texts, rendered) }) as PreparedWork;
}

function preparedTexts(content: object, sources: readonly MarkdownText[], { texts }: RenderedBody): PreparedTexts {
  const html = Object.fromEntries(texts.map(({ html }, index) => [sources[index]!.pointer, html]));
  const sections = texts.flatMap((text, index) => sectionsOf(text, sources[index]!.heading));
  return {
    html,
    bytes: Buffer.byteLength(JSON.stringify(content)) + Buffer.byteLength(JSON.stringify(html)),
    sections,
    outline: sections
      .filter(({ heading }) => heading !== '')
      .map(({ level, anchor, heading }) => ({ level, anchor, heading })),
    // As a summary that is sent back will be tidied: what was read may be sent as it is.
    excerpt: oneLine(composed(texts.find(({ excerpt }) => excerpt !== '')?.excerpt ?? '')),
  };
}

/** The first section of a text that has a heading in the content (a step's title) goes under that. */
function sectionsOf({ sections }: RenderedText, heading: string | undefined): SectionRow[] {
  const [first, ...rest] = sections;
  if (first === undefined) return [];
  const named = heading === undefined ? first : { ...first, level: 2, heading };
  return named.text === '' && named.heading === '' ? rest : [named, ...rest];
}
