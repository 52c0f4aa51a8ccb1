/** Where a work came from: what makes importing it again harmless. */
export interface Origin {
  source: string;
  path: string;
  url?: string;
}

export interface ImportCredit {
  role?: string;
  name: string;
  url?: string;
}

/** `path` names another work of the same source by its origin; `target` is an id or slug of the instance. */
export interface ImportRelation {
  type: string;
  path?: string;
  target?: string;
  url?: string;
  version?: number;
  note?: string;
}

/** One line of a request to `/imports/works`. */
export interface ImportLine {
  title: string;
  summary?: string;
  body: string;
  language?: string;
  license: string;
  community?: string;
  tags?: string[];
  credits?: ImportCredit[];
  relations?: ImportRelation[];
  practice?: unknown;
  origin: Origin;
}

/** Why a file or line is not sent. */
export interface Skipped {
  /** The file, or `file:line`. */
  at: string;
  reason: string;
}

/** A line to send, with what was guessed or left out on the way. */
export interface Read {
  at: string;
  line: ImportLine;
  notes: string[];
  asides?: Asides;
}

/** What is not worth a line for each file, and is summed up at the end. */
export interface Asides {
  /** Fields that nothing reads. */
  unread: string[];
  /** Who is credited because nobody is named. */
  standIn?: string;
  /** Links that lead to the source's repository now. */
  moved: number;
  /** Relative links that lead nowhere: their addresses. */
  dead: string[];
}

export type ReadItem = Read | Skipped;

/** What the command line says about works that do not say it themselves. */
export interface Defaults {
  license?: string;
  language?: string;
  source?: string;
  author?: string;
  community?: string;
}

/** Something that is being read; `done` counts up to `size` while the items are taken. */
export interface Reading {
  unit: 'files' | 'bytes';
  size: number;
  done(): number;
  items: AsyncGenerator<ReadItem>;
  /** What lay in the folder and was not looked at, counted by kind. */
  ignored: Readonly<Record<string, number>>;
  /** The sources that are read as a whole: what is not among the items is not there any more. */
  whole: readonly string[];
}
