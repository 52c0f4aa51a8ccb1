-- The spine: what every kind of work shares.

create table works (
  id uuid primary key,
  kind text not null,
  status text not null check (status in ('draft', 'published', 'withdrawn')),
  slug text,
  title text not null,
  summary text not null,
  language text not null,
  license text not null,
  license_from text not null check (license_from in ('given', 'thread', 'circle', 'community', 'instance')),
  community_id uuid not null references communities,
  tags text[] not null default '{}',

  setting text[] not null default '{}',
  difficulty text,
  participants int4range,
  minutes int4range,
  audience text[] not null default '{}',
  maturity text,

  version integer not null,
  touch integer not null default 0,
  first_version integer,
  redacted boolean not null default false,
  created_by uuid not null references contributors,
  created_at timestamptz(3) not null,
  published_at timestamptz(3),
  updated_at timestamptz(3) not null,
  amended_at timestamptz(3) not null,
  touched_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  withdrawn_reason text,
  withdrawn_by uuid references contributors,

  origin_source text,
  origin_path text,
  origin_url text,
  origin_hash bytea,

  constraint works_origin_key unique (origin_source, origin_path),
  constraint works_origin_whole check ((origin_source is null) = (origin_path is null)),
  constraint works_published_once check (status = 'draft' or (published_at is not null and first_version is not null and slug is not null)),
  constraint works_withdrawn_when check ((status = 'withdrawn') = (withdrawn_at is not null))
);
comment on table works is 'Anything published under its own licence. Columns from setting to maturity are projections of the content, made by the kind.';
comment on column works.license_from is 'Where the licence came from when the work was made: given, or the default of what it belongs to.';
comment on column works.touch is 'Grows when anything shown changes without a revision; second half of the ETag.';
comment on column works.first_version is 'The version that was current at first publication; earlier revisions stay private.';
comment on column works.redacted is 'The current revision is redacted: answers 451 and is in no list until a new revision.';
comment on column works.origin_hash is 'SHA-256 of what was last taken from the origin: an unchanged source does not undo edits made here.';
comment on column works.amended_at is 'The last revision that was not minor: what feeds call updated.';
comment on column works.touched_at is 'The later of the last revision and the last touch: Last-Modified.';
comment on column works.published_at is 'First publication; never changes afterwards.';

create index works_by_publication on works (published_at desc, id desc) where status = 'published' and not redacted;
create index works_by_update on works (updated_at desc, id desc) where status = 'published' and not redacted;
create index works_by_title on works (title collate "und-x-icu", id) where status = 'published' and not redacted;
create index works_tags on works using gin (tags);
create index works_setting on works using gin (setting);
create index works_audience on works using gin (audience);
create index works_participants on works using gist (participants);
create index works_minutes on works using gist (minutes);
create index works_community on works (community_id, published_at desc, id desc) where status = 'published' and not redacted;
create index works_creator on works (created_by, created_at desc, id desc);

create table slugs (
  slug text primary key constraint slugs_shape check (slug ~ '^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$'),
  work_id uuid not null references works on delete cascade deferrable initially deferred
);
create index slugs_work on slugs (work_id);
comment on table slugs is 'Every slug a work has had, one namespace over all kinds. works.slug is the current one; the others redirect.';

create table revisions (
  work_id uuid not null references works on delete cascade,
  version integer not null,
  content jsonb not null,
  html jsonb not null,
  sections jsonb not null,
  outline jsonb not null,
  excerpt text not null,
  license text not null,
  author_id uuid not null references contributors,
  message text not null default '',
  minor boolean not null default false,
  created_at timestamptz(3) not null,
  redacted_at timestamptz(3),
  redacted_by uuid references contributors,
  redaction_reason text,
  primary key (work_id, version)
);
create index revisions_author on revisions (author_id, work_id, version);
comment on table revisions is 'Immutable snapshots. Only a redaction may empty one.';
comment on column revisions.content is 'The whole work as its kind''s schema defines it.';
comment on column revisions.html is 'JSON Pointer of each Markdown text in content to its sanitised HTML.';
comment on column revisions.outline is 'The headings alone: [{level, anchor, heading}]; read with each work, unlike the sections.';
comment on column revisions.sections is 'The rendered text cut at its headings: [{level, anchor, heading, text}].';

create table credits (
  id uuid primary key,
  work_id uuid not null references works on delete cascade,
  contributor_id uuid not null references contributors,
  role text not null,
  position integer not null,
  choice text check (choice in ('name', 'pseudonym', 'none'))
);
create index credits_work on credits (work_id, position);
create index credits_contributor on credits (contributor_id, work_id);
comment on table credits is 'Who is credited for the current revision of a work. choice overrides the contributor''s own for this credit.';

create table relations (
  work_id uuid not null references works on delete cascade,
  position integer not null,
  type text not null,
  target_id uuid references works on delete cascade,
  target_url text,
  target_version integer,
  note text not null default '',
  primary key (work_id, position),
  constraint relations_one_target check ((target_id is null) <> (target_url is null))
);
create index relations_target on relations (target_id);
comment on table relations is 'Typed edges from the current revision of a work, pinned to a version where lineage is meant.';
