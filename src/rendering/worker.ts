import { diffAll } from './diff.ts';
import type { Answer, Job } from './jobs.ts';
import { renderTexts } from './markdown.ts';
import { refusalCode } from './refusals.ts';
import type { DiffPart, RenderedText } from './rendered.ts';

process.on('message', (job: Job) => process.send?.(work(job)));
process.on('disconnect', () => process.exit());
// An interrupt at the terminal reaches the whole group: the parent decides when its workers end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

// Ready means warm: the first text finds the parser compiled and the grammars loaded.
renderTexts(['# Warm\n\n- [x] *up* [link](https://example.org)\n\n| a |\n| - |\n| b |\n\n```js\nlet a = 1;\n```\n']);
process.send?.('ready');

function work(job: Job): Answer<RenderedText[] | DiffPart[][]> {
  try {
    return { done: job.task === 'render' ? renderTexts(job.markdown) : diffAll(job.pairs) };
  } catch (error) {
    const refused = refusalCode(error);
    return refused ? { refused } : { failed: error instanceof Error ? String(error.stack) : String(error) };
  }
}
