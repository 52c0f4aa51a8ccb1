import type { Db } from '../db/database.ts';
import { Problem } from '../lib/errors.ts';
import type { Urls } from '../lib/urls.ts';
import type { Renderer } from '../rendering/rendered.ts';
import { type CheckedLine, checkLine, type LineRules } from './check.ts';
import { findByOrigins, type Known, originId } from './known.ts';
import type { RawLine } from './lines.ts';
import { prepareLines } from './prepare.ts';
import type { ImportResult } from './schema.ts';
import { type ReadyLine, type WriteContext, type Written, writeLines } from './write.ts';

export interface ImportContext extends WriteContext, LineRules {
  db: Db;
  urls: Urls;
  renderer: Renderer;
}

/**
 * Imports one batch: checks, renders what is new, writes, in this order, so that no transaction waits for a renderer.
 * @returns a result a line, in their order
 */
export async function importBatch(lines: readonly RawLine[], context: ImportContext): Promise<ImportResult[]> {
  const results = new Map<number, ImportResult>();
  const checked = lines.flatMap((line) => {
    const outcome = attempt(() => checkLine(line, context));
    if (!(outcome instanceof Problem)) return [outcome];
    results.set(line.number, refused(line.number, outcome));
    return [];
  });
  const changed = await passOverKnown(checked, context, results);
  const ready: ReadyLine[] = [];
  for (const outcome of await prepareLines(changed, context.renderer, context.actor.id)) {
    if ('prepared' in outcome) ready.push(outcome);
    else results.set(outcome.line.number, refused(outcome.line.number, outcome.problem));
  }
  const written = await writeLines(context.db, ready, context);
  for (const [index, outcome] of written.entries()) {
    const { line } = ready[index]!;
    results.set(line.number, outcome instanceof Problem ? refused(line.number, outcome) : done(line, outcome, context));
  }
  return lines.map(({ number }) => results.get(number)!);
}

function attempt<T>(run: () => T): T | Problem {
  try {
    return run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** What was sent before, byte for byte in meaning, needs neither renderer nor transaction; local edits of it stay. */
async function passOverKnown(
  lines: readonly CheckedLine[],
  context: ImportContext,
  results: Map<number, ImportResult>,
): Promise<CheckedLine[]> {
  const known = await findByOrigins(
    context.db,
    lines.map(({ origin }) => origin),
  );
  return lines.filter((line) => {
    const work = known.get(originId(line.origin));
    if (work === undefined || !isSame(line, work)) return true;
    results.set(line.number, done(line, { ...work, outcome: 'unchanged', unresolved: [] }, context));
    return false;
  });
}

function isSame(line: CheckedLine, work: Known): boolean {
  return (
    work.isPublic && work.kind === line.kind.name && work.hash !== null && line.origin.hash?.equals(work.hash) === true
  );
}

function done(line: CheckedLine, work: Written, { urls, dryRun }: ImportContext): ImportResult {
  const { id, slug, version, outcome, licenseWas, replaced, unresolved } = work;
  const warnings = [
    ...(licenseWas === undefined ? [] : [relicensed(licenseWas)]),
    ...(replaced === undefined ? [] : [replacing(replaced)]),
    ...unresolved.map(({ pointer, target }) => warning(line, pointer, target)),
  ];
  const isUndone = dryRun && outcome === 'created';
  return {
    line: line.number,
    status: outcome,
    ...(isUndone ? {} : { id, url: urls.work({ kind: line.kind.name, slug, id }), version }),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

interface Warning {
  code: 'license_changed' | 'edits_replaced' | 'relation_unresolved';
  pointer: string;
  detail: string;
}

function relicensed(before: string): Warning {
  return { code: 'license_changed', pointer: '/license', detail: `Until now this work was under ${before}.` };
}

function replacing(version: number): Warning {
  const detail = `Version ${version}, which somebody else wrote here, is replaced by what the source says; it stays in the history.`;
  return { code: 'edits_replaced', pointer: '', detail };
}

function warning(line: CheckedLine, pointer: string, target: string): Warning {
  const index = Number(pointer.split('/')[2]);
  const path = line.relations[index]?.path;
  const missing =
    path === undefined ? `No file of this source, and no work here, is called ${target}` : `${path} is not here yet`;
  const detail = `${missing}: the relation was left out. Import this again when it is.`;
  return {
    code: 'relation_unresolved',
    pointer: `/relations/${index}/${path === undefined ? 'target' : 'path'}`,
    detail,
  };
}

export function refused(line: number, problem: Problem): ImportResult {
  const { code, message, faults } = problem;
  return {
    line,
    status: 'refused',
    problem: { code, detail: message, ...(faults.length > 0 ? { errors: [...faults] } : {}) },
  };
}
