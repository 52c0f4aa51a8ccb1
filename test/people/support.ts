import type { Config } from '../../src/config.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { DatabaseKind } from '../support/databases.ts';

export interface PeopleApp extends Pick<TestApp, 'app' | 'db' | 'renderer' | 'adminToken' | 'send' | 'close'> {
  /** An admin registers somebody by the API. */
  join(handle: string, profile?: object): Promise<{ id: string; token: string }>;
  /** Time as the application sees it. */
  clock: { now: Date };
}

/** The whole application, at a time that stands still until a test moves it. */
export async function startPeopleApp(
  kind: DatabaseKind,
  { registration = 'open' }: Partial<Pick<Config, 'registration'>> = {},
): Promise<PeopleApp> {
  const clock = { now: new Date('2027-03-01T09:00:00.000Z') };
  const { app, db, renderer, adminToken, send, close } = await startTestApp(kind, {
    registration,
    now: () => clock.now,
  });
  const join: PeopleApp['join'] = async (handle, profile = {}) => {
    const name = `${handle[0]!.toUpperCase()}${handle.slice(1)}`;
    const answer = await send('POST', '/contributors', { token: adminToken, body: { handle, name, ...profile } });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json();
  };
  return { app, db, renderer, adminToken, send, join, clock, close };
}
