import { createHash } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import { newId } from '../../lib/ids.ts';
import { slugOf } from '../../lib/slugs.ts';
import { cleanName } from '../names.ts';

/**
 * People who are credited by name and have no account. A credit `{ name, url? }` finds or makes one *unclaimed*
 * contributor; the same name, URL and place always find the same one, in any process and at the same moment.
 * Use `ensureNamedContributors` once for all credits of a write (or of a batch of an import), and keep the ids.
 */
export interface NamedPerson {
  name: string;
  url?: string | null;
  /**
   * Where the name was read: the origin's source for imports, nothing for credits given here. Two sources may
   * each know an "Ana", who are two people until somebody says otherwise.
   */
  place?: string;
}

/**
 * @returns the contributors' ids, in the order of `people`; people that are the same have the same id
 */
export async function ensureNamedContributors(tx: Tx, people: readonly NamedPerson[], now: Date): Promise<string[]> {
  const wanted = new Map(people.map((person) => [keyOf(person), person]));
  const ids = new Map<string, string>();
  // Nearly always all are known. A second and third round only where a generated handle was taken, which 32 random bits make rare.
  for (let round = 0; round <= 3; round++) {
    const missing = [...wanted].filter(([key]) => !ids.has(key));
    if (round > 0) await insertMissing(tx, missing, now);
    const found = await findByKeys(
      tx,
      Array.from(missing, ([key]) => key),
    );
    for (const { named_as, id } of found) ids.set(named_as!, id);
    if (ids.size === wanted.size) break;
  }
  return people.map((person) => {
    const id = ids.get(keyOf(person));
    if (id === undefined) throw new Error('no handle was free for a named contributor');
    return id;
  });
}

async function insertMissing(tx: Tx, missing: readonly [string, NamedPerson][], now: Date): Promise<void> {
  if (missing.length === 0) return;
  // In one order for everybody: two writers that wait for each other's names would be a deadlock.
  const rows = [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, person]) => rowOf(key, person, now));
  await tx
    .insertInto('contributors')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function findByKeys(tx: Tx, keys: readonly string[]) {
  if (keys.length === 0) return [];
  return await tx.selectFrom('contributors').select(['id', 'named_as']).where('named_as', 'in', keys).execute();
}

function rowOf(key: string, person: NamedPerson, now: Date) {
  const id = newId();
  return {
    id,
    handle: `${slugOf(person.name).slice(0, 30).replace(/-+$/, '') || 'named'}-${id.slice(-8)}`,
    name: nameOf(person),
    url: person.url ?? null,
    claimed: false,
    named_as: key,
    created_at: now,
    updated_at: now,
  };
}

/** A digest, because an index entry has no room for the longest names and URLs. */
function keyOf(person: NamedPerson): string {
  return createHash('sha256')
    .update(JSON.stringify([person.place ?? '', nameOf(person), person.url ?? '']))
    .digest('base64url');
}

function nameOf({ name }: NamedPerson): string {
  return cleanName(name, '/credits');
}
