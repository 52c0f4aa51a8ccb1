import { startTestApp, type TestApp } from '../support/app.ts';
import type { DatabaseKind } from '../support/databases.ts';

export interface Commons extends TestApp {
  /** Ids of the works, by slug. */
  ids: Record<string, string>;
  /** Lets the clock move on; it stands still otherwise. */
  pass(seconds: number): void;
}

export const checkIn = {
  title: 'Check-in round',
  summary: 'Everybody says a sentence & is heard before the work <begins>.',
  body: '# Check-in round\n\nStart with [silence](#silence). Compare the [check-out](../check-out).\n\n## Silence\n\nOne minute[^1].\n\n[^1]: By the clock.\n',
  language: 'en',
  license: 'CC-BY-4.0',
  tags: ['opening', 'meetings'],
  practice: {
    problem: 'People arrive with their heads elsewhere.\n\nThe loudest set the tone.',
    context: ['Groups that meet regularly'],
    steps: [
      {
        title: 'Ask one question',
        body: 'For example: **how are you here?**',
        minutes: 2,
        pitfall: 'A question that asks for a report.',
      },
      { title: 'Go round' },
    ],
    resulting_context: 'All have spoken once.',
    when_not_to_use: 'In an emergency.',
    signs_it_works: ['Late comers ask what they missed'],
    participants: { min: 3, max: 12 },
    minutes: { max: 15 },
    setting: ['online', 'in_person'],
    difficulty: 'easy',
    audience: ['facilitators'],
    review_by: '2027-06-01',
  },
};

/** A small commons with all that feeds may stumble on: markup in titles, no names, lineage, imports, other scripts. */
export async function openCommons(kind: DatabaseKind = 'embedded', at = '2026-03-01T10:00:00.000Z'): Promise<Commons> {
  let clock = new Date(at).getTime();
  const pass = (seconds: number) => {
    clock += seconds * 1000;
  };
  const app = await startTestApp(kind, { now: () => new Date(clock) });
  const ids: Record<string, string> = {};
  const ana = await app.contributor('ana-ruiz');
  const bo = await app.contributor('bo');
  await app.send('PATCH', '/instance', {
    token: app.adminToken,
    headers: { 'if-match': '"1.0"' },
    body: { name: 'Forest & Friends', summary: 'What we know, given away.', contact: 'post@forest.example' },
  });
  async function publish(token: string, body: object): Promise<void> {
    pass(3600);
    const answer = await app.send('POST', '/articles', { token, body });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    const { id, slug } = answer.json<{ id: string; slug: string }>();
    ids[slug] = id;
  }
  await publish(ana.token, checkIn);
  await publish(bo.token, {
    title: 'Runde <b>zum</b> Ankommen ]]> & Würde',
    body: 'Nach dem Vorbild von *Ana*.\n\n```js\nlet a = "]]>";\u0001\n```\n',
    language: 'de',
    license: 'CC-BY-SA-4.0',
    tags: ['opening', 'a & b'],
    credits: [{ name: 'Łucja „Lu“ Nowak', url: 'https://lu.example/?a=1&b=2' }],
    relations: [{ type: 'translation_of', target: ids['check-in-round'], note: 'Adapted to German schools' }],
  });
  await publish(bo.token, {
    title: 'ابدأ بجولة ترحيب',
    body: 'اجلسوا في [دائرة](circle.md)، ثم ابدأوا. انظر [الأصل](/docs/origin) و[القسم](#part).',
    language: 'ar',
    license: 'CC0-1.0',
    credits: [],
    origin: {
      source: 'https://git.example/o/r',
      path: 'docs/welcome.md',
      url: 'https://git.example/o/r/blob/main/docs/welcome.md',
    },
  });
  return { ...app, ids, pass };
}
