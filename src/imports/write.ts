import type { Db, Tx } from '../db/database.ts';
import { isDatabaseError } from '../db/failures.ts';
import { transact } from '../db/transaction.ts';
import { demandThere } from '../http/writing.ts';
import type { Actor } from '../lib/actor.ts';
import { Conflict, Problem, Unavailable } from '../lib/errors.ts';
import { type OriginResult, putByOrigin } from '../works/writing/origins.ts';
import type { PreparedWork } from '../works/writing/prepare.ts';
import type { Unresolved } from '../works/writing/relations.ts';
import { type CheckedLine, placeholder } from './check.ts';
import { findByOrigins, originId } from './known.ts';

export interface ReadyLine {
  line: CheckedLine;
  prepared: PreparedWork;
}

export interface Written {
  id: string;
  slug: string | null;
  version: number;
  outcome: 'created' | 'revised' | 'unchanged';
  licenseWas?: string | undefined;
  replaced?: number | undefined;
  unresolved: Unresolved[];
}

export interface WriteContext {
  actor: Actor;
  now: Date;
  /** Everything is tried, and then undone. */
  dryRun: boolean;
}

/**
 * Writes the lines of a batch in one short transaction. Where one of them is refused the transaction is undone, and each
 * line gets one of its own: what is wrong with one must not undo the others.
 * @returns for each line what became of it, or the problem
 * @throws whatever is no fault of a line, e.g. a database that does not answer
 */
export async function writeLines(
  db: Db,
  lines: readonly ReadyLine[],
  context: WriteContext,
): Promise<(Written | Problem)[]> {
  if (lines.length === 0) return [];
  try {
    return await writeTogether(db, lines, context);
  } catch (error) {
    if (asRefusal(error) === undefined) throw error;
  }
  const results: (Written | Problem)[] = [];
  for (const line of lines) results.push(await writeAlone(db, line, context));
  return results;
}

async function writeAlone(db: Db, line: ReadyLine, context: WriteContext): Promise<Written | Problem> {
  try {
    return (await writeTogether(db, [line], context))[0]!;
  } catch (error) {
    const refusal = asRefusal(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}

/** Carries the results out of a transaction that must not last. */
class Undone extends Error {
  readonly results: Written[];
  constructor(results: Written[]) {
    super('dry run');
    this.results = results;
  }
}

async function writeTogether(db: Db, lines: readonly ReadyLine[], context: WriteContext): Promise<Written[]> {
  try {
    return await transact(db, context.now, async (tx) => {
      await demandThere(tx, context.actor);
      const puts: Put[] = [];
      for (const line of lines) puts.push(await putLine(tx, line, context));
      const results = await asTheyStand(tx, puts);
      if (context.dryRun) throw new Undone(results);
      return results;
    });
  } catch (error) {
    if (error instanceof Undone) return error.results;
    throw error;
  }
}

interface Put extends OriginResult {
  kind: string;
  unresolved: Unresolved[];
}

async function putLine(tx: Tx, { line, prepared }: ReadyLine, { actor, now }: WriteContext): Promise<Put> {
  const unresolved: Unresolved[] = [];
  const { kind, origin, message, publishedAt } = line;
  const relations = await lookUpPaths(tx, line, prepared);
  const request = { actor, kind, prepared: { ...prepared, relations }, origin, message, publishedAt, unresolved, now };
  const result = await putByOrigin(tx, { ...request, imported: true });
  // What was sent is not all there yet: sent again, it must not be taken for done.
  if (unresolved.length > 0) {
    await tx.updateTable('works').set({ origin_hash: null }).where('id', '=', result.id).execute();
  }
  return { ...result, kind: kind.name, unresolved };
}

/** What the works are called and how far they are now, asked once for all. */
async function asTheyStand(tx: Tx, puts: readonly Put[]): Promise<Written[]> {
  const ids = [...new Set(puts.map(({ id }) => id))];
  const rows = await tx.selectFrom('works').select(['id', 'kind', 'slug', 'version']).where('id', 'in', ids).execute();
  const works = new Map(rows.map((row) => [row.id, row]));
  return puts.map(({ id, kind, outcome, licenseWas, replaced, unresolved }) => {
    const work = works.get(id)!;
    if (work.kind !== kind)
      throw new Conflict('origin_taken', `This origin belongs to a work of another kind: ${work.kind}.`);
    return { id, slug: work.slug, version: work.version, outcome, licenseWas, replaced, unresolved };
  });
}

async function lookUpPaths(tx: Tx, line: CheckedLine, prepared: PreparedWork): Promise<PreparedWork['relations']> {
  const { source } = line.origin;
  const paths = line.relations.flatMap(({ path }) => path ?? []);
  const known = await findByOrigins(
    tx,
    paths.map((path) => ({ source, path })),
  );
  const targets = new Map(paths.map((path) => [placeholder(path), known.get(originId({ source, path }))?.id]));
  return prepared.relations.map((relation) => {
    const id = targets.get(relation.target ?? '');
    return id === undefined ? relation : { ...relation, target: id };
  });
}

/** Only what a line brought about itself is its problem. */
function asRefusal(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error instanceof Unavailable ? undefined : error;
  // A value that no column takes, or a constraint that nobody foresaw.
  if (isDatabaseError(error) && /^2[23]/.test(error.code))
    return new Conflict('work_unstorable', 'The database does not take this work as it is.');
  return undefined;
}
