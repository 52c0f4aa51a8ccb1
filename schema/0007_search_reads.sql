-- What a search reads of each work that matches is read along with the match: to look each of thousands up again by its
-- key took longer than to find them.
drop function search_documents_matching(tsquery, integer);
create function search_documents_matching(wanted tsquery, in_title tsquery, most integer)
returns table (work_id uuid, is_titled boolean)
language sql stable parallel safe rows 100
set enable_seqscan = off
as $$
  select d.work_id, d.title_words @@ in_title from search_documents d where d.words @@ wanted limit most
$$;

-- Works whose title looks like this text. A function for the same reason as the other, and for a higher threshold than
-- pg_trgm's own.
create function search_documents_alike(typed text, most integer)
returns table (work_id uuid, similarity real)
language sql stable parallel safe rows 50
set enable_seqscan = off
set pg_trgm.similarity_threshold = 0.5
as $$
  select d.work_id, similarity(d.title, typed) from search_documents d
  where d.title % typed
  order by 2 desc limit most
$$;

-- To count the words of thousands of vectors takes a second and more, and no plan here depends on them: what reads by a
-- match reads from the index.
alter table search_documents alter words set statistics 0, alter title_words set statistics 0;
alter table search_sections alter words set statistics 0;
