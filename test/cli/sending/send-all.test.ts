import { describe, expect, test } from 'vitest';
import { Unreachable } from '../../../src/cli/client.ts';
import { inOrderOfRelations } from '../../../src/cli/sending/order.ts';
import type { LineResult } from '../../../src/cli/sending/post.ts';
import { type SendAllOptions, sendAll } from '../../../src/cli/sending/send-all.ts';
import type { ReadItem } from '../../../src/cli/sources/lines.ts';
import { readLine } from './lines.ts';

const uses = (path: string) => [{ type: 'uses', path }];

/** Works here are known by their path; a relation to an unknown one is a warning. */
function server() {
  const known = new Set<string>();
  const events: string[] = [];
  let open = 0;
  let mostOpen = 0;
  const stop = new AbortController();
  const options: SendAllOptions = {
    async *post(body) {
      mostOpen = Math.max(mostOpen, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      for (const [index, text] of body.trimEnd().split('\n').entries()) {
        const { origin, relations } = JSON.parse(text);
        known.add(origin.path);
        const isMissing = relations.some(({ path }: { path?: string }) => path !== undefined && !known.has(path));
        yield {
          line: index + 1,
          status: 'created',
          ...(isMissing
            ? { warnings: [{ code: 'relation_unresolved', pointer: '/relations/0/path', detail: 'missing' }] }
            : {}),
        } satisfies LineResult;
      }
      open--;
    },
    signal: new AbortController().signal,
    stop: stop.signal,
    wait: async () => {},
    onRetry: () => {},
    onSkipped: ({ at }) => events.push(`skipped ${at}`),
    onSent: ({ read, result }) => events.push(`sent ${read.at}${result.warnings ? ' unresolved' : ''}`),
    onResent: ({ read, result }) => events.push(`resent ${read.at}${result.warnings ? ' unresolved' : ''}`),
  };
  return { options, events, stop, mostOpen: () => mostOpen };
}

async function* given(...items: ReadItem[]) {
  yield* items;
}

describe('sendAll', () => {
  test('sends everything, at most three requests at a time', async () => {
    const { options, events, mostOpen } = server();
    await sendAll(
      given(...Array.from({ length: 333 }, (_, n) => readLine(`n${n}`)), { at: 'bad', reason: 'broken' }),
      options,
    );
    expect(events).toHaveLength(334);
    expect(events.filter((event) => event.startsWith('skipped'))).toEqual(['skipped bad']);
    expect(mostOpen()).toBe(3);
  });

  test('sends a work after those it names, so that nothing has to be sent twice', async () => {
    const { options, events } = server();
    await sendAll(given(readLine('a', uses('b')), readLine('b', uses('c')), readLine('c')), options);
    expect(events).toEqual(['sent c', 'sent b', 'sent a']);
  });

  test('sends a circle once more at the end, and what is not there at all too', async () => {
    const { options, events } = server();
    await sendAll(given(readLine('a', uses('b')), readLine('b', uses('a')), readLine('x', uses('absent'))), options);
    expect(events).toEqual(['sent b unresolved', 'sent a', 'sent x unresolved', 'resent b', 'resent x unresolved']);
  });

  test('stops after the requests in flight', async () => {
    const { options, events, stop } = server();
    const onSent = options.onSent;
    options.onSent = (item) => {
      onSent(item);
      stop.abort();
    };
    await sendAll(given(...Array.from({ length: 1_000 }, (_, n) => readLine(`n${n}`))), options);
    expect(events.length).toBeLessThanOrEqual(80);
    expect(events.length % 20).toBe(0);
  });

  test('throws what a batch failed on, after the others are answered', async () => {
    const { options, events } = server();
    const post = options.post;
    options.post = async function* (body, signal) {
      if (body.includes('"n0"')) throw new Unreachable('lost');
      yield* post(body, signal);
    };
    await expect(sendAll(given(...Array.from({ length: 200 }, (_, n) => readLine(`n${n}`))), options)).rejects.toThrow(
      'lost',
    );
    expect(events.length % 20).toBe(0);
  });

  test('cuts batches by size, too', async () => {
    const { options } = server();
    const sizes: number[] = [];
    const post = options.post;
    options.post = (body, signal) => {
      sizes.push(body.length);
      return post(body, signal);
    };
    await sendAll(given(...Array.from({ length: 20 }, (_, n) => readLine(`n${n}`, [], 'x'.repeat(500_000)))), options);
    expect(Math.max(...sizes)).toBeLessThan(2_200_000);
  });
});

describe('inOrderOfRelations', () => {
  test('keeps the order of what names nothing, and does not overflow on a long chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => readLine(`n${n}`, uses(`n${n + 1}`)));
    const ordered = inOrderOfRelations(chain).map(({ at }) => at);
    expect(ordered[0]).toBe('n19999');
    expect(ordered).toHaveLength(20_000);
    expect(inOrderOfRelations([readLine('b'), readLine('a')]).map(({ at }) => at)).toEqual(['b', 'a']);
  });
});
