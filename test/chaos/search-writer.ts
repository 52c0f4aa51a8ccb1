import type { Send } from './client.ts';
import { commonWord } from './search-watch.ts';

/** Writes one work after another, of its own; no write may fail. */
export interface Writer {
  readonly withdrawn: Set<string>;
  publish(): Promise<void>;
  revise(): Promise<void>;
  withdraw(): Promise<void>;
  /** Of all three, about as a commons has them. */
  mixed(writes: number): Promise<void>;
  /** Milliseconds of each write since it was last asked. */
  takeTimes(): number[];
}

export function createWriter(send: Send, random: () => number): Writer {
  const works: { id: string; etag: string }[] = [];
  const withdrawn = new Set<string>();
  const times: number[] = [];
  let count = 0;

  async function write(method: string, path: string, body: unknown, etag?: string) {
    const started = performance.now();
    const answer = await send(method, path, { body, headers: etag === undefined ? {} : { 'if-match': etag } });
    times.push(performance.now() - started);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  const pick = () => works[Math.floor(random() * works.length)]!;
  const content = () => {
    count += 1;
    return { title: `${commonWord} ${count}`, body: `Text ${random()}`, tags: [`tag ${count % 7}`] };
  };

  async function publish(): Promise<void> {
    const answer = await write('POST', '/api/v1/articles', content());
    works.push({ id: answer.json().id as string, etag: answer.headers.get('etag')! });
  }

  async function revise(): Promise<void> {
    const work = pick();
    const answer = await write('PATCH', `/api/v1/articles/${work.id}`, content(), work.etag);
    work.etag = answer.headers.get('etag')!;
  }

  async function withdraw(): Promise<void> {
    const [work] = works.splice(Math.floor(random() * works.length), 1);
    await write('DELETE', `/api/v1/articles/${work!.id}`, undefined, work!.etag);
    withdrawn.add(work!.id);
  }

  return {
    withdrawn,
    ...{ publish, revise, withdraw },
    async mixed(writes) {
      for (let done = 0; done < writes; done += 1) {
        const choice = random();
        if (works.length < 5 || choice < 0.4) await publish();
        else await (choice < 0.85 ? revise() : withdraw());
      }
    },
    takeTimes: () => times.splice(0),
  };
}
