import type { Skipped } from '../sources/lines.ts';
import type { LineResult } from './post.ts';
import type { Sent } from './send-batch.ts';

type Status = LineResult['status'];

/** What an import came to. */
export interface Report {
  counts: Record<Status, number>;
  skipped: number;
  /** Files and lines by what is to be said of them; each kind is cut after some hundreds. */
  remarks: Record<'skipped' | 'refused' | 'unresolved' | 'noted', string[]>;
}

/** Enough to read; a run of a hundred thousand files must not fill the memory with its complaints. */
const mostRemarks = 500;

export function createReport() {
  const report: Report = {
    counts: { created: 0, revised: 0, unchanged: 0, refused: 0 },
    skipped: 0,
    remarks: { skipped: [], refused: [], unresolved: [], noted: [] },
  };
  const totals = { skipped: 0, refused: 0, unresolved: 0, noted: 0 };
  const unresolved = new Map<string, string[]>();
  const remark = (kind: keyof Report['remarks'], text: string) => {
    totals[kind]++;
    if (report.remarks[kind].length < mostRemarks) report.remarks[kind].push(text);
  };
  const noteRelations = ({ read, result }: Sent) => {
    const missing = (result.warnings ?? []).map(({ pointer, detail }) => `${pointer} ${detail}`);
    if (missing.length > 0) unresolved.set(read.at, missing);
    else unresolved.delete(read.at);
  };

  return {
    report,
    addSkipped({ at, reason }: Skipped) {
      report.skipped++;
      remark('skipped', `${at}: ${reason}`);
    },
    addSent(sent: Sent) {
      const { read, result } = sent;
      report.counts[result.status]++;
      for (const note of read.notes) remark('noted', `${read.at}: ${note}`);
      if (result.status === 'refused') remark('refused', `${read.at}: ${describe(result)}`);
      noteRelations(sent);
    },
    /** Counted already: only its relations are news. */
    addResent(sent: Sent) {
      if (sent.result.status === 'refused')
        remark('refused', `${sent.read.at} (its relations): ${describe(sent.result)}`);
      else noteRelations(sent);
    },
    render(options: { dryRun: boolean; ignored: Readonly<Record<string, number>> }): string {
      for (const [at, missing] of unresolved) for (const text of missing) remark('unresolved', `${at}: ${text}`);
      return render(report, totals, options);
    },
  };
}

function describe({ problem }: LineResult): string {
  if (problem === undefined) return 'refused without a reason';
  const faults = (problem.errors ?? [])
    .map(({ pointer, detail }) => `${pointer} ${detail}`)
    .filter((fault) => !problem.detail.startsWith(fault));
  return `${problem.detail}${faults.length > 0 ? ` (${faults.join('; ')})` : ''} [${problem.code}]`;
}

const headings = {
  noted: 'Imported, with something guessed or left out',
  unresolved: 'Imported without relations to works that are not here',
  skipped: 'Skipped',
  refused: 'Refused by the server',
} as const;

function render(
  report: Report,
  totals: Record<keyof Report['remarks'], number>,
  { dryRun, ignored }: { dryRun: boolean; ignored: Readonly<Record<string, number>> },
): string {
  const { counts } = report;
  const would = dryRun ? 'would be ' : '';
  const sections = (['noted', 'unresolved', 'skipped', 'refused'] as const).flatMap((kind) => {
    const remarks = report.remarks[kind];
    if (remarks.length === 0) return [];
    const more = totals[kind] > remarks.length ? [`  … and ${totals[kind] - remarks.length} more`] : [];
    return [`${headings[kind]} (${totals[kind]}):`, ...remarks.map((text) => `  ${text}`), ...more, ''];
  });
  const left = Object.entries(ignored).map(([kind, count]) => `${count} ${kind}`);
  return [
    ...sections,
    `${counts.created} ${would}created, ${counts.revised} ${would}revised, ${counts.unchanged} unchanged, ${report.skipped} skipped, ${counts.refused} ${would}refused.`,
    ...(left.length > 0 ? [`Not looked at: ${left.join(', ')}.`] : []),
    ...(dryRun ? ['This was a dry run: nothing was changed.'] : []),
  ].join('\n');
}
