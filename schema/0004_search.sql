-- The search index of the postgres engine: a cache of the current public works, made again from them at any time.

create table search_documents (
  work_id uuid primary key,
  version integer not null,
  touch integer not null,
  format integer not null,
  title text not null,
  title_length integer not null,
  title_words tsvector not null,
  words tsvector not null,
  length integer not null
);
comment on table search_documents is 'One row a work. No reference to works: what is foreign here is found by the check and never shown.';
comment on column search_documents.format is 'Which release''s way of cutting words made this row; another one is stale.';
comment on column search_documents.title is 'The words of the title as they are looked up, one space between them.';
comment on column search_documents.title_words is 'The words of the title with their positions.';
comment on column search_documents.words is 'All words of the work. Weights tell where: A title, B tags and headings, C summary, D text.';
comment on column search_documents.length is 'Number of words of the work; of long works not every position is in the vector.';

create index search_documents_words on search_documents using gin (words) with (fastupdate = off);
create index search_documents_title_words on search_documents using gin (title_words) with (fastupdate = off);
create index search_documents_title on search_documents using gin (title gin_trgm_ops) with (fastupdate = off);

create table search_sections (
  work_id uuid not null references search_documents on delete cascade,
  position integer not null,
  place integer not null,
  start integer not null,
  words tsvector not null,
  primary key (work_id, position)
);
comment on table search_sections is 'The words of each section, the title''s before them; read for works that were found, to point to the right place. Long sections have several rows.';
comment on column search_sections.place is 'Which of the work''s sections: an index into those of the document.';
comment on column search_sections.start is 'Where in the section''s text the row begins, in UTF-16 units.';

create table search_words (
  word text collate "C" primary key,
  documents integer not null,
  correctable boolean not null
) with (fillfactor = 80);
comment on table search_words is 'Every word of the index, and in how many works it is: what typing errors are corrected by.';
comment on column search_words.correctable is 'A word somebody may have meant: no number, no code, no pair of letters of a script without spaces.';

create index search_words_near on search_words using gin (word gin_trgm_ops) with (fastupdate = off) where correctable;

-- Words that may be meant by this one. A function, because it needs a lower threshold than pg_trgm's own: one wrong
-- letter in a word of four leaves a quarter of the trigrams.
create function search_words_near(typed text) returns table (word text, documents integer)
language sql stable parallel safe
set pg_trgm.similarity_threshold = 0.2
as $$
  select w.word, w.documents from search_words w
  where w.correctable and w.word % typed
  order by similarity(w.word, typed) desc, w.documents desc
  limit 100
$$;

-- Works that match, read from the index. A function, because the planner takes a match for cheap and reads every vector
-- of a small table, which costs twenty times as much.
create function search_documents_matching(wanted tsquery, most integer) returns table (work_id uuid)
language sql stable parallel safe rows 100
set enable_seqscan = off
as $$
  select d.work_id from search_documents d where d.words @@ wanted limit most
$$;
