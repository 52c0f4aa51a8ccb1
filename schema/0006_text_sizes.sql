-- How much text a page of a list or a feed would carry, known before any of it is read.
alter table works add column text_bytes integer not null default 0;
comment on column works.text_bytes is 'Bytes of the current Markdown and its HTML: pages that carry texts end where these grow too many.';
update works set text_bytes = octet_length(revisions.content::text) + octet_length(revisions.html::text)
  from revisions where revisions.work_id = works.id and revisions.version = works.version;
