// Generated from schema/ by `npm run generate`.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A jsonb column: read as the value, written as JSON text. */
type Json = ColumnType<unknown, string, string>;

export interface ChangesTable {
  seq: GeneratedAlways<number>;
  subject: string;
  id: string;
  kind: string | null;
  version: number;
  touch: Generated<number>;
  event: string;
  at: Date;
}

export interface CommunitiesTable {
  id: string;
  slug: string;
  name: string;
  domain: Generated<string>;
  charter: Generated<string>;
  license: string | null;
  language: string | null;
  editing: Generated<string>;
  thresholds: ColumnType<unknown, string | undefined, string>;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface ContributorsTable {
  id: string;
  handle: string;
  kind: Generated<string>;
  name: string;
  url: string | null;
  bio: Generated<string>;
  email: string | null;
  credit: Generated<string>;
  pseudonym: string | null;
  claimed: boolean;
  named_as: string | null;
  suspended_at: Date | null;
  erased_at: Date | null;
  credited_at: Date | null;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface CreditsTable {
  id: string;
  work_id: string;
  contributor_id: string;
  role: string;
  position: number;
  choice: string | null;
}

export interface FollowersTable {
  name: string;
  position: Generated<number>;
  holder: string | null;
  held_until: Date | null;
}

export interface IdempotencyKeysTable {
  contributor_id: string;
  key: string;
  request: string;
  status: number | null;
  headers: ColumnType<unknown, string | null, string | null>;
  body: ColumnType<unknown, string | null, string | null>;
  subject_id: string | null;
  created_at: Date;
}

export interface InstanceTable {
  only_row: Generated<boolean>;
  name: string;
  summary: Generated<string>;
  contact: Generated<string>;
  languages: string[];
  license: string;
  language: string;
  community_id: string;
  theme: ColumnType<unknown, string | undefined, string>;
  pages: ColumnType<unknown, string | undefined, string>;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface InvitationsTable {
  id: string;
  hash: Buffer;
  note: Generated<string>;
  community_id: string | null;
  role: string | null;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  used_by: string | null;
}

export interface RelationsTable {
  work_id: string;
  position: number;
  type: string;
  target_id: string | null;
  target_url: string | null;
  target_version: number | null;
  note: Generated<string>;
}

export interface RenditionsTable {
  work_id: string;
  version: number;
  members: string;
}

export interface RetriesTable {
  follower: string;
  subject: string;
  id: string;
  attempts: number;
  not_before: Date;
  error: string;
}

export interface RevisionsTable {
  work_id: string;
  version: number;
  content: Json;
  html: Json;
  sections: Json;
  outline: Json;
  excerpt: string;
  license: string;
  author_id: string;
  message: Generated<string>;
  minor: Generated<boolean>;
  created_at: Date;
  redacted_at: Date | null;
  redacted_by: string | null;
  redaction_reason: string | null;
}

export interface RolesTable {
  contributor_id: string;
  community_id: string | null;
  role: string;
  granted_by: string | null;
  created_at: Date;
}

export interface SearchDocumentsTable {
  work_id: string;
  version: number;
  touch: number;
  format: number;
  title: string;
  title_length: number;
  title_words: string;
  words: string;
  length: number;
}

export interface SearchSectionsTable {
  work_id: string;
  position: number;
  place: number;
  start: number;
  words: string;
}

export interface SearchWordsTable {
  word: string;
  documents: number;
  correctable: boolean;
}

export interface SlugsTable {
  slug: string;
  work_id: string;
}

export interface TokensTable {
  id: string;
  contributor_id: string;
  name: string;
  hash: Buffer;
  scopes: string[];
  created_at: Date;
  expires_at: Date | null;
  revoked_at: Date | null;
}

export interface WorksTable {
  id: string;
  kind: string;
  status: string;
  slug: string | null;
  title: string;
  summary: string;
  language: string;
  license: string;
  license_from: string;
  community_id: string;
  tags: Generated<string[]>;
  setting: Generated<string[]>;
  difficulty: string | null;
  participants: string | null;
  minutes: string | null;
  audience: Generated<string[]>;
  maturity: string | null;
  version: number;
  touch: Generated<number>;
  first_version: number | null;
  redacted: Generated<boolean>;
  created_by: string;
  created_at: Date;
  published_at: Date | null;
  updated_at: Date;
  amended_at: Date;
  touched_at: Date;
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
  withdrawn_by: string | null;
  origin_source: string | null;
  origin_path: string | null;
  origin_url: string | null;
  origin_hash: Buffer | null;
  text_bytes: Generated<number>;
  withdrawn_as_steward: Generated<boolean>;
  credited: Generated<string[]>;
}

export interface Tables {
  changes: ChangesTable;
  communities: CommunitiesTable;
  contributors: ContributorsTable;
  credits: CreditsTable;
  followers: FollowersTable;
  idempotency_keys: IdempotencyKeysTable;
  instance: InstanceTable;
  invitations: InvitationsTable;
  relations: RelationsTable;
  renditions: RenditionsTable;
  retries: RetriesTable;
  revisions: RevisionsTable;
  roles: RolesTable;
  search_documents: SearchDocumentsTable;
  search_sections: SearchSectionsTable;
  search_words: SearchWordsTable;
  slugs: SlugsTable;
  tokens: TokensTable;
  works: WorksTable;
}
