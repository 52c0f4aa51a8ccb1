import { createServer } from 'node:net';
import { catchUp } from '../../src/changes/catch-up.ts';
import { followWorks } from '../../src/search/follower.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { create, type Got, redact, revise, withdraw } from '../support/works.ts';

/** A commons that a browser can visit, with what is awkward to show. */
export interface Commons {
  app: TestApp;
  url: string;
  round: Got;
  awkward: Got;
  arabic: Got;
  withdrawn: Got;
  redacted: Got;
}

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3);
const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

export async function startCommons(): Promise<Commons> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const app = await startTestApp('embedded', { publicUrl: url });
  await describeCommons(app);
  const ana = await app.contributor('ana-ruiz');
  const steward = await app.contributor('stella', ['read', 'publish', 'steward']);
  const works = {
    arabic: await create(app, ana.token, arabic),
    awkward: await create(app, ana.token, awkward),
    withdrawn: await create(app, ana.token, { title: 'Gone away' }),
    redacted: await create(app, ana.token, { title: 'Names a person' }),
  };
  await withdraw(app, works.withdrawn, ana.token, 'It <never> worked');
  await redact(app, works.redacted.id, 1, steward.token);
  const round = await publishRound(app, ana.token, works.awkward.id);
  for (let index = 0; index < 25; index += 1)
    await create(app, ana.token, { title: `Round number ${index}`, tags: ['rounds', `number-${index}`] });
  // Among the newest, and so in the lists.
  await create(app, ana.token, {
    title: `${longWord} ${hostile}`,
    language: 'und',
    body: longWord,
    tags: [longWord.slice(0, 60), 'rounds'],
  });
  await catchUp(app.db, 'test', followWorks(app.db, app.deps.search.engines[0]!));
  await app.app.listen({ port, host: '127.0.0.1' });
  return { app, url, round, ...works };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function describeCommons(app: TestApp): Promise<void> {
  const token = app.adminToken;
  const { headers } = await app.send('GET', '/instance');
  const pages = { about: '# Who we are\n\nPeople.', imprint: 'Us.', privacy: 'Nothing is kept.', terms: 'Be kind.' };
  const instance = {
    name: 'Facilitation commons',
    summary: 'What facilitators do.',
    contact: 'us@commons.example',
    pages,
  };
  const theme = { accent: '#ffcc00' };
  await app.send('PATCH', '/instance', {
    token,
    headers: { 'if-match': String(headers.etag) },
    body: { ...instance, theme },
  });
  const community = { slug: 'facilitators', name: 'Facilitators & friends', domain: 'Meetings that people like.' };
  const charter = '## How we decide\n\nBy consent.\n\n| who | what |\n| --- | --- |\n| all | decide |\n';
  await app.send('POST', '/communities', { token, body: { ...community, charter } });
}

const practice = {
  problem: 'Whoever speaks first owns the meeting.\n\nAnd the others wait.',
  context: ['A group that meets again.'],
  forces: ['Time is short.'],
  steps: [
    { title: 'Ask one question', body: 'Pick it **before**.', minutes: 3, pitfall: 'A question about families.' },
    { title: 'Go round', body: '- one\n- two' },
  ],
  resulting_context: 'Everybody has spoken.',
  participants: { min: 3, max: 12 },
  minutes: { min: 8, max: 20 },
  setting: ['online', 'in_person'],
  difficulty: 'easy',
  audience: ['facilitators'],
  materials: ['A clock'],
  review_by: '2030-01-01',
};

/** With a history of three versions, and other works before and after it. */
async function publishRound(app: TestApp, token: string, source: string): Promise<Got> {
  const body = `One question, nobody interrupts.\n\n## Why first\n\nWords.\n\n## How long\n\n${'A line of the text.\n\n'.repeat(20)}`;
  const first = await create(app, token, {
    ...{ title: 'Check-in round', summary: 'Every voice is heard before the agenda begins.', body, practice },
    ...{ community: 'facilitators', tags: ['opening', 'rounds'] },
    relations: [
      { type: 'derived_from', target: source, note: 'Shortened' },
      { type: 'uses', url: 'https://other.example/a?b=1&c=2' },
    ],
  });
  await create(app, token, { title: 'Round for six', relations: [{ type: 'derived_from', target: first.id }] });
  const second = await revise(app, first, token, {
    body: body.replace('nobody interrupts', 'nobody answers'),
    message: 'Clearer',
  });
  return await revise(app, second, token, { tags: ['opening', 'rounds', 'meetings'], minor: true });
}

const arabic = {
  title: 'جولة افتتاحية لكل اجتماع',
  language: 'ar',
  body: 'سؤال واحد، دقيقة لكل شخص.\n\n## لماذا\n\nلأن الجميع يتكلم.\n\n```js\nlet a = 1;\n```\n\n## متى\n\n- أولا\n- ثانيا\n\n## كيف\n\nهكذا.',
  practice: {
    ...practice,
    problem: 'من يتكلم أولا يملك الاجتماع.',
    steps: [{ title: 'اسأل', body: 'سؤالا واحدا', pitfall: 'لا' }],
  },
};

const wideTable = `| ${Array.from({ length: 14 }, (_, index) => `Column ${index}`).join(' | ')} |\n|${' ---: |'.repeat(14)}\n| ${'value | '.repeat(14)}`;

/** No summary, words without end, sixty tags, tables, code, tasks, footnotes, and somebody who means harm. */
const awkward = {
  title: `${longWord} ${hostile}`,
  language: 'de',
  tags: [...Array.from({ length: 48 }, (_, index) => `tag ${index}`), hostile.slice(0, 60), longWord.slice(0, 60)],
  body: `${longWord}

## ${longWord}

${wideTable}

\`\`\`js
const long = '${'x'.repeat(300)}';
\`\`\`

### Tasks <b>bold</b>

- [x] done
- [ ] to do

## 日本語の見出し

文章です。${'とても長い文章です。'.repeat(20)}

1. one
   1. two

> quoted ${hostile}

A note[^1], a [relative](../elsewhere.md) and an [absolute link](https://other.example/).

![A picture](https://other.example/picture.png)

[^1]: The note.
`,
};
