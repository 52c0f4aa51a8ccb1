import { expect, test } from 'vitest';
import { startTestApp } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, demandGot, patch, read, withdraw } from '../../support/works.ts';

test.each(databaseKinds)('a write that waited for its turn does not set a work back in time, on %s', async (kind) => {
  let clock = new Date('2026-03-01T10:00:00Z');
  const app = await startTestApp(kind, { now: () => clock });
  try {
    const work = await create(app, app.adminToken);
    clock = new Date('2026-03-01T09:59:00Z');
    const changed = demandGot(await patch(app, work, app.adminToken, { body: 'Changed.' }));
    expect(changed.json.updated_at).toBe('2026-03-01T10:00:00.000Z');
    expect((await withdraw(app, await read(app, work.id), app.adminToken)).statusCode).toBe(204);
    const { touched_at } = await app.db
      .selectFrom('works')
      .select('touched_at')
      .where('id', '=', work.id)
      .executeTakeFirstOrThrow();
    expect(touched_at).toEqual(new Date('2026-03-01T10:00:00Z'));
  } finally {
    await app.close();
  }
});
