import { oneLine } from '../lib/text.ts';
import type { CreditChoice } from '../people/credit.ts';

export const creditRoles = [
  'author',
  'translator',
  'editor',
  'illustrator',
  'reviewer',
  'facilitator',
  'contributor',
] as const;
export type CreditRole = (typeof creditRoles)[number];

export const relationTypes = [
  'derived_from',
  'translation_of',
  'about',
  'uses',
  'requires',
  'precedes',
  'alternative_to',
  'contradicts',
  'supersedes',
] as const;
export type RelationType = (typeof relationTypes)[number];

/** The relations along which credit is owed. */
export const lineageTypes = ['derived_from', 'translation_of'] as const satisfies readonly RelationType[];

/** `choice` null: as the contributor wishes in general. */
export interface StoredCredit {
  id: string;
  contributor: string;
  role: CreditRole;
  choice: CreditChoice | null;
}

/** Points to a work here by `target`, or elsewhere by `url`. */
export interface StoredRelation {
  type: RelationType;
  target?: string;
  url?: string;
  version?: number;
  note?: string;
}

/**
 * What a revision holds: the spine's fields, and beside them the fields of the kind (`practice` …).
 * `summary` is '' where none was given; `community` is an id.
 */
export interface Content {
  title: string;
  summary: string;
  body: string;
  language: string;
  community: string;
  tags: string[];
  credits: StoredCredit[];
  relations: StoredRelation[];
  [field: string]: unknown;
}

/** Lower case, on one line: `Opening` and `opening` would be two tags that mean one thing. */
export function tidyTag(tag: string): string {
  return oneLine(tag).toLowerCase();
}

const spineFields = new Set(['title', 'summary', 'body', 'language', 'community', 'tags', 'credits', 'relations']);

/** The fields of a content that belong to its kind. */
export function kindFields(content: Content): Record<string, unknown> {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !spineFields.has(name)));
}
