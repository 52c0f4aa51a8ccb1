import type { Lane } from './turns.ts';

/**
 * One stretch of a rendered text, from a heading to the next one of any level.
 * The first section holds what stands before the first heading: level 0, anchor null, heading '', perhaps no text.
 * `level` is the rank in the HTML (2 to 6), `anchor` the heading's id, `text` plain text with one block per line.
 */
export interface Section {
  level: number;
  anchor: string | null;
  heading: string;
  text: string;
}

/**
 * What one Markdown text became: sanitised HTML, its sections, and the first 240 characters or so of its prose.
 */
export interface RenderedText {
  html: string;
  sections: Section[];
  excerpt: string;
}

declare const rendered: unique symbol;

/** The texts of one work, in the order given. Only the renderer makes it: whoever holds one need not trust the writer. */
export type RenderedBody = { readonly texts: readonly RenderedText[]; readonly [rendered]: true };

/** How long one job may take. */
export interface Limits {
  /** Time of a processor, where the system tells it: what the job itself takes, however busy the machine is. */
  timeoutMs: number;
  /** Time that may pass for whoever waits. */
  patienceMs: number;
}

/** For whom a job runs, and how long it may. */
export interface RenderOptions {
  /** The contributor whose share of the workers it takes: one account's jobs hold up no other's. Without: everybody's. */
  account?: string;
  /** An import's texts are `bulk`: they yield to what somebody waits for, and may take longer. Default: `people`. */
  lane?: Lane;
  /** Of the job's own run, not its wait for a worker. Default: 3 s that take no longer than 3.3 s; in bulk 10 s within 30 s. */
  limits?: Limits;
}

export interface TextPair {
  from: string;
  to: string;
}

export interface DiffPart {
  type: 'same' | 'added' | 'removed';
  text: string;
}

export interface Renderer {
  /** Starts the workers now; without, the first job does, and waits for them. */
  warm(): void;
  /**
   * Renders the texts of one work as one job. Ids in text 0 begin with `h-` or `user-content-`; those in text n have
   * `s<n>-` before that, since a body and its steps stand on one page.
   * Throws TooLarge `markdown_too_large`; Invalid `markdown_too_deep`, `markdown_too_slow`, `markdown_too_costly`,
   * `markdown_output_too_large`; Unavailable `render_busy`, `render_closed`.
   */
  render(markdown: readonly string[], options?: RenderOptions): Promise<RenderedBody>;
  /**
   * Each pair of texts, all as one job: word by word; line by line, or everything replaced, where that would cost too much. The parts that are not `added`
   * make up `from`, those that are not `removed` make up `to`, to the character. Throws Unavailable like `render`.
   */
  diff(pairs: readonly TextPair[], options?: Pick<RenderOptions, 'account'>): Promise<DiffPart[][]>;
  /** Lets running jobs end, refuses waiting and later ones, and ends the workers. May be called twice. */
  close(): Promise<void>;
}
