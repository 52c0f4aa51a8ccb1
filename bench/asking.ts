import { Agent, request } from 'node:http';

/** One of several requests that are asked in turn. */
export interface Asked {
  url: string;
  /** Sent by POST, as JSON. */
  body?: string;
  token?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 50 });

/** @returns the answer's text @throws for anything but 2xx */
export async function ask({ url, body, token }: Asked): Promise<string> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
  };
  return await new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.once('end', () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode! < 300) resolve(text);
        else reject(new Error(`${url}: ${answer.statusCode} ${text}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Milliseconds that each of them takes, one after another, in the middle. */
export async function typicalTime(asked: readonly Asked[], times: number): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const started = performance.now();
    await ask(asked[n % asked.length]!);
    taken.push(performance.now() - started);
  }
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)]!;
}

/** How many are answered in a second. */
export async function rateOf(asked: readonly Asked[], seconds: number, connections: number): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  let answered = 0;
  const askOn = async (from: number) => {
    for (let n = from; performance.now() < end; n += 1) {
      await ask(asked[n % asked.length]!);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, from) => askOn(from)));
  return answered / seconds;
}
