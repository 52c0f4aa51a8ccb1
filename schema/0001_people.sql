-- People, what they may do, the communities they belong to, and the instance itself.

create extension if not exists pg_trgm;

create table contributors (
  id uuid primary key,
  handle text not null constraint contributors_handle_key unique
    constraint contributors_handle_shape check (handle ~ '^[a-z0-9]([a-z0-9-]{0,37}[a-z0-9])?$'),
  kind text not null default 'person' check (kind in ('person', 'organisation', 'bot')),
  name text not null,
  url text,
  bio text not null default '',
  email text,
  credit text not null default 'name' check (credit in ('name', 'pseudonym', 'none')),
  pseudonym text,
  claimed boolean not null,
  named_as text constraint contributors_named_as_key unique,
  suspended_at timestamptz(3),
  erased_at timestamptz(3),
  credited_at timestamptz(3),
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint contributors_pseudonym_given check (credit <> 'pseudonym' or pseudonym is not null)
);
create index contributors_by_name on contributors (name collate "und-x-icu", id) where credit = 'name' and erased_at is null;
comment on table contributors is 'A person, organisation or bot that publishes, or that is only named in credits (claimed = false).';
comment on column contributors.credit is 'How this contributor is credited unless a single credit says otherwise.';
comment on column contributors.named_as is 'For an unclaimed contributor: digest of name, place and url: the key under which credits find it again.';
comment on column contributors.credited_at is 'When credits by this contributor last began to look different: what shows them has to be touched. Null: never.';
comment on column contributors.erased_at is 'The account was closed: nothing about the person is left, works stay uncredited.';
comment on column contributors.email is 'Private: never leaves the instance.';

create table communities (
  id uuid primary key,
  slug text not null constraint communities_slug_key unique
    constraint communities_slug_shape check (slug ~ '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$'),
  name text not null,
  domain text not null default '',
  charter text not null default '',
  license text,
  language text,
  editing text not null default 'open' check (editing in ('open', 'authors', 'suggest')),
  thresholds jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
comment on table communities is 'The people of one practice: domain, charter, defaults, who may edit.';
comment on column communities.license is 'For works that state none. Null: the instance''s.';
comment on column communities.language is 'For works that state none. Null: the instance''s.';
comment on column communities.thresholds is 'What this community asks of evidence for each level of maturity; absent keys take the defaults.';

create table instance (
  only_row boolean primary key default true check (only_row),
  name text not null,
  summary text not null default '',
  contact text not null default '',
  languages text[] not null,
  license text not null,
  language text not null,
  community_id uuid not null references communities,
  theme jsonb not null default '{}',
  pages jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
comment on table instance is 'Who runs this commons and what holds when nothing else is said. One row.';
comment on column instance.pages is 'Markdown of the legal pages: about, imprint, privacy, terms.';

create table tokens (
  id uuid primary key,
  contributor_id uuid not null references contributors on delete cascade,
  name text not null,
  hash bytea not null constraint tokens_hash_key unique,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index tokens_contributor on tokens (contributor_id);
comment on column tokens.hash is 'SHA-256 of the whole token; the token itself is shown once and never stored.';

create table roles (
  contributor_id uuid not null references contributors on delete cascade,
  community_id uuid references communities on delete cascade,
  role text not null check (role in ('steward', 'admin')),
  granted_by uuid references contributors,
  created_at timestamptz(3) not null,
  constraint roles_key unique nulls not distinct (contributor_id, community_id),
  constraint roles_admin_everywhere check (role <> 'admin' or community_id is null)
);
create index roles_community on roles (community_id);
comment on column roles.community_id is 'Null: for the whole instance.';

create table invitations (
  id uuid primary key,
  hash bytea not null constraint invitations_hash_key unique,
  note text not null default '',
  community_id uuid references communities on delete cascade,
  role text check (role in ('steward', 'admin')),
  created_by uuid not null references contributors,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  used_by uuid references contributors
);
create index invitations_creator on invitations (created_by);
comment on table invitations is 'A code that lets one person register where registration is by invitation, with a role if one is given.';
