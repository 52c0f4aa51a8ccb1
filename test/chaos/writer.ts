import { randomUUID } from 'node:crypto';
import { type Answer, type Send, Unanswered } from './client.ts';

export interface State {
  status: 'absent' | 'draft' | 'published' | 'withdrawn';
  version: number;
  body: string;
}

/** A work as its one writer knows it. */
export interface Item {
  /** No other work has it. */
  title: string;
  id: string | undefined;
  /** What the database may hold: one state, or also the next one while a write has no answer. */
  states: [State] | [State, State];
  /** The POST that had no answer, to be sent again with its key. */
  unanswered: Post | undefined;
}

interface Post {
  path: string;
  headers: Record<string, string>;
  body: object;
}

const absent: State = { status: 'absent', version: 0, body: '' };

/**
 * Makes, edits, publishes, withdraws and deletes works of its own, until the server is gone. What was acknowledged, and
 * what may or may not have happened, is in `items` then.
 * @throws when the server refuses something that it should not
 */
export async function writeUntilCutOff(send: Send, random: () => number, items: Item[]): Promise<void> {
  const own: Item[] = [];
  for (;;) {
    try {
      await writeOnce(send, random, items, own);
    } catch (error) {
      if (error instanceof Unanswered) return;
      throw error;
    }
  }
}

/** Sends the POSTs again that had no answer: the first try may have been carried out, or not. */
export async function sendAgain(send: Send, items: readonly Item[]): Promise<void> {
  for (const item of items) {
    if (item.unanswered === undefined) continue;
    const { path, headers, body } = item.unanswered;
    const answer = demand(await send('POST', path, { headers, body }), 200, 201);
    item.id ??= String(answer.json().id);
    item.states = [item.states[1]!];
    item.unanswered = undefined;
  }
}

async function writeOnce(send: Send, random: () => number, items: Item[], own: Item[]): Promise<void> {
  const item = own.length === 0 || random() < 0.4 ? undefined : own[Math.floor(random() * own.length)]!;
  const status = item?.states[0].status ?? 'absent';
  if (item === undefined || status === 'absent') return await create(send, random, items, own);
  const choice = random();
  if (status === 'withdrawn') return await publish(send, item);
  if (choice < 0.6) return await replace(send, random, item);
  if (status === 'draft' && choice < 0.9) return await publish(send, item);
  await remove(send, item);
}

async function create(send: Send, random: () => number, items: Item[], own: Item[]): Promise<void> {
  const title = `Work ${randomUUID()}`;
  const body = bodyOf(random);
  const status = random() < 0.4 ? 'draft' : 'published';
  const neighbour = own.find(({ id, states }) => id !== undefined && states[0].status === 'published');
  const item: Item = { title, id: undefined, states: [absent], unanswered: undefined };
  items.push(item);
  const credits = [{ name: `Person ${Math.floor(random() * 20)}` }, { contributor: 'admin' }];
  const relations = neighbour === undefined || random() < 0.5 ? [] : [{ type: 'derived_from', target: neighbour.id }];
  const post = { path: '/api/v1/articles', headers: newKey(), body: { title, body, status, credits, relations } };
  const answer = await acknowledged(item, { status, version: 1, body }, () => twice(send, random, post), post);
  item.id = String(answer.json().id);
  own.push(item);
}

/** A client that lost patience sends again while the first request is under way. */
async function twice(send: Send, random: () => number, { path, headers, body }: Post): Promise<Answer> {
  const count = random() < 0.2 ? 2 : 1;
  const answers = await Promise.all(Array.from({ length: count }, () => send('POST', path, { headers, body })));
  const [first, second = first] = answers as [Answer, Answer?];
  if (first.text !== second.text) throw new Error(`one key, two answers: ${first.text} ${second.text}`);
  return first;
}

async function replace(send: Send, random: () => number, item: Item): Promise<void> {
  const [{ status, version }] = item.states;
  const body = bodyOf(random);
  const credits = [{ contributor: 'admin' }, { name: `Person ${Math.floor(random() * 20)}`, role: 'editor' }];
  const next = { status, version: version + 1, body };
  const headers = { 'if-match': `"${version}.0"` };
  await acknowledged(item, next, () =>
    send('PUT', path(item), { headers, body: { title: item.title, body, credits } }),
  );
}

async function publish(send: Send, item: Item): Promise<void> {
  const [state] = item.states;
  const post = {
    path: `/api/v1/works/${item.id}/publication`,
    headers: { ...newKey(), 'if-match': `"${state.version}.0"` },
    body: { reason: 'It is good again.' },
  };
  await acknowledged(item, { ...state, status: 'published' }, () => send('POST', post.path, post), post);
}

/** A draft is gone afterwards, a published work withdrawn. */
async function remove(send: Send, item: Item): Promise<void> {
  const [state] = item.states;
  const next: State = state.status === 'draft' ? absent : { ...state, status: 'withdrawn' };
  const headers = { 'if-match': `"${state.version}.0"` };
  await acknowledged(item, next, () => send('DELETE', `${path(item)}?reason=enough`, { headers }));
}

/** From when it is sent until its answer is here, either state may be found. */
async function acknowledged(item: Item, next: State, act: () => Promise<Answer>, post?: Post): Promise<Answer> {
  item.states = [item.states[0], next];
  item.unanswered = post;
  const answer = demand(await act(), 200, 201, 204);
  item.states = [next];
  item.unanswered = undefined;
  return answer;
}

function demand(answer: Answer, ...statuses: number[]): Answer {
  if (statuses.includes(answer.status)) return answer;
  throw new Error(`unexpected answer ${answer.status}: ${answer.text}`);
}

function path({ id }: Item): string {
  return `/api/v1/articles/${id}`;
}

function newKey(): Record<string, string> {
  return { 'idempotency-key': randomUUID() };
}

/** Some are long, so that a transaction writes more than a page. */
function bodyOf(random: () => number): string {
  return `# ${randomUUID()}\n\n${'A line of *Markdown* with a [link](https://example.org/).\n\n'.repeat(1 + Math.floor(random() ** 4 * 60))}`;
}
