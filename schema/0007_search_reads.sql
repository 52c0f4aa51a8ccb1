-- Loads pg_trgm: before that, whoever is no superuser may not set its parameters for a function.
select similarity('', '');

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
-- pg_trgm's own. Without a trigram to look up, the whole index would be read.
create function search_documents_alike(typed text, most integer)
returns table (work_id uuid, similarity real)
language sql stable parallel safe rows 50
set enable_seqscan = off
set pg_trgm.similarity_threshold = 0.5
as $$
  select d.work_id, similarity(d.title, typed) from search_documents d
  where typed <> '' and d.title % typed
  order by 2 desc limit most
$$;

-- To count the words of thirty thousand vectors, as for statistics of the usual detail, takes a second and more, in which
-- the embedded database does nothing else. Three thousand tell which words are frequent. No plan looks at sections' words.
alter table search_documents
  alter work_id set statistics 10, alter version set statistics 10, alter touch set statistics 10,
  alter format set statistics 10, alter title set statistics 10, alter title_length set statistics 10,
  alter title_words set statistics 10, alter words set statistics 10, alter length set statistics 10;
alter table search_sections alter words set statistics 0;

comment on column works.text_bytes is 'Bytes of the current content and its HTML as JSON: pages that carry texts end where these grow too many.';
