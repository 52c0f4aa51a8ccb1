import type { RefusalCode } from './refusals.ts';
import type { TextPair } from './rendered.ts';

/** What a worker may be asked; answered with RenderedText[] and DiffPart[][]. */
export type Job = { task: 'render'; markdown: readonly string[] } | { task: 'diff'; pairs: readonly TextPair[] };

/** Errors lose their class between processes: a refusal travels as its code, a defect of ours as its stack. */
export type Answer<T> = { done: T } | { refused: RefusalCode } | { failed: string };
