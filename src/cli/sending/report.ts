import { oneLine } from '../../lib/text.ts';
import type { Skipped } from '../sources/lines.ts';
import type { Absent } from './absent.ts';
import { createAsides, describeDead } from './asides.ts';
import type { LineResult } from './post.ts';
import type { Sent } from './send-batch.ts';

type Status = LineResult['status'];

/** In the order in which they are said: what matters most stands nearest to the end, where one looks. */
const kinds = [
  ...(['created', 'revised', 'dead', 'noted', 'relicensed', 'replaced', 'unresolved'] as const),
  ...(['absent', 'skipped', 'refused'] as const),
] as const;
type Kind = (typeof kinds)[number];

/** What an import came to. */
export interface Report {
  counts: Record<Status, number>;
  skipped: number;
  /** Files and lines by what is to be said of them; each kind is cut after some hundreds. */
  remarks: Record<Kind, string[]>;
}

/** What is said at the end beside what was counted. */
export interface Closing {
  dryRun: boolean;
  /** The instance it was sent to. */
  url?: string;
  /** What lay in the folder and was not looked at, counted by kind. */
  ignored: Readonly<Record<string, number>>;
  /** Works of a source whose files are there no more, and how many there are in all. */
  absent?: { works: readonly Absent[]; total: number };
}

/** Enough to read; a run of a hundred thousand files must not fill the memory with its complaints. */
const mostRemarks = 500;
/** What came in is looked at in the instance; the first ones tell whether it is what was meant. */
const mostCreated = 10;
const mostSources = 5;

export function createReport() {
  const report: Report = {
    counts: { created: 0, revised: 0, unchanged: 0, refused: 0 },
    skipped: 0,
    remarks: Object.fromEntries(kinds.map((kind) => [kind, [] as string[]])) as Record<Kind, string[]>,
  };
  const totals = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  const asides = createAsides();
  const unresolved = new Map<string, { text: string; path: string | undefined }[]>();
  const sources = new Set<string>();
  const paths = new Set<string>();
  const remark = (kind: Kind, text: string) => {
    totals[kind]++;
    // Titles and paths are others' words: what would move a terminal's cursor is taken out.
    if (report.remarks[kind].length < (kind === 'created' ? mostCreated : mostRemarks))
      report.remarks[kind].push(oneLine(text));
  };
  const noteRelations = ({ read, result }: Sent) => {
    const missing = warnings(result, 'relation_unresolved').map(({ pointer, detail }) => ({
      text: `${pointer} ${detail}`,
      path: read.line.relations?.[Number(pointer.split('/')[2])]?.path,
    }));
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
      sources.add(read.line.origin.source);
      paths.add(read.line.origin.path);
      const { status, url } = result;
      if (status === 'created' || status === 'revised')
        remark(status, `${read.at}: ${read.line.title}${url === undefined ? '' : `, ${url}`}`);
      for (const note of read.notes) remark('noted', `${read.at}: ${note}`);
      for (const { detail } of warnings(result, 'license_changed')) remark('relicensed', `${read.at}: ${detail}`);
      for (const { detail } of warnings(result, 'edits_replaced')) remark('replaced', `${read.at}: ${detail}`);
      if (result.status === 'refused') remark('refused', `${read.at}: ${describe(result)}`);
      else if (read.asides !== undefined) {
        asides.add(read.asides);
        const dead = describeDead(read.asides.dead);
        if (dead !== undefined) remark('dead', `${read.at}: ${dead}`);
      }
      noteRelations(sent);
    },
    /** Counted already: only its relations are news. */
    addResent(sent: Sent) {
      if (sent.result.status === 'refused')
        remark('refused', `${sent.read.at} (its relations): ${describe(sent.result)}`);
      else noteRelations(sent);
    },
    render(closing: Closing): string {
      // A dry run leaves nothing behind that a later line could point to.
      for (const [at, missing] of unresolved)
        for (const { text, path } of missing)
          if (!closing.dryRun || path === undefined || !paths.has(path)) remark('unresolved', `${at}: ${text}`);
      for (const { path, title, url } of closing.absent?.works ?? []) remark('absent', `${path}: ${title}, ${url}`);
      totals.absent = closing.absent?.total ?? 0;
      return render(report, totals, [...placeOf(sources, closing.url), ...asides.lines().map(oneLine)], closing);
    },
  };
}

function warnings(result: LineResult, wanted: string): NonNullable<LineResult['warnings']> {
  return (result.warnings ?? []).filter(({ code }) => code === wanted);
}

function describe({ problem }: LineResult): string {
  if (problem === undefined) return 'refused without a reason';
  const faults = (problem.errors ?? [])
    .map(({ pointer, detail }) => `${pointer} ${detail}`)
    .filter((fault) => !problem.detail.startsWith(fault));
  return `${problem.detail}${faults.length > 0 ? ` (${faults.join('; ')})` : ''} [${problem.code}]`;
}

function placeOf(sources: ReadonlySet<string>, url: string | undefined): string[] {
  if (sources.size === 0) return [];
  const named = [...sources].slice(0, mostSources).map((source) => `"${oneLine(source)}"`);
  const more = sources.size > named.length ? ` and ${sources.size - named.length} more` : '';
  return [`Source: ${named.join(', ')}${more}${url === undefined ? '' : `; instance: ${url}`}.`];
}

const headings: Record<Kind, string> = {
  created: 'New',
  revised: 'Revised',
  dead: 'Imported, with relative links that lead nowhere here',
  noted: 'Imported, with something guessed or left out',
  relicensed: 'Under another licence than before',
  replaced: 'Replaced what somebody had written here',
  unresolved: 'Imported without relations to works that are not here',
  absent: 'Imported earlier from files that are not there now; where one was renamed, withdraw the old work',
  skipped: 'Skipped',
  refused: 'Refused by the server',
};

function render(
  report: Report,
  totals: Readonly<Record<Kind, number>>,
  asides: readonly string[],
  { dryRun, ignored }: Closing,
): string {
  const { counts } = report;
  const would = dryRun ? 'would be ' : '';
  const sections = kinds.flatMap((kind) => {
    const remarks = report.remarks[kind];
    if (remarks.length === 0) return [];
    const more = totals[kind] > remarks.length ? [`  … and ${totals[kind] - remarks.length} more`] : [];
    return [`${headings[kind]} (${totals[kind]}):`, ...remarks.map((text) => `  ${text}`), ...more, ''];
  });
  const left = Object.entries(ignored).map(([kind, count]) => `${count} ${kind}`);
  return [
    ...sections,
    `${counts.created} ${would}created, ${counts.revised} ${would}revised, ${counts.unchanged} unchanged, ${report.skipped} skipped, ${counts.refused} ${would}refused.`,
    ...asides,
    ...(left.length > 0 ? [`Not looked at: ${left.join(', ')}.`] : []),
    ...(dryRun ? ['This was a dry run: nothing was changed.'] : []),
  ].join('\n');
}
