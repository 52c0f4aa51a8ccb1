-- The change log, those who follow it, and the answers that retries get.

create table changes (
  seq bigint generated always as identity primary key,
  subject text not null check (subject in ('work', 'contributor', 'community', 'file')),
  id uuid not null,
  kind text,
  version integer not null,
  touch integer not null default 0,
  event text not null check (event in ('published', 'revised', 'touched', 'withdrawn', 'redacted')),
  at timestamptz(3) not null
);
comment on table changes is 'Public, append-only: look again at this subject. Written last in each transaction under an advisory lock, so seq is in commit order.';

create table followers (
  name text primary key,
  position bigint not null default 0,
  holder uuid,
  held_until timestamptz(3)
);
comment on table followers is 'How far each reader of the change log has come, and which process holds it now.';

create table retries (
  follower text not null references followers on delete cascade,
  subject text not null,
  id uuid not null,
  attempts integer not null,
  not_before timestamptz(3) not null,
  error text not null,
  primary key (follower, subject, id)
);
comment on table retries is 'Subjects that a follower failed on, tried again later so that one bad work never blocks the rest.';

create table idempotency_keys (
  contributor_id uuid not null references contributors on delete cascade,
  key text not null,
  request text not null,
  status integer,
  headers jsonb,
  body jsonb,
  subject_id uuid,
  created_at timestamptz(3) not null,
  constraint idempotency_keys_key primary key (contributor_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
create index idempotency_keys_subject on idempotency_keys (subject_id);
comment on table idempotency_keys is 'Answers of completed POSTs, kept 24 hours. The row is inserted first in the write''s own transaction.';
comment on column idempotency_keys.request is 'SHA-256 of method, path and body: another request under the same key is refused.';
