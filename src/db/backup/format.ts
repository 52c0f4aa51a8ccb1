import { Invalid } from '../../lib/errors.ts';

/**
 * A backup is gzip over lines of JSON: the header; for each table its name and columns, then a line a row; the
 * sequences; the end. A row is an array of the columns' values as PostgreSQL writes them as text, or null: exact for
 * every type, the same from both databases, and never parsed on its way.
 */
export interface Header {
  format: 'copse-backup';
  format_version: 1;
  /** The number of the newest migration of the database. */
  schema: number;
  created_at: string;
}

export interface TableLine {
  table: string;
  columns: string[];
}

export interface SequencesLine {
  /** The last number given out; null where none was. */
  sequences: Record<string, number | null>;
}

export interface EndLine {
  end: true;
  rows: Record<string, number>;
}

export interface BackupSummary {
  schema: number;
  created_at: string;
  /** How many of each table. */
  rows: Record<string, number>;
}

export function damaged(detail: string): Invalid {
  return new Invalid('backup_damaged', `This is no whole backup: ${detail}. Nothing was restored from it.`);
}
