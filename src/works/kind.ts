import type { TObject } from 'typebox';
import type { Tx } from '../db/database.ts';
import type { Content } from './content.ts';

/** Inclusive; a missing bound is open. */
export interface Range {
  min?: number;
  max?: number;
}

/** What of a work's content can be filtered and counted; stored in columns of `works`. */
export interface Facets {
  setting: readonly string[];
  difficulty: string | null;
  participants: Range | null;
  minutes: Range | null;
  audience: readonly string[];
  maturity: string | null;
}

/** One Markdown text in the content. `heading` names its section where its own first words have none. */
export interface MarkdownText {
  /** JSON Pointer into the content, e.g. `/practice/steps/0/body`. */
  pointer: string;
  markdown: string;
  heading?: string;
}

/** Something that stands in the way of being published, in words its author can act on. */
export interface Obstacle {
  pointer: string;
  code: string;
  detail: string;
}

/** What a kind sees of a work when it is revised or changes its status. */
export interface WorkState {
  id: string;
  version: number;
  status: 'draft' | 'published' | 'withdrawn';
  license: string;
  content: Content;
  now: Date;
}

/** One sort of work. The spine knows kinds only as a list of these, handed to its routes by `app.ts`. */
export interface Kind {
  /** `article`, in JSON and SQL. */
  readonly name: string;
  /** `articles`, in URLs. */
  readonly path: string;
  /** For the documentation: `Article`. */
  readonly title: string;
  /** The fields this kind adds to the spine's. What is marked `readOnly` is shown, and ignored when sent. */
  readonly schema: TObject;
  facets(content: Content): Facets;
  /** All Markdown of the content; the body comes first. */
  texts(content: Content): MarkdownText[];
  /** Completes the content for output with what was rendered: HTML by JSON Pointer. */
  present(content: Content, html: Readonly<Record<string, string>>): Record<string, unknown>;
  /**
   * What its own fields say, as HTML to follow the body where a text must stand alone (feeds, embeds): the words of
   * fields escaped, Markdown from `html`. Left out by kinds that say everything in the body.
   */
  readable?(content: Content, html: Readonly<Record<string, string>>): string;
  /** Writes the kind's own tables; runs at every revision and change of status. */
  project(tx: Tx, work: WorkState): Promise<void>;
  /** Asked at publication and at every revision of a published work. */
  obstacles(tx: Tx, work: WorkState): Promise<Obstacle[]>;
}
