import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { transact } from '../../src/db/transaction.ts';
import { ensureNamedContributors, type NamedPerson } from '../../src/people/contributors/named.ts';
import { findContributorsByHandles, findCreditables } from '../../src/people/creditable.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

const now = new Date('2027-03-01T09:00:00.000Z');

describe.each(databaseKinds)('contributors named in credits, on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(async () => await database.close());

  const ensure = async (...people: NamedPerson[]) =>
    await transact(database.db, now, (tx) => ensureNamedContributors(tx, people, now));

  test('are found again by name, place and address', async () => {
    const [first] = await ensure({ name: 'Ana Ruiz' });
    expect(await ensure({ name: 'Ana  Ruiz ' }, { name: 'Ana Ruiz', url: null })).toEqual([first, first]);
  });

  test('are somebody else in another place, and with another address', async () => {
    const ids = await ensure(
      { name: 'Bo' },
      { name: 'Bo', place: 'patterns' },
      { name: 'Bo', place: 'handbook' },
      { name: 'Bo', url: 'https://bo.example.org' },
    );
    expect(new Set(ids).size).toBe(4);
  });

  test('are unclaimed, credited by name, and leave handles without a suffix to people who register', async () => {
    const [id] = await ensure({ name: 'Çelik, Aslı', url: 'https://asli.example.org', place: 'atlas' });
    const person = (await findCreditables(database.db, [id!])).get(id!)!;
    expect(person).toMatchObject({
      name: 'Çelik, Aslı',
      url: 'https://asli.example.org',
      claimed: false,
      credit: 'name',
    });
    expect(person.handle).toMatch(/^celik-asli-[0-9a-f]{8}$/);
    expect((await findContributorsByHandles(database.db, [person.handle, 'nobody'])).size).toBe(1);
  });

  test('have a handle in every script and at every length', async () => {
    const [chinese, long] = await ensure({ name: '張三' }, { name: 'Dr. '.repeat(49) });
    const people = await findCreditables(database.db, [chinese!, long!]);
    expect(people.get(chinese!)?.handle).toMatch(/^[a-z0-9-]+-[0-9a-f]{8}$/);
    expect(people.get(long!)!.handle.length).toBeLessThanOrEqual(39);
  });

  test('take the longest address there can be', async () => {
    const url = `https://example.org/${'x'.repeat(1900)}`;
    const [first, again] = [await ensure({ name: 'Cy', url }), await ensure({ name: 'Cy', url })];
    expect(first).toEqual(again);
  });

  test('are made once by writers that come at the same moment, in whatever order they name them', async () => {
    const names = ['Di', 'Ed', 'Flo', 'Gil'].map((name) => ({ name }));
    const orders = [names, [...names].reverse(), names.slice(2).concat(names.slice(0, 2))];
    const writes = Array.from({ length: 12 }, (_, index) => ensure(...orders[index % 3]!));
    const ids = new Set((await Promise.all(writes)).flat());
    expect(ids.size).toBe(4);
  });

  test('nobody is nobody', async () => expect(await ensure()).toEqual([]));

  test('make no lines in the change log: the work that credits them does', async () => {
    await ensure({ name: 'Ida' });
    expect(await database.db.selectFrom('changes').selectAll().execute()).toEqual([]);
  });
});
