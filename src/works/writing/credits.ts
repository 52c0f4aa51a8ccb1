import type { Tx } from '../../db/database.ts';
import type { Actor } from '../../lib/actor.ts';
import { Forbidden, invalid } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { ensureNamedContributors } from '../../people/contributors/named.ts';
import { type CreditChoice, isUnnamed } from '../../people/credit.ts';
import { findContributorsByHandles, findCreditables } from '../../people/creditable.ts';
import type { CreditRole, StoredCredit } from '../content.ts';
import type { CreditInput } from '../schema.ts';
import { withHidden } from './hidden.ts';

export interface CreditContext {
  actor: Actor;
  /** May change the credits of others. */
  governs: boolean;
  /** The origin's source, where the work is imported: two sources may each know an "Ana". */
  place?: string | undefined;
  now: Date;
}

/**
 * The credits a work has after a write. Those of people who are not named anywhere stay, as nobody could have sent
 * them back.
 * @throws Invalid, Forbidden naming the credit
 */
export async function resolveCredits(
  tx: Tx,
  given: readonly CreditInput[],
  current: readonly StoredCredit[],
  context: CreditContext,
): Promise<StoredCredit[]> {
  const contributors = await findPeople(tx, given, current, context);
  const resolved: StoredCredit[] = [];
  for (const [index, credit] of given.entries()) {
    const found = storedCredit(credit, contributors[index]!, current, context, index);
    // One credit may come back as two, in two roles.
    const stored = resolved.some(({ id }) => id === found.id) ? { ...found, id: newId() } : found;
    if (!resolved.some((other) => isSame(other, stored))) resolved.push(stored);
  }
  const hidden = (await hiddenOf(tx, current)).filter((credit) => !resolved.some(({ id }) => id === credit.id));
  const credits = withHidden(resolved, hidden, current);
  demandNoneTaken(current, credits, context);
  demandNoneRaised(current, credits, context);
  return credits;
}

/** Whoever revises a work is credited for it, at the end of the line. */
export function withContributor(credits: readonly StoredCredit[], contributor: string): StoredCredit[] {
  if (credits.some((credit) => credit.contributor === contributor)) return [...credits];
  return [...credits, { id: newId(), contributor, role: 'contributor', choice: null }];
}

export async function saveCredits(
  tx: Tx,
  workId: string,
  credits: readonly StoredCredit[],
  isNew: boolean,
): Promise<void> {
  if (!isNew) await tx.deleteFrom('credits').where('work_id', '=', workId).execute();
  if (credits.length === 0) return;
  const rows = credits.map(({ id, contributor, role, choice }, position) => ({
    id,
    work_id: workId,
    contributor_id: contributor,
    role,
    choice,
    position,
  }));
  await tx.insertInto('credits').values(rows).execute();
}

/** Contributor ids in the order of `given`. */
async function findPeople(
  tx: Tx,
  given: readonly CreditInput[],
  current: readonly StoredCredit[],
  context: CreditContext,
): Promise<string[]> {
  const handles = given.flatMap(({ id, contributor }) =>
    id === undefined && contributor !== undefined ? [contributor] : [],
  );
  const isNamed = (credit: CreditInput) =>
    credit.id === undefined && credit.contributor === undefined && credit.name !== undefined;
  const named = given
    .filter(isNamed)
    .map(({ name, url }) => ({ name: name!, url: url ?? null, ...(context.place ? { place: context.place } : {}) }));
  const byHandle = await findContributorsByHandles(tx, handles);
  const namedIds = named.length === 0 ? [] : await ensureNamedContributors(tx, named, context.now);
  return given.map((credit, index) => {
    if (isNamed(credit)) return namedIds.shift()!;
    if (credit.id !== undefined) return demandOwn(current, credit.id, index);
    if (credit.contributor === undefined)
      throw invalid(`/credits/${index}`, 'needs the id of a credit, a contributor, or a name', 'credit_nameless');
    const found = byHandle.get(credit.contributor);
    if (found === undefined)
      throw invalid(`/credits/${index}/contributor`, 'is no contributor here', 'contributor_unknown');
    return found.contributor_id;
  });
}

function demandOwn(current: readonly StoredCredit[], id: string, index: number): string {
  const own = current.find((credit) => credit.id === id);
  if (own === undefined)
    throw invalid(`/credits/${index}/id`, 'is no credit of this work; leave it out to add one', 'credit_unknown');
  return own.contributor;
}

function storedCredit(
  credit: CreditInput,
  contributor: string,
  current: readonly StoredCredit[],
  context: CreditContext,
  index: number,
): StoredCredit {
  const same = (other: StoredCredit) =>
    credit.id === undefined ? isSame(other, { contributor, role: credit.role ?? 'author' }) : other.id === credit.id;
  const existing = current.find(same);
  const choice = credit.choice === undefined ? (existing?.choice ?? null) : credit.choice;
  if (choice !== (existing?.choice ?? null)) demandOwnChoice(contributor, context, index);
  return {
    id: existing?.id ?? newId(),
    contributor,
    role: credit.role ?? existing?.role ?? 'author',
    choice: choice as CreditChoice | null,
  };
}

/** How somebody is named is theirs to say. */
function demandOwnChoice(contributor: string, { actor }: CreditContext, index: number): void {
  if (contributor !== actor.id) {
    throw new Forbidden(
      'credit_choice_not_yours',
      `Only the person credited in /credits/${index} says how to be named.`,
    );
  }
}

async function hiddenOf(tx: Tx, credits: readonly StoredCredit[]): Promise<StoredCredit[]> {
  if (credits.length === 0) return [];
  const people = await findCreditables(
    tx,
    credits.map(({ contributor }) => contributor),
  );
  return credits.filter(({ contributor, choice }) => {
    const person = people.get(contributor);
    return person !== undefined && isUnnamed(person, choice);
  });
}

function demandNoneTaken(
  current: readonly StoredCredit[],
  kept: readonly StoredCredit[],
  { actor, governs }: CreditContext,
): void {
  if (governs) return;
  const taken = current.find(
    (credit) =>
      credit.contributor !== actor.id && !kept.some(({ id, role }) => id === credit.id && role === credit.role),
  );
  if (taken !== undefined) {
    throw new Forbidden(
      'credit_protected',
      'Only an author or a steward takes away or changes the credit of somebody else.',
    );
  }
}

/** Authors answer for a work, and may take it away: nobody makes themselves one. */
function demandNoneRaised(
  current: readonly StoredCredit[],
  kept: readonly StoredCredit[],
  { governs }: CreditContext,
): void {
  if (governs) return;
  const wasAuthor = ({ id }: StoredCredit) => current.some((credit) => credit.id === id && credit.role === 'author');
  if (kept.some((credit) => credit.role === 'author' && !wasAuthor(credit))) {
    throw new Forbidden(
      'credit_protected',
      'Only an author or a steward names further authors. Take another role, such as contributor.',
    );
  }
}

function isSame(a: { contributor: string; role: CreditRole }, b: { contributor: string; role: CreditRole }): boolean {
  return a.contributor === b.contributor && a.role === b.role;
}
