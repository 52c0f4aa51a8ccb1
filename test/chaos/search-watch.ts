import { setTimeout as sleep } from 'node:timers/promises';
import type { Send } from './client.ts';

/** In the title of every work that is written meanwhile. */
export const commonWord = 'copsewood';
/** In works that never change: what finds fewer of them at any moment is a gap. */
export const lastingWord = 'evergreen';

export interface Watch {
  /** What no reader should ever have seen. */
  faults: string[];
  /** How many answers came from each engine. */
  answers: Record<string, number>;
  end(): Promise<void>;
}

interface Found {
  items: { id: string }[];
  estimated_total: number;
  engine: string;
  degraded: boolean;
}

/**
 * A reader who searches without rest: every search is answered, none shows a work that was withdrawn before it was asked
 * and is still, and works that never change are found at every moment.
 * @param withdrawn those for which an answer said so, until they are asked for again
 */
export function watchSearch(send: Send, withdrawn: ReadonlySet<string>, lasting: number): Watch {
  const watch: Watch = { faults: [], answers: {}, end: async () => {} };
  let isOver = false;

  async function ask(q: string): Promise<void> {
    const before = new Set(withdrawn);
    const answer = await send('GET', `/api/v1/search?q=${q}&limit=100`).catch(() => undefined);
    // The server itself is away, or was when the question came.
    if (answer === undefined) return;
    if (answer.status !== 200) {
      watch.faults.push(`${answer.status}: ${answer.text}`);
      return;
    }
    const { items, estimated_total, engine, degraded } = answer.json() as unknown as Found;
    watch.answers[engine] = (watch.answers[engine] ?? 0) + 1;
    if (degraded !== (engine === 'postgres')) watch.faults.push(`degraded: ${degraded}, by ${engine}`);
    for (const { id } of items) if (before.has(id) && withdrawn.has(id)) watch.faults.push(`${id} is withdrawn`);
    if (q === lastingWord && (estimated_total !== lasting || items.length !== lasting))
      watch.faults.push(`${items.length} of ${estimated_total} found, by ${engine}`);
  }

  const watching = (async () => {
    for (let turn = 0; !isOver; turn += 1) {
      await ask(turn % 2 === 0 ? commonWord : lastingWord);
      await sleep(20);
    }
  })();
  watch.end = async () => {
    isOver = true;
    await watching;
  };
  return watch;
}
