import { describe, expect, test } from 'vitest';
import { articles } from '../../src/articles/kind.ts';
import { checkLine } from '../../src/imports/check.ts';
import { prepareLines } from '../../src/imports/prepare.ts';
import { Invalid, Unavailable } from '../../src/lib/errors.ts';
import type { RenderedBody, Renderer } from '../../src/rendering/rendered.ts';

const rules = { kinds: [articles], faultsOf: () => [], now: new Date('2026-01-01T00:00:00Z') };
const lines = (...bodies: string[]) =>
  bodies.map((body, index) =>
    checkLine(
      {
        number: index + 1,
        bytes: Buffer.from(JSON.stringify({ title: 'T', body, origin: { source: 's', path: `${index}` } })),
      },
      rules,
    ),
  );

function renderer(render: (markdown: string) => void, delay = 0) {
  const seen = { running: 0, most: 0, options: new Set<unknown>() };
  const text = { html: '', sections: [], excerpt: '' };
  const fake: Renderer = {
    warm: () => {},
    async render([markdown = ''], options) {
      seen.most = Math.max(seen.most, ++seen.running);
      seen.options.add(JSON.stringify(options));
      await new Promise((resolve) => setTimeout(resolve, delay));
      seen.running--;
      render(markdown);
      return { texts: [text] } as unknown as RenderedBody;
    },
    diff: async () => [],
    close: async () => {},
  };
  return { fake, seen };
}

describe('prepareLines', () => {
  test('renders several lines at a time, as an import of one account, and keeps their order', async () => {
    const { fake, seen } = renderer(() => {}, 2);
    const prepared = await prepareLines(lines(...Array.from({ length: 60 }, (_, n) => `${n}`)), fake, 'me');
    expect(prepared.map(({ line }) => line.number)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    expect(seen).toMatchObject({ most: 16, options: new Set([JSON.stringify({ account: 'me', lane: 'bulk' })]) });
  });

  test('a text that cannot be rendered is a problem of its line alone', async () => {
    const { fake } = renderer((markdown) => {
      if (markdown === 'bad') throw new Invalid('markdown_too_slow', 'slow');
    });
    const prepared = await prepareLines(lines('good', 'bad', 'good'), fake, 'me');
    expect(prepared.map((item) => ('problem' in item ? item.problem.code : 'ready'))).toEqual([
      'ready',
      'markdown_too_slow',
      'ready',
    ]);
  });

  test('a renderer that has no room is no fault of a line', async () => {
    const { fake } = renderer(() => {
      throw new Unavailable('render_busy', 'busy');
    });
    await expect(prepareLines(lines('a'), fake, 'me')).rejects.toThrow('busy');
  });

  test('when one line finds no room, the rest is not rendered for nothing', async () => {
    let count = 0;
    const { fake } = renderer((markdown) => {
      count += 1;
      if (markdown === 'first') throw new Unavailable('render_busy', 'busy');
    }, 1);
    const all = lines('first', ...Array.from({ length: 299 }, () => 'other'));
    await expect(prepareLines(all, fake, 'me')).rejects.toThrow('busy');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(count).toBeLessThanOrEqual(16);
  });
});
