import { describe, expect, test } from 'vitest';
import { Unreachable } from '../../../src/cli/client.ts';
import { ApiFailure } from '../../../src/cli/failures.ts';
import type { LineResult } from '../../../src/cli/sending/post.ts';
import { type SendOptions, sendBatch } from '../../../src/cli/sending/send-batch.ts';
import { readLine } from './lines.ts';

const lost = () => new Unreachable('lost');
const failure = (status: number, retryAfter: string | null = null) =>
  new ApiFailure(status, { code: 'c', detail: `status ${status}` }, retryAfter);

/** Answers each request by the next script: how many lines it answers, and what it throws then. */
function sender(...scripts: { answers?: number; throws?: Error }[]) {
  const requests: string[][] = [];
  const waits: number[] = [];
  const options: SendOptions = {
    async *post(body) {
      const lines = body
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).title as string);
      requests.push(lines);
      const { answers = lines.length, throws } = scripts[requests.length - 1] ?? {};
      for (let line = 1; line <= Math.min(answers, lines.length); line++)
        yield { line, status: 'created', id: lines[line - 1] } as LineResult;
      if (throws !== undefined) throw throws;
    },
    signal: new AbortController().signal,
    wait: async (ms) => void waits.push(ms),
    onRetry: () => {},
  };
  const send = async (...names: string[]) =>
    (
      await sendBatch(
        names.map((name) => readLine(name)),
        options,
      )
    ).map(({ read, result }) => `${read.at} ${result.status} ${result.id ?? result.problem?.code}`);
  return { send, requests, waits, options };
}

describe('sendBatch', () => {
  test('gives each line its result', async () => {
    const { send, requests } = sender();
    expect(await send('a', 'b')).toEqual(['a created a', 'b created b']);
    expect(requests).toEqual([['a', 'b']]);
  });

  test('sends only what was not answered when the connection broke', async () => {
    const { send, requests } = sender({ answers: 1, throws: lost() });
    expect(await send('a', 'b', 'c')).toEqual(['a created a', 'b created b', 'c created c']);
    expect(requests).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  test('takes an answer that ends early for a broken connection', async () => {
    const { send, requests } = sender({ answers: 2 });
    expect(await send('a', 'b', 'c')).toHaveLength(3);
    expect(requests[1]).toEqual(['c']);
  });

  test.each([429, 503, 502, 408])('tries again after %i, and waits as long as it is asked to', async (status) => {
    const { send, waits } = sender({ answers: 0, throws: failure(status, '7') });
    expect(await send('a')).toEqual(['a created a']);
    expect(waits).toEqual([7_000]);
  });

  test('waits longer each time, and gives up in the end', async () => {
    const { send, waits } = sender(...Array.from({ length: 20 }, () => ({ answers: 0, throws: lost() })));
    await expect(send('a')).rejects.toThrow('lost');
    expect(waits).toHaveLength(7);
    expect(waits.at(-1)!).toBeGreaterThan(waits[0]! * 8);
  });

  test('does not give up while something gets through', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `n${n}`);
    const { send } = sender(...names.map(() => ({ answers: 1, throws: lost() })));
    expect(await send(...names)).toHaveLength(12);
  });

  test.each([401, 403, 404, 415, 422])('does not repeat what %i says', async (status) => {
    const { send, requests } = sender({ answers: 0, throws: failure(status) });
    await expect(send('a')).rejects.toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  test('halves what is too large, down to the line that is to blame', async () => {
    const { send, requests, options } = sender();
    const post = options.post;
    options.post = async function* (body, signal) {
      if (body.includes('"big"')) {
        requests.push(['refused']);
        throw failure(413);
      }
      yield* post(body, signal);
    };
    expect(await send('a', 'b', 'big', 'd')).toEqual(['a created a', 'b created b', 'big refused c', 'd created d']);
  });

  test('finds the line that makes the server fail', async () => {
    const { send, options } = sender();
    const post = options.post;
    options.post = async function* (body, signal) {
      if (body.includes('"poison"')) throw failure(500);
      yield* post(body, signal);
    };
    expect(await send('a', 'poison', 'b')).toEqual(['a created a', 'poison refused c', 'b created b']);
  });

  test('breaks off when told to', async () => {
    const { options } = sender({ answers: 0, throws: lost() });
    const controller = new AbortController();
    const sending = sendBatch([readLine('a')], {
      ...options,
      signal: controller.signal,
      wait: async () => controller.abort(),
    });
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('does not go on with a server that answers something else', async () => {
    const { options } = sender();
    options.post = async function* () {
      yield { line: 5, status: 'created' };
    };
    await expect(sendBatch([readLine('a')], options)).rejects.toThrow('not the API of Copse');
  });
});
